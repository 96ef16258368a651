import type { Calls } from '../calls/call/call.ts';
import type { Rooms } from '../calls/call/rooms.ts';
import type { Logger } from '../shared/logger.ts';
import type { ClaimedCall, Dialing } from './dialing.ts';

/**
 * A claimed call is dialed by whoever gets it within this time; else the sweeper gives it back. Longer than a worker
 * takes to load a process for it.
 */
const claimLeaseSeconds = 60;
/** The person, an operator, and the ghost of one who is coming back. Agents are not counted. */
const telephonePlaces = 3;

export interface DialWork {
  runnerId: string;
  batchSize: number;
  simulated: boolean;
  /** Whose workers carry the calls out; absent where this process does. */
  agentName?: string;
  dialing: Dialing;
  calls: Calls;
  /** How a claimed call is carried out: by an agent in a room, or typed in this process. */
  carry: (call: ClaimedCall) => Promise<void>;
  logger: Logger;
}

/**
 * Claims calls that are due and sends each on its way. What cannot be sent is ended before anybody was dialed, so that
 * its request is due again and its line free.
 * @returns how many were claimed
 */
export async function dialDue(work: DialWork): Promise<number> {
  const { runnerId, batchSize, simulated, agentName, dialing, logger } = work;
  const claimed = await dialing.claim({
    runnerId,
    batchSize,
    simulated,
    leaseSeconds: claimLeaseSeconds,
    ...(agentName === undefined ? {} : { agentName }),
  });
  await Promise.all(
    claimed.map(async (call) => {
      const { callId, scenario, attempt } = call;
      logger.info({ callId, scenario, attempt }, 'claimed a call');
      await work.carry(call).catch((error) => giveBack(work, call, error));
    }),
  );
  return claimed.length;
}

async function giveBack({ calls, dialing, logger }: DialWork, call: ClaimedCall, error: unknown) {
  logger.warn({ callId: call.callId, err: error }, 'could not carry a call out; it is due again');
  await calls.end(call.callId, { outcome: 'canceled', disposition: null, endReason: 'never_dialed' });
  await dialing.release(call.callId);
}

/** Opens the call's room and sends an agent there, who dials. */
export async function sendAgent(rooms: Rooms, { callId, roomName }: ClaimedCall): Promise<void> {
  const room = { name: roomName, callId, language: null, places: telephonePlaces };
  await rooms.createCallRoom(room);
  await rooms.dispatch(room);
}
