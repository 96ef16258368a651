import { expect, test, vi } from 'vitest';
import { createLogger } from '../../shared/logger.ts';
import { type Rooms, RoomsError } from '../call/rooms.ts';
import { AbandonedRooms, aloneMs } from './abandoned-rooms.ts';

/** Rooms without an agent, of which those that begin with "ours" need one. */
function runner() {
  const state = { now: 0, withoutAgent: [] as string[], isBroken: false };
  const deleted: string[] = [];
  const rooms = {
    withoutAgent: async () => state.withoutAgent,
    deleteRoom: vi.fn(async (name: string) => {
      if (state.isBroken) throw new RoomsError('delete_room', 'unreachable');
      deleted.push(name);
    }),
  } as unknown as Rooms;
  const calls = {
    thatNeedAgents: vi.fn(
      async (names: string[]) => new Set(names.filter((name) => name.startsWith('ours'))),
    ),
  };
  const logger = createLogger({ level: 'silent', component: 'test' });
  const abandoned = new AbandonedRooms({ calls, rooms, logger, now: () => state.now });
  const round = (at: number, ...withoutAgent: string[]) => {
    Object.assign(state, { now: at, withoutAgent });
    return abandoned.close();
  };
  return { state, deleted, calls, round };
}

test('people who were left without an agent are sent out after a while', async () => {
  const { deleted, round } = runner();
  await round(0, 'ours');
  await round(aloneMs - 1, 'ours');
  expect(deleted).toEqual([]);
  await round(aloneMs, 'ours');
  expect(deleted).toEqual(['ours']);
});

test('an agent that comes back has all the time again', async () => {
  const { deleted, round } = runner();
  await round(0, 'ours');
  await round(5_000);
  await round(aloneMs, 'ours');
  expect(deleted).toEqual([]);
});

test('rooms that need no agent are left alone, however long they are without one', async () => {
  const { deleted, round } = runner();
  await round(0, 'two who talk after a hand-over');
  await round(10 * aloneMs, 'two who talk after a hand-over');
  expect(deleted).toEqual([]);
});

test('the database is asked about rooms without an agent only', async () => {
  const { calls, round } = runner();
  await round(0);
  expect(calls.thatNeedAgents).not.toHaveBeenCalled();
});

test('a room that could not be closed is closed in a later round, and the others now', async () => {
  const { state, deleted, round } = runner();
  await round(0, 'ours');
  state.isBroken = true;
  await round(aloneMs, 'ours');
  state.isBroken = false;
  await round(aloneMs + 1, 'ours');
  expect(deleted).toEqual(['ours']);
});
