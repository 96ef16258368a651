import { EventEmitter } from 'node:events';
import { type DisconnectReason, type RemoteParticipant, type Room, RoomEvent } from '@livekit/rtc-node';

/** A room of which only who is there can be seen. */
export interface FakeRoom {
  room: Room;
  joins(identity: string): void;
  leaves(identity: string, reason?: DisconnectReason): void;
  /** The agent itself is thrown out, as when the room is deleted. */
  closes(): void;
}

export function openFakeRoom(...identities: string[]): FakeRoom {
  const people = new Map<string, RemoteParticipant>();
  const room = Object.assign(new EventEmitter(), { remoteParticipants: people, isConnected: true });
  const joins = (identity: string) => people.set(identity, { identity } as RemoteParticipant);
  identities.forEach(joins);
  return {
    room: room as unknown as Room,
    joins,
    leaves(identity, disconnectReason) {
      people.delete(identity);
      room.emit(RoomEvent.ParticipantDisconnected, { identity, disconnectReason });
    },
    closes() {
      room.isConnected = false;
      room.emit(RoomEvent.Disconnected);
    },
  };
}
