import { ParleyError } from '../../shared/errors.ts';

/** Rooms that calls happen in. Every method throws `RoomsError` when the media server could not do it. */
export interface Rooms {
  /** Opens an empty room that closes by itself when nobody comes. */
  createCallRoom(room: CallRoom): Promise<void>;
  /** Sends an agent to the room for this call; whoever waits there is answered when a worker is free. */
  dispatch(room: CallRoom): Promise<void>;
  /** A ticket for one person to this one room, to be used within a minute or two. */
  token(room: CallRoom, guest: { name: string | null }): Promise<string>;
  /** Sends everybody out. A room that is gone already is no error. */
  deleteRoom(roomName: string): Promise<void>;
  /** How many are there, agents not counted; none in a room that is gone. */
  countPeople(roomName: string): Promise<number>;
  /** Names of the rooms in which somebody is and no agent. */
  withoutAgent(): Promise<string[]>;
  /** Resolves when the server is reached and accepts our credentials. */
  ping(): Promise<void>;
}

export interface CallRoom {
  name: string;
  callId: string;
  /** BCP 47; null means the language of the agent. */
  language: string | null;
  /** How many people may be there at once, agents not counted; one and their ghost unless told otherwise. */
  places?: number;
}

/** The media server was not reached, or it refused. */
export class RoomsError extends ParleyError {
  /** `refused` means that it answered and did not accept our key; waiting does not help then. */
  readonly reason: 'unreachable' | 'refused';

  constructor(operation: string, reason: 'unreachable' | 'refused', options: { cause?: unknown } = {}) {
    super('livekit_unavailable', `LiveKit could not complete ${operation}.`, {
      ...options,
      retryable: reason === 'unreachable',
    });
    this.reason = reason;
  }
}
