import type { Rooms } from '../calls/call/rooms.ts';
import type { Dialing } from '../dialing/dialing.ts';
import type { Logger } from '../shared/logger.ts';

const batchSize = 50;
/** The job itself gives its lines back within a second or two of the ending; this is for jobs that died. */
const graceSeconds = 10;

export interface LineReturnWork {
  dialing: Dialing;
  /** Null when there is no LiveKit server, and so no room that could still carry somebody. */
  rooms: Rooms | null;
  logger: Logger;
}

/**
 * Gives back the lines of ended calls whose job could not: first the room is deleted, then the line is free, so that a
 * person who is still connected is still counted.
 * @returns how many calls there were
 */
export async function returnLines({ dialing, rooms, logger }: LineReturnWork): Promise<number> {
  const held = await dialing.unreleased(batchSize, graceSeconds);
  for (const { callId, roomName } of held) {
    try {
      if (rooms !== null && roomName !== null) await rooms.deleteRoom(roomName);
      await dialing.release(callId);
      logger.info({ callId }, 'gave back the line of a call whose job is gone');
    } catch (error) {
      logger.warn({ callId, err: error }, 'could not give a line back yet');
    }
  }
  return held.length;
}
