import type { LiveCall } from '../calls/live-call.ts';
import type { Presence } from './presence.ts';
import { whileThere } from './while-there.ts';

/**
 * Starts the call with whoever is there, and ends it when they have gone. LiveKit closes the session when somebody hangs
 * up, but not when a connection breaks, and one whose person leaves while it starts it goes on starting until the empty
 * room closes, 20 s later: nobody waits for that. Whoever is still there after the media server went away is asked to
 * repeat what may have been lost.
 * @param texts of the agent's language
 * @returns false when they had gone before it could begin: then the call has to be ended without a session
 */
export async function startWith(
  presence: Presence,
  live: LiveCall,
  { technicalTrouble }: { technicalTrouble: string },
  input: Parameters<LiveCall['start']>[0],
): Promise<boolean> {
  if (presence.gone.aborted) return false;
  try {
    if ((await whileThere(presence, live.start(input), () => live.ending.personHungUp())) === null)
      return false;
  } catch (error) {
    if (presence.gone.aborted) return false;
    throw error;
  }
  presence.onBack(() => void live.say(technicalTrouble, { isAside: true }));
  presence.onGone((how) => {
    if (how === 'lost') live.ending.connectionLost();
    else if (how === 'hung_up') live.ending.personHungUp();
    else live.ending.driverFailed();
  });
  return true;
}
