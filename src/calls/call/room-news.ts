import { ParleyError } from '../../shared/errors.ts';

/** What the media server tells of a room, and somebody may have to act on. */
export interface RoomNews {
  /** The same event again has the same id. */
  id: string;
  event: 'room_finished' | 'participant_joined' | 'participant_left';
  roomName: string;
  /** Whether it was the agent that came or left. */
  isAgent: boolean;
}

/** Reads webhooks of the media server. */
export interface RoomNewsReader {
  /**
   * @param authorization the header of that name
   * @returns null for news that nobody has to act on
   * @throws RoomNewsRefused when it is not signed by our media server, or the body is not the one that was signed
   */
  read(body: string, authorization: string | undefined): Promise<RoomNews | null>;
}

export class RoomNewsRefused extends ParleyError {
  constructor(options: { cause?: unknown } = {}) {
    super('webhook_refused', 'This is no webhook of our LiveKit server.', options);
  }
}

/** Where news of rooms changes calls. Throws `DatabaseError` when the database could not answer. */
export interface RoomLog {
  /** Once for each id: `replayed` tells that nothing was done. `closeRoom`: whoever is left there must not stay. */
  hear(news: RoomNews, graceSeconds: number): Promise<{ replayed: boolean; closeRoom: boolean }>;
}
