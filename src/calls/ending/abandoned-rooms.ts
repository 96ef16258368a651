import type { Logger } from '../../shared/logger.ts';
import type { Rooms } from '../call/rooms.ts';

/**
 * An agent whose connection broke is back sooner, or has ended its call. With the rounds' distance, somebody is alone for
 * a quarter of a minute at most.
 */
export const aloneMs = 9_000;

/** What the database knows of rooms. Throws `DatabaseError` when it could not answer. */
export interface RoomsOfCalls {
  /**
   * Of these rooms, those in which an agent has been and must be. Not those of calls that wait for a worker, of calls that
   * were handed over, where two people talk without us, and of others who use the same media server.
   */
  thatNeedAgents(roomNames: string[]): Promise<Set<string>>;
}

/**
 * Sends people out who sit in a room that its agent has left for good: after the media server was restarted, telephones
 * are connected with it again, and a job that has ended in between is not. LiveKit keeps such a room for ever.
 */
export class AbandonedRooms {
  /** Since when these are without an agent, by the clock of this process. */
  private readonly aloneSince = new Map<string, number>();
  private readonly work: { calls: RoomsOfCalls; rooms: Rooms; logger: Logger; now: () => number };

  constructor(work: AbandonedRooms['work']) {
    this.work = work;
  }

  async close(): Promise<void> {
    const { calls, rooms, logger } = this.work;
    const found = await rooms.withoutAgent();
    const alone = found.length === 0 ? new Set<string>() : await calls.thatNeedAgents(found);
    for (const known of this.aloneSince.keys()) if (!alone.has(known)) this.aloneSince.delete(known);
    for (const roomName of alone) {
      if (!this.hasWaited(roomName)) continue;
      try {
        await rooms.deleteRoom(roomName);
        logger.warn({ roomName }, 'closed a room that its agent had left');
      } catch (error) {
        logger.warn({ roomName, err: error }, 'could not close a room that its agent had left yet');
      }
    }
  }

  private hasWaited(roomName: string): boolean {
    const now = this.work.now();
    const since = this.aloneSince.get(roomName) ?? now;
    this.aloneSince.set(roomName, since);
    return now - since >= aloneMs;
  }
}
