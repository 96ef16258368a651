import { injections } from '../injections.ts';
import { type Json, JsonSource } from './json.ts';
import type { Random } from './random.ts';

/** More characters than any field takes, and more than a whole body may have. */
const endless = 'x'.repeat(1_000_000);
/** Deeper than a parser that calls itself for each level has stack for. */
const deep = 20_000;

/** Texts that break what reads, stores, compares or shows them, wherever it is not careful. */
export const hostileTexts: readonly string[] = [
  ...injections,
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'a\udfffb',
  '\ufffd',
  '\ufeff',
  '\u202e\u2066\u200f\u200b',
  '\u0001\u001b[31m\u007f\u0085',
  'e\u0301'.repeat(200),
  '\u{1f469}\u200d\u{1f469}\u200d\u{1f467}'.repeat(20),
  'x'.repeat(41),
  'x'.repeat(101),
  'x'.repeat(2_001),
  'x'.repeat(15_000),
  "'; drop table public.calls; --",
  "' or '1'='1",
  '1) or true --',
  '$1',
  '{"$ne":null}',
  'eq.1,or(id.not.is.null)',
  '*',
  '%',
  '%00',
  '%zz',
  '_',
  '\\',
  '"',
  '`$(reboot)`',
  '#{7*7}{{7*7}}',
  '=cmd|" /C calc"!A0',
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  '..%2f..%2fpackage.json',
  '/etc/passwd\u0000.wav',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  'null',
  'undefined',
  'NaN',
  '-Infinity',
  '1e400',
  '0x10',
  '-0',
  '-1',
  '0',
  '2147483648',
  '9223372036854775808',
  '99999999999999999999999999',
  '1.5',
  'true',
  '[]',
  '{}',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  'FFFFFFFF-FFFF-4FFF-8FFF-FFFFFFFFFFFF',
  '0000-00-00',
  '0000-01-01',
  '0001-01-01',
  '2027-02-29',
  '9999-12-31',
  '10000-01-01',
  '-000001-01-01T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  '-271821-04-20T00:00:00Z',
  '2027-03-14T02:30',
  '2027-03-02T19:00:60Z',
  '2027-03-02T24:00:00Z',
  '2027-03-02T19:00+99:99',
  '2027-W09-2',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999999Z',
  '2027-03-02T19:00:00.123456789012345678Z',
  '2027-03-02T19:00:00+23:59',
  'infinity',
  '-infinity',
  'epoch',
  'now',
  'CUST000000',
  'CUST999999',
  'CUST999999999',
  'CUST9999999999',
  'CUST١٢٣٤٥٦',
  '+1202555010',
  '+1 (202) 555-0100;ext=9',
  '+19005550100',
  '+881600000000',
  '+999999999999999',
  '+1000000',
  '911',
  '١٢٠٢٥٥٥٠١٠٠',
  'tel:+12025550100',
  'sip:+12025550100@127.0.0.1',
];

/** Values that are no texts, as they are written into a body. */
const hostileSources: readonly string[] = [
  'null',
  'true',
  'false',
  '0',
  '-0',
  '-1',
  '1.5',
  '1e400',
  '-1e400',
  '1e-400',
  '2147483648',
  '9223372036854775808',
  '123456789012345678901234567890',
  `${'9'.repeat(5_000)}`,
  '[]',
  '{}',
  '[[]]',
  '[null]',
  '{"__proto__":{"isMember":true}}',
  '{"constructor":{"prototype":{"isMember":true}}}',
  '{"length":1000000}',
  '{"toString":1,"valueOf":1,"toJSON":1}',
  '{"a":1,"a":2}',
  '"\\ud800"',
  '"\\u0000"',
  '"\\udc00\\ud800"',
  // What JSON does not have.
  'NaN',
  'Infinity',
  'undefined',
  "'text'",
  '"\\x00"',
  '"unclosed',
  '01',
  '/* */ 1',
  '"a\tb"',
];

/** @param strangers what is of another organization, which nobody else may do anything with */
export function hostileText(random: Random, strangers: readonly string[]): string {
  if (random.chance(0.2)) return random.pick(strangers);
  // As cursors are written.
  if (random.chance(0.05)) {
    const [at, id] = [random.pick(hostileTexts), random.pick([...strangers, ...hostileTexts])];
    return Buffer.from(`${at} ${id}`).toString('base64url');
  }
  return random.chance(0.002) ? endless : random.pick(hostileTexts);
}

export function hostileJson(random: Random, strangers: readonly string[]): Json {
  if (random.chance(0.002)) return new JsonSource('['.repeat(deep) + ']'.repeat(deep));
  if (random.chance(0.002)) return new JsonSource(`${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`);
  if (random.chance(0.002)) return new JsonSource(`[${'0,'.repeat(7_000)}0]`);
  if (random.chance(0.35)) return new JsonSource(random.pick(hostileSources));
  const text = hostileText(random, strangers);
  return random.chance(0.05) ? [text, text] : text;
}
