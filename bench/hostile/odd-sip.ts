import type { Random } from '../../test/support/hostile/random.ts';
import { hostileTexts } from '../../test/support/hostile/values.ts';

/** Who sends, and to what number that is answered here. */
export interface Ends {
  called: string;
  caller: string;
  /** host:port */
  server: string;
  own: string;
}

interface Draft {
  /** The first line. */
  start: string;
  headers: Array<[name: string, value: string]>;
  body: string;
}

/** One odd message, as it goes into a packet. */
export interface OddMessage {
  kind: string;
  text: string;
  /** Somebody may be sent into a room because of it. */
  isCall: boolean;
  callId: string;
}

/** A packet of UDP holds no more. */
const largestPacket = 60_000;
const longest = 30_000;

const methods = [
  'ACK',
  'BYE',
  'CANCEL',
  'FOO',
  'INFO',
  'invite',
  'MESSAGE',
  'NOTIFY',
  'OPTIONS',
  'PRACK',
  'PUBLISH',
  'REFER',
  'REGISTER',
  'SUBSCRIBE',
  'UPDATE',
  'X'.repeat(500),
  '',
  'GET',
];

const lengths = ['-1', '0', '5', '99999', 'x', '1e3', '99999999999999999999', ''];

const sdps: readonly string[] = [
  '',
  'v=0',
  'x'.repeat(5_000),
  '\u0000\u0001\u0002',
  'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n',
  'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 0 RTP/AVP 0\r\n',
  'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 99999 RTP/AVP 0\r\n',
  'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio -1 RTP/AVP 0\r\n',
  'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 200\r\na=rtpmap:200 NONE/1\r\n',
  'v=0\r\no=- 1 1 IN IP6 ::1\r\ns=-\r\nc=IN IP6 ::1\r\nt=0 0\r\nm=audio 4000 RTP/SAVPF 0\r\n',
  'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\nm=video 4000 RTP/AVP 96\r\n',
  `v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n${'a=x\r\n'.repeat(2_000)}`,
  'v=0\r\no=- 99999999999999999999 -1 IN IP4 x\r\ns=\u202e\r\nt=-1 x\r\nm=\r\na\r\n=\r\n',
];

type Spoiler = (draft: Draft, random: Random, ends: Ends) => void;

/** What can be done to an INVITE; those that leave it one may be answered. */
const spoilers: Record<string, Spoiler> = {
  'user part of From'(draft, random, { own }) {
    set(draft, 'From', `<sip:${inUser(random)}@${own}>;tag=${random.below(1e9)}`);
  },
  'display name'(draft, random, { caller, own }) {
    const name = words(random);
    set(
      draft,
      'From',
      `${random.chance(0.8) ? `"${name}"` : name} <sip:${caller}@${own}>;tag=${random.below(1e9)}`,
    );
  },
  'From without tag'(draft, _random, { caller, own }) {
    set(draft, 'From', `<sip:${caller}@${own}>`);
  },
  'user part of To'(draft, random, { server }) {
    const user = inUser(random);
    set(draft, 'To', `<sip:${user}@${server}>`);
    if (random.chance(0.5)) draft.start = `INVITE sip:${user}@${server} SIP/2.0`;
  },
  'address of the request'(draft, random, { server }) {
    const target = random.pick([
      '',
      '*',
      'sip:',
      `sip:${server}`,
      'tel:+12025550110',
      `sips:x@${server}`,
      'http://x',
      'sip:a@b@c',
      `sip:${'x'.repeat(longest)}`,
    ]);
    draft.start = `INVITE ${target} ${random.pick(['SIP/2.0', 'SIP/9.0', 'HTTP/1.1', ''])}`;
  },
  'missing header'(draft, random) {
    const [name] = random.pick(draft.headers);
    draft.headers = draft.headers.filter(([other]) => other !== name);
  },
  'header twice'(draft, random) {
    draft.headers.push([...random.pick(draft.headers)]);
  },
  'very long header'(draft, random) {
    const name = random.pick(['From', 'Subject', 'Contact', 'Via', 'X-Long', 'Call-ID', 'User-Agent']);
    set(draft, name, `${random.chance(0.5) ? '<sip:x@127.0.0.1>' : ''}${'x'.repeat(longest)}`);
  },
  'many headers'(draft, random) {
    const name = random.pick(['Via', 'Route', 'Record-Route', 'Contact', 'X']);
    for (let count = 0; count < 500; count += 1) draft.headers.push([name, `<sip:${count}@127.0.0.1>`]);
  },
  'odd header'(draft, random) {
    const name = random.pick(draft.headers)[0];
    set(draft, name, random.pick(['', ',', ';', '<', '"', '%', words(random), '-1', '99999999999999999999']));
  },
  'length that is wrong'(draft, random) {
    set(draft, 'Content-Length', random.pick(lengths));
  },
  'type of content'(draft, random) {
    set(
      draft,
      'Content-Type',
      random.pick(['', 'text/plain', 'multipart/mixed; boundary=x', 'application/sdp;x=']),
    );
  },
  'odd SDP'(draft, random) {
    draft.body = random.pick(sdps);
  },
  method(draft, random, { called, server }) {
    const method = random.pick(methods);
    draft.start = `${method} sip:${called}@${server} SIP/2.0`;
    if (random.chance(0.7)) set(draft, 'CSeq', `${random.below(100)} ${method}`);
    if (random.chance(0.7)) draft.body = '';
  },
  'answer to nothing'(draft, random) {
    draft.start = `SIP/2.0 ${random.pick(['100 Trying', '180 Ringing', '200 OK', '302 x', '486 Busy', '999 x', '0', '-1', ''])}`;
  },
};

export function makeOdd(random: Random, ends: Ends): OddMessage {
  const callId = `odd-${random.below(2 ** 31)}`;
  if (random.chance(0.03))
    return {
      kind: 'no SIP',
      text: random.pick(['', '\r\n\r\n', '\u0000'.repeat(100), 'x'.repeat(50_000), 'INVITE']),
      isCall: false,
      callId,
    };
  const { called, caller, server, own } = ends;
  // Few ring the number that is answered: each of them gets a job of its own.
  const number = random.chance(0.05) ? called : '+12025550199';
  const draft: Draft = {
    start: `INVITE sip:${number}@${server} SIP/2.0`,
    headers: [
      ['Via', `SIP/2.0/UDP ${own};branch=z9hG4bK${callId}`],
      ['From', `<sip:${caller}@${own}>;tag=${random.below(1e9)}`],
      ['To', `<sip:${number}@${server}>`],
      ['Call-ID', callId],
      ['CSeq', '1 INVITE'],
      ['Max-Forwards', '70'],
      ['Contact', `<sip:${caller}@${own}>`],
      ['Content-Type', 'application/sdp'],
    ],
    body: 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n',
  };
  const done: string[] = [];
  for (let times = random.pick([1, 1, 1, 2]); times > 0; times -= 1) {
    const name = random.pick(Object.keys(spoilers));
    spoilers[name]?.(draft, random, ends);
    done.push(name);
  }
  return {
    kind: done[0] ?? '',
    text: write(draft).slice(0, largestPacket),
    isCall: draft.start.startsWith('INVITE') && number === called,
    callId,
  };
}

function write({ start, headers, body }: Draft): string {
  const all = [...headers];
  if (!all.some(([name]) => name === 'Content-Length'))
    all.push(['Content-Length', String(Buffer.byteLength(body))]);
  return `${start}\r\n${all.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}

function set(draft: Draft, name: string, value: string): void {
  draft.headers = draft.headers.filter(([other]) => other !== name);
  draft.headers.push([name, value]);
}

function words(random: Random): string {
  return random.pick(hostileTexts).toWellFormed().slice(0, 5_000);
}

function inUser(random: Random): string {
  const text = words(random);
  return random.chance(0.5) ? encodeURIComponent(text) : text.replace(/[\r\n]/g, '');
}
