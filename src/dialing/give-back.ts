import { insist, patienceMs } from '../calls/call/insist.ts';
import type { Logger } from '../shared/logger.ts';
import type { Dialing } from './dialing.ts';

/** Gives the lines of a call back. Never fails: what a database that stays away does not hear of, the runner gives back. */
export async function giveBackLines(
  callId: string,
  { dialing, logger }: { dialing: Pick<Dialing, 'release'>; logger: Logger },
): Promise<void> {
  const deadline = Date.now() + patienceMs;
  await insist('release_lines', () => dialing.release(callId), {
    logger: logger.child({ callId }),
    mayGoOn: () => Date.now() < deadline,
  });
}
