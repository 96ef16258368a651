import { beforeEach, describe, expect, test, vi } from 'vitest';
import { openFakeRoom } from '../../test/support/fake-room.ts';
import { DatabaseError } from '../shared/errors.ts';
import { createLogger } from '../shared/logger.ts';
import { leaveRoom } from './leave-room.ts';
import { stayUntilOver } from './stay.ts';

const operator = { legId: 'leg', name: 'Kim', identity: 'operator-leg' };
const away = () => Promise.reject(new DatabaseError('release_lines', { retryable: true }));

let steps: string[] = [];
beforeEach(() => {
  steps = [];
});

/** A call in a room where these people are, and what is done when it is left. */
function callIn(people: string[], broken: { legEnded?: typeof away; release?: typeof away } = {}) {
  const fake = openFakeRoom(...people);
  const job = { room: fake.room, deleteRoom: async () => void steps.push('delete room') };
  const dialing = {
    legEnded: async (legId: string, outcome: string) => void steps.push(`${legId} ended: ${outcome}`),
    release: async (callId: string) => void steps.push(`release ${callId}`),
    ...broken,
  };
  const dependencies = { dialing, logger: createLogger({ level: 'silent', component: 'test' }) };
  return { ...fake, job, dependencies, opened: { call: { id: 'call' } }, person: 'person' };
}

const whatIsLeft = ['leg ended: answered', 'delete room', 'release call'];
const settled = () => new Promise(setImmediate);

describe('a room that was handed over', () => {
  test.each([['person'], ['operator-leg']])('is closed when the %s hangs up first', async (leaver) => {
    const call = callIn(['person', 'operator-leg']);
    const staying = stayUntilOver(call, operator);
    await settled();
    expect(steps).toEqual([]);
    call.leaves(leaver);
    await staying;
    expect(steps).toEqual(whatIsLeft);
  });

  test.each([[['person']], [['operator-leg']], [[]]])(
    'is closed at once when only %j were there by the time that the agent had taken its leave',
    async (people) => {
      await stayUntilOver(callIn(people), operator);
      expect(steps).toEqual(whatIsLeft);
    },
  );

  test('is closed once when both hang up at the same time', async () => {
    const call = callIn(['person', 'operator-leg']);
    const staying = stayUntilOver(call, operator);
    call.leaves('person');
    call.leaves('operator-leg');
    call.closes();
    await staying;
    expect(steps).toEqual(whatIsLeft);
  });

  test('stays open when somebody else leaves', async () => {
    const call = callIn(['person', 'operator-leg', 'operator-who-said-no']);
    const staying = stayUntilOver(call, operator);
    call.leaves('operator-who-said-no');
    await settled();
    expect(steps).toEqual([]);
    call.leaves('person');
    await staying;
  });

  test('is over when the room itself is gone, before or meanwhile', async () => {
    const before = callIn(['person', 'operator-leg']);
    before.closes();
    await stayUntilOver(before, operator);
    const meanwhile = callIn(['person', 'operator-leg']);
    const staying = stayUntilOver(meanwhile, operator);
    meanwhile.closes();
    await staying;
    expect(steps).toEqual([...whatIsLeft, ...whatIsLeft]);
  });

  test('is closed although the database is away', async () => {
    const call = callIn([], { legEnded: away });
    await stayUntilOver(call, operator);
    expect(steps).toEqual(['delete room', 'release call']);
  });
});

describe('leaving a room', () => {
  test('gives the lines back once everybody is out', async () => {
    const { job, dependencies } = callIn(['person']);
    await leaveRoom({ job, dependencies, callId: 'call' });
    expect(steps).toEqual(['delete room', 'release call']);
  });

  test('does not fail when the database is away: the runner gives the lines back', async () => {
    vi.useFakeTimers();
    const { job, dependencies } = callIn(['person'], { release: away });
    const leaving = leaveRoom({ job, dependencies, callId: 'call' });
    await vi.advanceTimersByTimeAsync(300_000);
    await leaving;
    expect(steps).toEqual(['delete room']);
    vi.useRealTimers();
  });
});
