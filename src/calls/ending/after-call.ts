import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../../shared/logger.ts';
import type { Calls } from '../call/call.ts';
import { callSummaryEvent } from '../call/events.ts';
import type { Rooms } from '../call/rooms.ts';
import type { SummaryParts } from '../scenario/definition.ts';
import { summarize } from './summary.ts';

/** Work on calls that nobody runs any more. Leased: any number of runners may do it beside each other. */
export interface AfterCalls {
  /** Ends calls whose lease lapsed, as failed, and says which. */
  sweep(batchSize: number): Promise<Array<{ id: string; roomName: string | null }>>;
  /** Ended calls without a summary; until the lease lapses, no other runner gets them. */
  claimUnsummarized(batchSize: number, leaseSeconds: number): Promise<UnsummarizedCall[]>;
}

export interface UnsummarizedCall {
  id: string;
  scenario: string;
  disposition: string | null;
  /** BCP 47, of the agent that spoke. */
  language: string;
  turns: Array<{ role: 'agent' | 'person'; text: string }>;
  /** What the database has of it: `tool_calls`, what its tools have committed, and what is under its scenario's own names. */
  parts: Record<string, unknown>;
}

export interface AfterCallWork {
  afterCalls: AfterCalls;
  calls: Calls;
  /** The scenario's part of a call's summary. */
  summarize: (call: UnsummarizedCall) => Promise<SummaryParts>;
  /** Null when no LiveKit server is configured: then there are no rooms to close. */
  rooms: Rooms | null;
  clock: Clock;
  logger: Logger;
}

/** One round must end well within its lease and leave something for other runners. */
const batchSize = 20;
/** Summarizing takes milliseconds; a runner that died gives the call back after this. */
const summaryLeaseSeconds = 60;

/** Ends calls whose agent is gone and closes their rooms. Answers with how many there were. */
export async function sweep({ afterCalls, rooms, logger }: AfterCallWork): Promise<number> {
  const ended = await afterCalls.sweep(batchSize);
  for (const { id, roomName } of ended) {
    logger.info({ callId: id }, 'ended a call that nobody ran any more');
    if (rooms === null || roomName === null) continue;
    // Best effort: the call is ended already, and an empty room closes by itself.
    await rooms.deleteRoom(roomName).catch((error) => {
      logger.warn({ callId: id, code: error.code }, 'could not close the room of an ended call');
    });
  }
  return ended.length;
}

/** Writes the summary of calls whose job could not. Answers with how many there were. */
export async function summarizeEnded(work: AfterCallWork): Promise<number> {
  const { afterCalls, calls, clock, logger } = work;
  const claimed = await afterCalls.claimUnsummarized(batchSize, summaryLeaseSeconds);
  for (const call of claimed) {
    const parts = await work.summarize(call);
    const review = summarize({ ...call, parts });
    await calls.recordSummary(call.id, review);
    const [cost, preferences] = await Promise.all([calls.cost(call.id), calls.preferences(call.id)]);
    // After the summary: a crash in between costs the event only, and readers make it from the row.
    await calls.recordEvent(
      call.id,
      callSummaryEvent.parse({
        type: 'call_summary',
        timestamp: new Date(clock.now()).toISOString(),
        summary: review.summary,
        ...parts.event,
        cost_breakdown: cost,
        user_preferences: preferences,
      }),
    );
    logger.info({ callId: call.id }, 'summarized a call');
  }
  return claimed.length;
}
