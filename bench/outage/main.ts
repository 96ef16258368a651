import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ringThrough } from './ring.ts';
import { openStage } from './stage.ts';
import { callThrough, type Outage, type Outcome, steps } from './typed.ts';
import type { Kind } from './wire.ts';

/**
 * What a person hears, and what stands in the rows afterwards, when the database goes away in the middle of a call: typed
 * calls to somebody agreeable, on Supabase Lite over real Postgres behind a wire that refuses or swallows. All outages of
 * one length run at once. Ends with 1 when somebody heard nothing for three seconds, something committed or said is lost,
 * or somebody who has been booked would be called again.
 *
 * `node bench/outage/main.ts [--lengths 10,70,200]`, in seconds
 */
const { lengths } = z
  .object({ lengths: z.string().transform((text) => text.split(',').map(Number)) })
  .parse(parseArgs({ options: { lengths: { type: 'string', default: '10' } } }).values);

const kinds: Kind[] = ['refused', 'black-holed'];
const mostSilenceMs = 3_000;

const stage = await openStage();
const wrong: string[] = [];
try {
  // The first call of a process loads all that calls need, which in a job was loaded before it was rung.
  await callThrough(stage, await stage.claim('+12025550199'), {
    step: 'after it',
    kind: 'refused',
    seconds: 0,
  });
  print(
    '| the database | goes away | for | first heard | after ms | longest silence ms | ending | booked | again |',
  );
  print('|---|---|---|---|---|---|---|---|---|');
  for (const kind of kinds) {
    const { heardAfterMs, isHungUp, over } = await ringThrough(stage, kind);
    const isTold = heardAfterMs !== null && heardAfterMs < mostSilenceMs && isHungUp;
    if (!isTold) wrong.push(`${kind} while it rings: told after ${heardAfterMs} ms, then ${over}`);
    print(
      `| ${kind} | while it rings | – | the recorded apology | ${round(heardAfterMs)} | – | ${over} | – | – |`,
    );
  }
  let phone = 110;
  for (const seconds of lengths) {
    const outages = kinds.flatMap((kind) => steps.map((step) => ({ kind, step, seconds })));
    const callIds: string[] = [];
    for (const _outage of outages)
      callIds.push(await stage.claim(`+1202555${String(++phone).padStart(4, '0')}`));
    const calls = outages.map((outage, index) => callThrough(stage, callIds[index] ?? '', outage));
    for (const [index, result] of (await Promise.allSettled(calls)).entries()) {
      const outage = outages[index] as Outage;
      if (result.status === 'fulfilled') judge(outage, result.value);
      else wrong.push(`${name(outage)}: ${result.reason}`);
    }
  }
  for (const fault of wrong) print(`WRONG ${fault}`);
  print(
    wrong.length === 0
      ? 'Nobody was left in silence, nothing was lost, nobody is called twice.'
      : `${wrong.length} wrong.`,
  );
} finally {
  await stage.close();
}
process.exit(wrong.length === 0 ? 0 : 1);

function judge(outage: Outage, { heard, longestMs, told, said, rows }: Outcome): void {
  const { kind, step, seconds } = outage;
  const isCalledAgain = rows.status === 'waiting';
  const fault = (text: string) => wrong.push(`${name(outage)}: ${text}`);
  const cells = [
    kind,
    step,
    `${seconds} s`,
    heard?.text.slice(0, 40) ?? '–',
    heard ? round(heard.afterMs) : '–',
    round(longestMs),
    `${rows.outcome} ${rows.end_reason}`,
    `${rows.booked} of ${told}`,
    isCalledAgain ? 'yes' : 'no',
  ];
  print(`| ${cells.join(' | ')} |`);
  if (longestMs > mostSilenceMs) fault(`silence for ${round(longestMs)} ms\n${said.join('\n')}`);
  if (rows.outcome === null || rows.held > 0) fault(`it has not ended: ${JSON.stringify(rows)}`);
  if (rows.booked < told) fault(`${told - rows.booked} bookings are lost`);
  if (rows.booked > 0 && isCalledAgain) fault('who has been booked is called again');
  const missing = said.filter((line) => !rows.turns.some((turn) => covers(turn, line)));
  if (missing.length > 0)
    fault(`${missing.length} of ${said.length} turns are not kept: ${missing.join(' / ')}`);
}

/** What the agent says in one breath may be several turns. */
function covers(turn: string, line: string): boolean {
  const [role, text] = [turn.slice(0, turn.indexOf(':')), turn.slice(turn.indexOf(':') + 2)];
  return line.startsWith(`${role}:`) && line.includes(text);
}

function name({ kind, step, seconds }: Outage): string {
  return `${kind} ${step} for ${seconds} s`;
}

function round(ms: number | null): string {
  return ms === null ? 'never' : String(Math.round(ms));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
