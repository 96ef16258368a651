import type { Logger } from '../../shared/logger.ts';
import type { Rooms } from '../call/rooms.ts';

/** The agent that handed the call over, and LiveKit's webhook after it, act at once; this is for when both are gone. */
const graceSeconds = 15;
const batchSize = 50;

/** Calls that were handed over and may still be talked on. Throws `DatabaseError` when the database could not answer. */
export interface HandedOverCalls {
  list(batchSize: number, graceSeconds: number): Promise<Array<{ callId: string; roomName: string | null }>>;
  /** Gives the call's lines back, once its room is gone. */
  release(callId: string): Promise<void>;
}

/**
 * Ends what is left of calls that were handed over: somebody whose other side has hung up must not stay in the room, nor
 * keep a line.
 */
export async function closeLonelyRooms(work: {
  handedOver: HandedOverCalls;
  rooms: Rooms | null;
  logger: Logger;
}): Promise<void> {
  const { handedOver, rooms, logger } = work;
  for (const { callId, roomName } of await handedOver.list(batchSize, graceSeconds)) {
    try {
      if (rooms !== null && roomName !== null) {
        if ((await rooms.countPeople(roomName)) > 1) continue;
        await rooms.deleteRoom(roomName);
      }
      await handedOver.release(callId);
      logger.info({ callId }, 'closed a room that was handed over');
    } catch (error) {
      logger.warn({ callId, err: error }, 'could not close a room that was handed over yet');
    }
  }
}
