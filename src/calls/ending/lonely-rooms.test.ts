import { expect, test, vi } from 'vitest';
import { createLogger } from '../../shared/logger.ts';
import { type Rooms, RoomsError } from '../call/rooms.ts';
import { closeLonelyRooms } from './lonely-rooms.ts';

/** Rooms by how many people are in them. */
function work(people: Record<string, number | 'unreachable'>) {
  const released: string[] = [];
  const deleted: string[] = [];
  const rooms = {
    countPeople: vi.fn(async (name: string) => {
      const count = people[name] ?? 0;
      if (count === 'unreachable') throw new RoomsError('list_participants', 'unreachable');
      return count;
    }),
    deleteRoom: vi.fn(async (name: string) => void deleted.push(name)),
  } as unknown as Rooms;
  const handedOver = {
    list: async () => Object.keys(people).map((roomName) => ({ callId: `call in ${roomName}`, roomName })),
    release: async (callId: string) => void released.push(callId),
  };
  const logger = createLogger({ level: 'silent', component: 'test' });
  return { released, deleted, done: closeLonelyRooms({ handedOver, rooms, logger }) };
}

test('leaves two people alone who talk after a hand-over', async () => {
  const { released, deleted, done } = work({ talk: 2 });
  await done;
  expect({ released, deleted }).toEqual({ released: [], deleted: [] });
});

test('closes the room of somebody who was left behind, and frees the line', async () => {
  const { released, deleted, done } = work({ lonely: 1, empty: 0 });
  await done;
  expect(deleted).toEqual(['lonely', 'empty']);
  expect(released).toEqual(['call in lonely', 'call in empty']);
});

test('keeps a line counted while nobody knows who is in its room, and goes on with the next', async () => {
  const { released, done } = work({ unknown: 'unreachable', empty: 0 });
  await done;
  expect(released).toEqual(['call in empty']);
});
