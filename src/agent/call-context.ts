import type { JobContext } from '@livekit/agents';
import type { OpenedCall } from '../calls/call/call.ts';
import type { WriteQueue } from '../calls/call/write-queue.ts';
import type { OutboundRequest } from '../calls/scenario/briefing.ts';
import type { Scenario } from '../calls/scenario/scenario.ts';
import type { Telephone } from '../calls/telephony/telephone.ts';
import type { Dependencies } from '../wiring/dependencies.ts';

/** One call of one job, and all that it needs to know. */
export interface CallContext {
  job: JobContext;
  dependencies: Dependencies;
  opened: OpenedCall;
  scenario: Scenario;
  /** Where the scenario keeps what it commits. */
  store: unknown;
  /** What the scenario has looked up for this call. */
  known?: Record<string, unknown>;
  request?: OutboundRequest;
  /** What is owed to the database: written in order, before the ending. */
  queue: WriteQueue;
  /** Rings telephones for this call; null where there are none. */
  telephone: Telephone | null;
  /** Identity of the person in the room; absent in the console. */
  person?: string;
}
