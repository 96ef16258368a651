import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { dispose } from '@livekit/rtc-node';
import type { CallRoom } from '../../src/calls/call/rooms.ts';
import { createRooms } from '../../src/services/livekit/livekit-rooms.ts';
import { modelThatAnswers } from '../../test/support/live/model-script.ts';
import { type RoomCall, startRoomCall } from '../../test/support/live/room-call.ts';
import { type LiveStack, startLiveStack } from '../../test/support/live/stack.ts';
import { type Sent, sendMessages } from './messages.ts';

/** As often the person says something in between, so that nobody thinks they have gone. */
const slices = 10;
const turnsBefore = 3;
/** A typed message may come a second after others that were too many. */
const breathMs = 1_500;
const answerTimeoutMs = 15_000;
/** What is measured begins with the greeting; until then a busy machine may take its time. */
const greetedWithinMs = 120_000;
/** Beside what a call needs anyhow, so much may be held for what nobody reads. */
const mostGrowthMb = 100;

/** Hostile messages into a live call in a room on a real LiveKit server. @returns how many faults there were */
export async function attackRoom({ messages, seed }: { messages: number; seed: number }): Promise<number> {
  const stack = await startLiveStack();
  stack.openai.handler = modelThatAnswers([[/parking/, { content: 'Yes, behind the house.' }]]);
  const problems: string[] = [];
  try {
    const rooms = createRooms({ ...stack.livekit, agentName: 'parley' });
    const token = (of: CallRoom) => rooms.token(of, { name: 'Mallory' });
    const call = await startRoomCall(stack, { token, untilGreeted: false });
    await call.person.nextSound(0, greetedWithinMs);
    await attackCall(stack, call, { messages, seed, problems });
  } finally {
    await stack.stop();
    await dispose();
  }
  for (const problem of problems) console.log(problem);
  if (problems.length > 0) console.log(stack.log.slice(-20).join('\n'));
  return problems.length;
}

async function attackCall(
  stack: LiveStack,
  call: RoomCall,
  { messages, seed, problems }: { messages: number; seed: number; problems: string[] },
): Promise<void> {
  const { room } = call.person;
  const me = room.localParticipant;
  const [agent] = [...room.remoteParticipants.keys()];
  if (!me || agent === undefined) throw new Error('the room is empty');
  const before: number[] = [];
  for (let turn = 0; turn < turnsBefore; turn += 1) before.push(await spokenTurn(call));
  const [eventsBefore, memoryBefore] = [await toolEvents(stack, call), await memoryOf(stack.worker.pid)];
  const sent: Sent = { byKind: {} };
  const during: number[] = [];
  const startedAt = performance.now();
  const slice = Math.ceil(messages / slices);
  for (let from = 0; from < messages; from += slice) {
    await sendMessages(me, { agent, from, count: Math.min(slice, messages - from), seed, sent });
    await sleep(breathMs);
    during.push(await spokenTurn(call).catch(() => Number.POSITIVE_INFINITY));
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const typed = await typedTurn(call).catch(() => Number.POSITIVE_INFINITY);
  const memoryAfter = await memoryOf(stack.worker.pid);

  if (![...during, typed].every(Number.isFinite)) problems.push('a turn was not answered');
  if ((await call.row()).ended_at !== null) problems.push('the call was ended');
  if ((await toolEvents(stack, call)) !== eventsBefore)
    problems.push('a tool was called, or is said to have been');
  if (memoryAfter - memoryBefore > mostGrowthMb) problems.push(`${memoryBefore} MB became ${memoryAfter} MB`);
  for (const [kind, count] of Object.entries(sent.byKind)) console.log(`| ${kind} | ${count} |`);
  const shown = (took: number[]) => took.map((ms) => Math.round(ms)).join(', ');
  console.log(
    `${messages} messages in ${seconds.toFixed(0)} s. From the end of a spoken turn to the first sound, ms: before ` +
      `${shown(before)}; in between ${shown(during)}; a typed one afterwards ${shown([typed])}. ` +
      `Worker and job: ${memoryBefore} MB, afterwards ${memoryAfter} MB.`,
  );
}

async function spokenTurn(call: RoomCall): Promise<number> {
  await call.person.untilQuiet(800);
  const { endedAt } = await call.say('Is there parking?');
  return (await call.person.nextSound(endedAt, answerTimeoutMs)) - endedAt;
}

async function typedTurn(call: RoomCall): Promise<number> {
  await call.person.untilQuiet(800);
  const since = performance.now();
  await call.type('Is there parking?');
  return (await call.person.nextSound(since, answerTimeoutMs)) - since;
}

async function toolEvents({ database }: LiveStack, { id }: RoomCall): Promise<number> {
  const [row] = await database.sql.query<{ count: number }>(
    `select count(*)::int as count from public.call_events where call_id = $1 and event->>'type' = 'tool_call'`,
    [id],
  );
  return row?.count ?? 0;
}

/** Of a process and everything that it started, in MB. */
async function memoryOf(pid: number): Promise<number> {
  const parents = new Map<number, number>();
  for (const entry of await readdir('/proc')) {
    const stat = /^\d+$/.test(entry) ? await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '') : '';
    const parent = Number(/^.*\) \S (\d+)/.exec(stat)?.[1]);
    if (stat !== '') parents.set(Number(entry), parent);
  }
  const isOurs = (one: number): boolean => {
    const parent = parents.get(one);
    return one === pid || (parent !== undefined && parent > 1 && isOurs(parent));
  };
  let sum = 0;
  for (const one of [...parents.keys()].filter(isOurs)) {
    const status = await readFile(`/proc/${one}/status`, 'utf8').catch(() => '');
    sum += Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
  }
  return Math.round(sum / 1024);
}
