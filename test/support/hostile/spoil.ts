import { gzipSync } from 'node:zlib';
import { JsonSource, pathsIn, removeAt, replaceAt, writeJson } from './json.ts';
import type { Random } from './random.ts';
import { bodyOf, type Draft, isBytes } from './request.ts';
import { hostileJson, hostileText, hostileTexts } from './values.ts';

/** What can be done to a request, one thing at a time. Each leaves the draft as it is where it has nothing to do. */
type Spoiler = (draft: Draft, random: Random, strangers: readonly string[]) => void;

const methods = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'QUERY',
  'PURGE',
  'get',
];

const contentTypes = [
  'text/plain',
  'text/csv',
  'text/csv; charset=utf-16',
  'text/csv; charset=no-such-thing',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'application/json; charset=utf-16',
  'application/json;',
  'application/jsonp',
  'APPLICATION/JSON',
  'application/json, text/plain',
  '',
  ';',
];

const traversals = [
  '/../../../etc/passwd',
  '/..%2f..%2f..%2fetc%2fpasswd',
  '/assets/..%2f..%2fpackage.json',
  '/assets/%2e%2e/%2e%2e/package.json',
  '/assets/....//....//package.json',
  '/docs/swagger-ui-bundle.js/../../package.json',
  '//etc/passwd',
  '/%00',
  '/assets/a%00.js',
  '/%zz',
  '/%',
  '/%c0%af',
  '/%ff%fe',
  '/calls/%2e%2e%2fcustomers',
  '/calls//recording',
  '/calls/%00/recording',
  '/calls/;id=1',
  '/CALLS',
  '/calls/',
  '/calls?',
  '/calls?limit=1&limit=2&before[]=a',
  '/calls#x',
  '/calls\\x',
  '/calls?a\\b',
  '/__proto__',
  '/constructor',
  '*',
  '',
  'calls',
  'http://127.0.0.1/calls',
  'http://example.com/calls',
  'https:///calls',
  'javascript:alert(1)',
  `/${'a'.repeat(9_000)}`,
  `/calls?before=${'a'.repeat(20_000)}`,
  `/${'a/'.repeat(2_000)}`,
  `/customers?${'after=CUST000001&'.repeat(300)}`,
];

const headers: ReadonlyArray<readonly [string, readonly string[]]> = [
  ['accept', ['', '*/*;q=2', 'application/xml', 'x'.repeat(4_000)]],
  ['accept-encoding', ['gzip', 'br;q=x', 'identity;q=0, *;q=0', 'x'.repeat(4_000)]],
  [
    'authorization',
    [
      '',
      'Bearer',
      'Bearer ',
      'Basic !!!',
      'Bearer a.b.c',
      'Bearer a.b',
      'bearer\tx',
      'Digest x',
      'Bearer parley_x',
    ],
  ],
  ['connection', ['close', 'upgrade', 'keep-alive, x']],
  ['content-encoding', ['gzip', 'br', 'x']],
  ['content-length', ['-1', '1e3', '0', '5', '99999999999999999999', '+5', '0x10', '5, 5']],
  ['cookie', ['a=b', '=;=;', '__proto__=1']],
  ['date', ['never']],
  ['expect', ['100-continue', 'nothing']],
  [
    'host',
    [
      '',
      'a b',
      '[::1',
      'example.com',
      '127.0.0.1:99999',
      '127.0.0.1:x',
      'x'.repeat(300),
      'user@127.0.0.1',
      '127.0.0.1/path',
      '%',
    ],
  ],
  ['if-modified-since', ['x', 'Thu, 01 Jan 1970 00:00:00 GMT']],
  ['if-none-match', ['*', '"x"']],
  ['origin', ['null', 'http://example.com', 'x']],
  [
    'range',
    [
      'bytes=0-',
      'bytes=-1',
      'bytes=5-2',
      'bytes=0-0,2-3',
      'bytes=99999999999999999999-',
      'bytes=-0',
      'bytes=x',
      'items=0-1',
    ],
  ],
  ['referer', ['x']],
  ['sec-fetch-site', ['cross-site', 'x']],
  ['te', ['trailers']],
  ['transfer-encoding', ['chunked', 'gzip', 'identity', 'chunked, chunked', 'x']],
  ['upgrade', ['websocket', 'h2c']],
  ['x-api-key', ['', ' ', 'x', 'parley_', 'x'.repeat(8_000)]],
  [
    'x-forwarded-for',
    [
      '',
      'x',
      '::',
      '127.0.0.1',
      '::1%lo',
      '1.2.3.4:5, 6',
      ','.repeat(1_000),
      '2001:db8::1, [2001:db8::2]:80',
    ],
  ],
  ['x-forwarded-host', ['example.com']],
  ['x-http-method-override', ['DELETE']],
  ['x-original-url', ['/people/erase']],
  ['x-parley-organization', ['', 'no-such', "' or 1=1", '__proto__', 'x'.repeat(4_000)]],
  ['webhook-id', ['', 'x'.repeat(4_000), 'msg_1']],
  ['webhook-timestamp', ['0', 'NaN', '99999999999999']],
  ['webhook-signature', ['', 'v1,', 'v1', 'v2,x', 'v1,!!! v1,x']],
  ['x-very-long', ['x'.repeat(20_000)]],
  ['bad name', ['x']],
  ['x-control', ['a\u0000b', 'a\u0001b', 'é', '日本', 'a\r\n b', 'a\r\nx-injected: 1', '\ud800']],
];

const spoilers: Record<string, Spoiler> = {
  field(draft, random, strangers) {
    if (draft.body === null || isBytes(draft.body)) return;
    draft.body = replaceAt(draft.body, random.pick(pathsIn(draft.body)), hostileJson(random, strangers));
  },
  'extra field'(draft, random, strangers) {
    const { body } = draft;
    if (typeof body !== 'object' || body === null || isBytes(body) || Array.isArray(body)) return;
    if (body instanceof JsonSource) return;
    const name = random.pick([
      '__proto__',
      'constructor',
      'organization_id',
      'id',
      '',
      '\u0000',
      '\ud800',
      'x'.repeat(9_000),
    ]);
    const rest = writeJson(body).slice(1);
    const field = `${JSON.stringify(name)}:${writeJson(hostileJson(random, strangers))}`;
    draft.body = new JsonSource(rest === '}' ? `{${field}}` : `{${field},${rest}`);
  },
  'missing field'(draft, random) {
    if (draft.body === null || isBytes(draft.body)) return;
    draft.body = removeAt(draft.body, random.pick(pathsIn(draft.body)));
  },
  query(draft, random, strangers) {
    const { parameters } = draft.operation;
    const names = [
      ...parameters.filter((one) => one.in === 'query').map(({ name }) => name),
      'extra',
      '__proto__',
      'limit',
    ];
    const name = random.pick(names);
    const value = written(hostileText(random, strangers), random);
    if (random.chance(0.7)) draft.query = draft.query.filter(([other]) => other !== name);
    draft.query.push([name, value]);
  },
  'parameter of the path'(draft, random, strangers) {
    const names = Object.keys(draft.path);
    if (names.length > 0) draft.path[random.pick(names)] = written(hostileText(random, strangers), random);
  },
  header(draft, random, strangers) {
    const [name, values] = random.pick(headers);
    const value = random.chance(0.1) ? oneLine(random.pick(strangers)) : random.pick(values);
    if (random.chance(0.5)) draft.headers = draft.headers.filter(([other]) => other !== name);
    draft.headers.push([name, value]);
  },
  'header twice'(draft, random) {
    if (draft.headers.length > 0) draft.headers.push([...random.pick(draft.headers)]);
  },
  'type of content'(draft, random) {
    draft.headers = draft.headers.filter(([name]) => name !== 'content-type');
    if (random.chance(0.8)) draft.headers.push(['content-type', random.pick(contentTypes)]);
  },
  method(draft, random) {
    draft.method = random.pick(methods);
  },
  target(draft, random) {
    draft.target = random.pick(traversals);
  },
  body(draft, random, strangers) {
    const bytes = bodyOf(draft);
    draft.body = { bytes: spoilBytes(bytes, random, hostileText(random, strangers)) };
  },
  cut(draft, random) {
    if (bodyOf(draft).length > 1) draft.cutAt = random.below(10) / 10;
  },
};

function spoilBytes(bytes: Buffer, random: Random, text: string): Buffer {
  const half = bytes.subarray(0, random.below(bytes.length + 1));
  const notUtf8 = Buffer.from([0xff, 0xfe, 0xc0, 0xaf, 0xed, 0xa0, 0x80, 0x00]);
  return random.pick([
    () => half,
    () => Buffer.concat([half, notUtf8, bytes.subarray(half.length)]),
    () => Buffer.concat([Buffer.from('\ufeff'), bytes]),
    () => Buffer.concat([bytes, bytes]),
    () => Buffer.from(bytes.toString(), 'utf16le'),
    () => gzipSync(bytes),
    () => Buffer.from(text),
    () => Buffer.from(`name,mobile\n${text},+12025550133\n"${text}\n`),
    () =>
      Buffer.from(
        `name,mobile,expected_arrival_time,party_size,status,customer_id\n${rowOf(random)}\n${rowOf(random)}`,
      ),
    () => Buffer.from(`name;mobile;customer_id\n${'Ann;+12025550134;CUST000001\n'.repeat(300)}`),
    () => Buffer.alloc(20_000, 'x'),
    () => Buffer.alloc(0),
  ])();
}

/** A row of a file: some cells as they should be, some not. */
function rowOf(random: Random): string {
  const right = ['Ann', '+12025550135', '2027-03-02T19:00', '4', 'new', 'CUST000001'];
  const cells = right.map((cell) => (random.chance(0.5) ? cell : random.pick(hostileTexts)));
  return cells.map((cell) => (random.chance(0.9) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}

/** In an address it is encoded, twice, by half, or not at all. */
function written(text: string, random: Random): string {
  const well = text.toWellFormed().slice(0, 20_000);
  if (random.chance(0.7)) return encodeURIComponent(well);
  if (random.chance(0.5)) return encodeURIComponent(encodeURIComponent(well));
  return oneLine(well).replaceAll(' ', '+');
}

function oneLine(text: string): string {
  return text.replace(/[\r\n]/g, '');
}

/** Does so many things to it, whichever. */
export function spoil(draft: Draft, times: number, random: Random, strangers: readonly string[]): void {
  for (let time = 0; time < times; time += 1) {
    const names = Object.keys(spoilers);
    // Most is decided by what stands in the fields.
    const name = random.chance(0.4)
      ? random.pick(['field', 'query', 'parameter of the path'])
      : random.pick(names);
    spoilers[name]?.(draft, random, strangers);
    draft.spoiled.push(name);
  }
}
