import type { Dialing } from '../dialing/dialing.ts';
import { giveBackLines } from '../dialing/give-back.ts';
import type { Logger } from '../shared/logger.ts';

/** The room of one job. */
export interface Place {
  job: { deleteRoom(): Promise<void> };
  dependencies: { dialing: Pick<Dialing, 'release'>; logger: Logger };
  callId: string;
}

/** Sends everybody out; then the call's lines are free. Never fails: the runner gives back what is left. */
export async function leaveRoom({ job, dependencies, callId }: Place): Promise<void> {
  await job.deleteRoom();
  await giveBackLines(callId, dependencies);
}
