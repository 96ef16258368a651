import { createSocket, type Socket } from 'node:dgram';
import { setTimeout as sleep } from 'node:timers/promises';
import { applyLine, startAnswering } from '../../test/sip/support/answering.ts';
import { missingPrograms } from '../../test/sip/support/programs.ts';
import { openRtp } from '../../test/sip/support/rtp.ts';
import { startSipp } from '../../test/sip/support/sipp.ts';
import { freeUdpPort, type SipStack, startSipStack } from '../../test/sip/support/stack.ts';
import { createRandom } from '../../test/support/hostile/random.ts';
import { createEmbeddedTestDatabase } from '../../test/support/pglite.ts';
import type { TestDatabase } from '../../test/support/postgres.ts';
import { makeOdd, type OddMessage } from './odd-sip.ts';

const called = '+12025550110';
const caller = '+12025550142';
/** Between two: livekit-sip reads one packet after the other. */
const betweenMs = 10;
/** Whoever rang by an odd message hangs up after so long. */
const ringMs = 1_500;
/** A lease and a sweep later nobody is on the line. */
const settleMs = 90_000;
/** Heard of a call that is answered: a second of sound. */
const packetsHeard = 50;

/** Odd messages to livekit-sip, and an ordinary call after them. @returns how many faults there were */
export async function attackSip({ messages, seed }: { messages: number; seed: number }): Promise<number> {
  const missing = missingPrograms();
  if (missing.length > 0) {
    console.log(`no SIP without ${missing.join('\n')}`);
    return 0;
  }
  const [stack, database] = await Promise.all([startSipStack(), createEmbeddedTestDatabase()]);
  const log: string[] = [];
  await applyLine(stack, database, called);
  const worker = await startAnswering(stack, database, (line) => log.push(line));
  try {
    const problems = await attack(stack, database, { messages, seed });
    for (const problem of problems) console.log(problem);
    if (problems.length > 0) console.log([...stack.log.slice(-20), ...log.slice(-20)].join('\n'));
    return problems.length;
  } finally {
    await worker.stop(2_000);
    await stack.stop();
    await database.close();
  }
}

async function attack(
  stack: SipStack,
  database: TestDatabase,
  { messages, seed }: { messages: number; seed: number },
): Promise<string[]> {
  const before = await ordinaryCall(stack, database);
  if (before.length > 0) return before;
  const telephone = await openTelephone(stack.sipAddress);
  const kinds: Record<string, number> = {};
  const startedAt = performance.now();
  for (let number = 0; number < messages; number += 1) {
    const odd = makeOdd(createRandom(seed * 1_000_003 + number), {
      called,
      caller,
      server: stack.sipAddress,
      own: telephone.address,
    });
    kinds[odd.kind] = (kinds[odd.kind] ?? 0) + 1;
    await telephone.send(odd);
    if (stack.hasEnded()) {
      telephone.close();
      return [
        `livekit-sip ended at message ${number} (${odd.kind}): ${JSON.stringify(odd.text.slice(0, 600))}`,
      ];
    }
  }
  const seconds = (performance.now() - startedAt) / 1000;
  for (const [kind, count] of Object.entries(kinds).toSorted()) console.log(`| ${kind} | ${count} |`);
  console.log(
    `${messages} messages in ${seconds.toFixed(0)} s, answered with ${JSON.stringify(telephone.answers)}`,
  );
  await sleep(ringMs * 2);
  const problems = await ordinaryCall(stack, database);
  telephone.close();
  return [...problems, ...(await unfinished(database))];
}

/** Sends, and hangs up where somebody picks up. */
async function openTelephone(server: string) {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const [host = '', port = ''] = server.split(':');
  const answers: Record<string, number> = {};
  const put = (text: string) => putInto(socket, text, Number(port), host);
  socket.on('message', (packet) => {
    const text = packet.toString('latin1');
    const [first = ''] = text.split('\r\n');
    if (!first.startsWith('SIP/2.0')) {
      void put(answerTo(text));
      return;
    }
    const status = first.split(' ')[1] ?? '';
    answers[status] = (answers[status] ?? 0) + 1;
    if (status === '200' && /^cseq: *\d+ INVITE/im.test(text)) {
      void put(inDialog('ACK', text, server));
      void put(inDialog('BYE', text, server));
    }
  });
  return {
    address: `127.0.0.1:${socket.address().port}`,
    answers,
    async send(odd: OddMessage) {
      await put(odd.text);
      await sleep(odd.isCall ? ringMs : betweenMs);
      if (odd.isCall) await put(odd.text.replace(/^INVITE/, 'CANCEL').replace('1 INVITE', '1 CANCEL'));
    },
    close: () => socket.close(),
  };
}

function putInto(socket: Socket, text: string, port: number, host: string): Promise<void> {
  return new Promise((resolve) => socket.send(Buffer.from(text), port, host, () => resolve()));
}

function answerTo(request: string): string {
  const kept = request.split('\r\n').filter((line) => /^(via|from|to|call-id|cseq):/i.test(line));
  return ['SIP/2.0 200 OK', ...kept, 'Content-Length: 0', '', ''].join('\r\n');
}

function inDialog(method: 'ACK' | 'BYE', answer: string, server: string): string {
  const kept = answer.split('\r\n').filter((line) => /^(via|from|to|call-id):/i.test(line));
  const cseq = `CSeq: ${method === 'ACK' ? 1 : 2} ${method}`;
  return [
    `${method} sip:${called}@${server} SIP/2.0`,
    ...kept,
    cseq,
    'Max-Forwards: 70',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}

async function ordinaryCall(stack: SipStack, database: TestDatabase): Promise<string[]> {
  const rtp = await openRtp();
  const startedAt = performance.now();
  const values = { rtp_port: rtp.port, called, caller };
  const sipp = await startSipp({ scenario: 'call', port: await freeUdpPort(), to: stack.sipAddress, values });
  const fault = await sipp.done.then(() => null).catch((error: Error) => error.message);
  console.log(
    `an ordinary call heard ${rtp.packets()} packets in ${Math.round(performance.now() - startedAt)} ms`,
  );
  const isHeard = rtp.packets() > packetsHeard;
  await rtp.close();
  if (fault !== null || !isHeard)
    return [`an ordinary call was not answered: ${fault ?? 'nothing was heard'}`];
  await untilNone(database, `ended_at is null`);
  const rows = await database.sql.query<{ outcome: string; from_phone: string | null }>(
    'select outcome, from_phone from public.calls order by started_at desc limit 1',
    [],
  );
  const isKept = rows[0]?.outcome === 'answered' && rows[0].from_phone === caller;
  return isKept ? [] : [`the ordinary call is kept as ${JSON.stringify(rows[0])}`];
}

async function unfinished(database: TestDatabase): Promise<string[]> {
  const left = await untilNone(database, 'ended_at is null');
  const [row] = await database.sql.query<{ calls: number }>(
    'select count(*)::int as calls from public.calls',
    [],
  );
  console.log(`${row?.calls} calls were made of them`);
  return left === 0 ? [] : [`${left} calls have not ended`];
}

async function untilNone({ sql }: TestDatabase, where: string): Promise<number> {
  const deadline = performance.now() + settleMs;
  for (;;) {
    const [row] = await sql.query<{ count: number }>(
      `select count(*)::int as count from public.calls where ${where}`,
      [],
    );
    const count = row?.count ?? 0;
    if (count === 0 || performance.now() > deadline) return count;
    await sleep(500);
  }
}
