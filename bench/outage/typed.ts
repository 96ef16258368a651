import { setTimeout as sleep } from 'node:timers/promises';
import { createTypedCalls } from '../../src/wiring/typed-calls.ts';
import type { Rows, Stage } from './stage.ts';
import { type Kind, Wire } from './wire.ts';

/** Where in a call the database goes away. */
export const steps = [
  'before the answer',
  'in the greeting',
  'in a tool',
  'in the goodbye',
  'after it',
] as const;
export type Step = (typeof steps)[number];

export interface Outage {
  step: Step;
  kind: Kind;
  seconds: number;
}

export interface Outcome {
  /** The first that the person heard after the database went away, and how long they had waited for it. */
  heard: { text: string; afterMs: number } | null;
  /** The longest that they waited for a word after they had picked up or said something. */
  longestMs: number;
  /** Bookings that a tool said are there. */
  told: number;
  said: string[];
  rows: Rows;
}

/** What is owed to the database is written within this once it is back: the sweeper waits half a lease. */
const settledMs = 45_000;

/** One call to somebody agreeable, whose database goes away at a step of it and comes back. */
export async function callThrough(stage: Stage, callId: string, outage: Outage): Promise<Outcome> {
  const { step, kind, seconds } = outage;
  const wire = new Wire(stage.url);
  const dependencies = stage.dependenciesAt(await wire.open());
  const stopRunner = stage.beside(dependencies);
  const said: string[] = [];
  let cutAt: number | null = null;
  let waitsSince: number | null = null;
  let heard: Outcome['heard'] = null;
  let longestMs = 0;
  let told = 0;
  let isSayingGoodbye = false;
  let back: Promise<void> = Promise.resolve();
  const cut = (at: Step) => {
    if (at !== step || cutAt !== null) return;
    cutAt = performance.now();
    wire.cut(kind);
    stage.outages.add(callId);
    back = sleep(seconds * 1000).then(async () => {
      await wire.mend();
      stage.outages.delete(callId);
    });
  };
  await createTypedCalls(dependencies).run({
    callId,
    persona: 'agreeable',
    watch: {
      // They pick up at once, and wait from then on.
      dials: () => {
        cut('before the answer');
        waitsSince = performance.now();
      },
      agentSays: (text) => {
        const now = performance.now();
        said.push(`agent: ${text}`);
        if (waitsSince !== null) longestMs = Math.max(longestMs, now - waitsSince);
        if (cutAt !== null) heard ??= { text, afterMs: now - Math.max(cutAt, waitsSince ?? cutAt) };
        waitsSince = null;
        cut(isSayingGoodbye ? 'after it' : 'in the greeting');
      },
      personSays: (text) => {
        waitsSince = performance.now();
        said.push(`person: ${text}`);
      },
      event: (event) => {
        if (event.type !== 'tool_call') return;
        if (event.status === 'started' && event.tool === 'book_appointment') cut('in a tool');
        if (event.status === 'success' && event.tool === 'book_appointment') told += 1;
        if (event.tool === 'end_conversation') {
          isSayingGoodbye = true;
          cut('in the goodbye');
        }
      },
    },
  });
  await back;
  const rows = await settle(stage, callId);
  await stopRunner();
  wire.close();
  if (cutAt === null) throw new Error(`the call never came to: ${step}\n${said.join('\n')}`);
  return { heard, longestMs, told, said, rows };
}

async function settle(stage: Stage, callId: string): Promise<Rows> {
  const deadline = performance.now() + settledMs;
  for (;;) {
    const rows = await stage.rows(callId);
    if ((rows.outcome !== null && rows.held === 0) || performance.now() > deadline) return rows;
    await sleep(250);
  }
}
