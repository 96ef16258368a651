import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Ending } from '../calls/call/call.ts';
import { WriteQueue } from '../calls/call/write-queue.ts';
import { DatabaseError } from '../shared/errors.ts';
import { createLogger } from '../shared/logger.ts';
import type { DialOrder, Unreadable } from './dialing.ts';
import { type OutboundChannel, type PlacingPorts, type PreparedCall, placeCall } from './place-call.ts';

const order: DialOrder = {
  call: {
    id: 'call',
    scenario: 'order',
    direction: 'outbound',
    channel: 'simulation',
    roomName: 'room',
    fromPhone: '+12025550100',
    toPhone: '+12025550101',
    rehearsal: true,
    startedAt: '2026-11-23T15:00:00Z',
  },
  organization: { id: 'organization', name: 'Rose', timeZone: 'America/New_York', region: 'US' },
  agent: {
    id: 'agent',
    version: 1,
    name: 'Ada',
    language: 'en-US',
    voice: null,
    persona: null,
    maxCallSeconds: 600,
  },
  input: { order: 7 },
  attempt: 2,
  maxAttempts: 3,
  person: { name: 'Ann' },
  dial: {
    legId: 'leg',
    toPhone: '+12025550101',
    ringTimeoutMs: 30_000,
    maxCallMs: 600_000,
    route: {
      lineId: 'line',
      linePhone: '+12025550100',
      livekitTrunkId: null,
      callerId: '+12025550100',
      dialTemplate: '{number}',
      headers: {},
      initialDtmf: null,
    },
  },
};
const logger = createLogger({ level: 'silent', component: 'test' });
const talkedTo: Ending = { outcome: 'answered', disposition: 'order_confirmed', endReason: 'agent_ended' };

let steps: string[] = [];
beforeEach(() => {
  steps = [];
});

/** A channel on which everything goes well unless told otherwise. */
function place(
  options: {
    channel?: Partial<OutboundChannel>;
    call?: Partial<PreparedCall>;
    dialing?: object;
    calls?: object;
    unreadable?: Unreadable;
  } = {},
) {
  const left = Promise.withResolvers<Ending>();
  const call: PreparedCall = {
    ending: {
      left: left.promise,
      leaseLost: () => void steps.push('lease lost'),
      driverFailed() {
        steps.push('driver failed');
        left.resolve({ outcome: 'failed', disposition: null, endReason: 'agent_failed' });
      },
    },
    owed: new WriteQueue(logger),
    async dial() {
      steps.push('dial');
      return { answered: true, sipCallId: 'sip' };
    },
    async converse() {
      steps.push('converse');
      left.resolve(talkedTo);
      return true;
    },
    abandon: async () => void steps.push('abandon'),
    ...options.call,
  };
  const channel: OutboundChannel = {
    signal: new AbortController().signal,
    async takeSeats() {
      steps.push('seats');
      return true;
    },
    async prepare(_order, { input, attempt, person }) {
      steps.push(`prepare ${JSON.stringify({ input, attempt, person })}`);
      return call;
    },
    leave: async () => void steps.push('leave'),
    ...options.channel,
  };
  const ports: PlacingPorts = {
    leaseSeconds: 30,
    whyUnreadable: async () => options.unreadable ?? null,
    dialing: {
      errand: async () => ({ scenario: 'order', input: {} }),
      refuse: async (_callId, code) => void steps.push(`refuse ${code}`),
      async begin() {
        steps.push('begin');
        return { ok: true, order };
      },
      async answered(_callId, sipCallId) {
        steps.push(`answered ${sipCallId}`);
        return true;
      },
      legEnded: async (legId, outcome, status) => void steps.push(`${legId} ended: ${outcome} ${status}`),
      ...options.dialing,
    },
    calls: {
      renew: async () => true,
      async end(_callId, ending) {
        steps.push(`end_call ${ending.outcome} ${ending.endReason}`);
        return { ...ending, first: true };
      },
      ...options.calls,
    },
    logger,
  };
  return placeCall('call', channel, ports);
}

const endingOf = async (placed: Awaited<ReturnType<typeof placeCall>>) =>
  placed.dialed ? placed.ended : placed.code;

const prepared =
  'prepare {"input":{"order":7},"attempt":2,"person":{"name":"Ann","timeZones":["America/New_York"]}}';

test('an answered call is conversed, and has ended when it has left', async () => {
  expect(await endingOf(await place())).toBe(talkedTo);
  expect(steps).toEqual(['seats', 'begin', prepared, 'dial', 'answered sip', 'converse']);
});

describe('nobody is dialed', () => {
  test('when nobody waits any more for a seat at the providers', async () => {
    const placed = await place({ channel: { takeSeats: async () => false } });
    expect(placed).toEqual({ dialed: false, code: 'canceled' });
    expect(steps).toEqual(['leave', 'end_call canceled never_dialed']);
  });

  test.each(['paused', 'do_not_call', 'outside_hours', 'call_ended'] as const)(
    'when the database says %s, and the lines are given back',
    async (code) => {
      const placed = await place({ dialing: { begin: async () => ({ ok: false, code }) } });
      expect(placed).toEqual({ dialed: false, code });
      expect(steps).toEqual(['seats', 'leave']);
    },
  );

  test('whom somebody else is dialing, and the room is theirs', async () => {
    const placed = await place({ dialing: { begin: async () => ({ ok: false, code: 'already_dialed' }) } });
    expect(placed).toEqual({ dialed: false, code: 'already_dialed' });
    expect(steps).toEqual(['seats']);
  });

  test('when the call cannot be made ready', async () => {
    const prepare = () => Promise.reject(new Error('no order'));
    const placed = await place({ channel: { prepare } });
    expect(await endingOf(placed)).toMatchObject({ outcome: 'failed', endReason: 'agent_failed' });
    expect(steps).toEqual(['seats', 'begin', 'leave', 'end_call failed agent_failed']);
  });
});

describe('nobody is talked with', () => {
  test('who does not answer', async () => {
    const dial = async () =>
      ({ answered: false, outcome: 'busy', sipStatusCode: 486, detail: 'busy' }) as const;
    const placed = await place({ call: { dial } });
    expect(await endingOf(placed)).toMatchObject({ outcome: 'busy', endReason: 'not_answered' });
    expect(steps.slice(3)).toEqual(['leg ended: busy 486', 'leave', 'end_call busy not_answered', 'abandon']);
  });

  test('once the sweeper has ended the call, and its ending stands', async () => {
    const swept = { outcome: 'failed', disposition: null, endReason: 'agent_lost', first: false };
    const placed = await place({
      dialing: { answered: async () => false },
      calls: { end: async () => swept },
    });
    expect(await endingOf(placed)).toBe(swept);
    expect(steps.slice(3)).toEqual(['dial', 'leave', 'abandon']);
  });

  test('when the network fails, and the call is ended all the same', async () => {
    const placed = await place({ call: { dial: () => Promise.reject(new Error('no network')) } });
    expect(await endingOf(placed)).toMatchObject({ endReason: 'agent_failed' });
    expect(steps.slice(3)).toEqual(['leave', 'end_call failed agent_failed', 'abandon']);
  });
});

test('a call that breaks after the answer ends as every call with somebody in it does', async () => {
  const placed = await place({ call: { converse: () => Promise.reject(new Error('no session')) } });
  expect(await endingOf(placed)).toMatchObject({ outcome: 'failed', endReason: 'agent_failed' });
  expect(steps.slice(-2)).toEqual(['answered sip', 'driver failed']);
});

test('the lines are given back although the database is away; the sweeper ends the call', async () => {
  const end = () => Promise.reject(new DatabaseError('end_call', { retryable: true }));
  const dial = async () =>
    ({ answered: false, outcome: 'no_answer', sipStatusCode: null, detail: 'rang' }) as const;
  const placed = await place({ call: { dial }, calls: { end } });
  expect(await endingOf(placed)).toMatchObject({ outcome: 'no_answer', endReason: 'not_answered' });
  expect(steps.slice(-2)).toEqual(['leave', 'abandon']);
});

test('dialing stops when the job does, or the lease is lost', async () => {
  const stop = new AbortController();
  const dial: PreparedCall['dial'] = (signal) =>
    new Promise((resolve) => {
      const canceled = { answered: false, outcome: 'canceled', sipStatusCode: 487, detail: '' } as const;
      signal.addEventListener('abort', () => resolve(canceled));
      stop.abort();
    });
  const placed = await place({ channel: { signal: stop.signal }, call: { dial } });
  expect(await endingOf(placed)).toMatchObject({ outcome: 'canceled', endReason: 'not_answered' });
});

test.each(['unknown_scenario', 'unreadable_input'] as const)(
  'rings nobody’s telephone for what nobody can read: %s',
  async (unreadable) => {
    expect(await place({ unreadable })).toEqual({ dialed: false, code: unreadable });
    expect(steps).toEqual([`refuse ${unreadable}`, 'leave']);
  },
);

test('whoever hung up before the conversation could begin has answered and hung up', async () => {
  const placed = await place({
    call: {
      async converse() {
        steps.push('converse');
        return false;
      },
    },
  });
  expect(await endingOf(placed)).toMatchObject({ outcome: 'answered', endReason: 'person_hung_up' });
  expect(steps.slice(-4)).toEqual(['converse', 'leave', 'end_call answered person_hung_up', 'abandon']);
});

describe('a database that does not answer when somebody picks up', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** @param answer what it says in the end */
  function slow(answer: Promise<boolean>) {
    const answered = async () => {
      const isOurs = await answer;
      steps.push('answered late');
      return isOurs;
    };
    const conversing = Promise.withResolvers<boolean>();
    const converse = () => {
      steps.push('converse');
      return conversing.promise;
    };
    return { placed: place({ dialing: { answered }, call: { converse } }), conversing };
  }

  test('keeps them waiting for a second, and is told later', async () => {
    const answer = Promise.withResolvers<boolean>();
    const { conversing } = slow(answer.promise);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(steps.at(-1)).toBe('converse');
    answer.resolve(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(steps.slice(-2)).toEqual(['converse', 'answered late']);
    conversing.resolve(true);
  });

  test('ends the conversation when it says then that the call has ended', async () => {
    const answer = Promise.withResolvers<boolean>();
    slow(answer.promise);
    await vi.advanceTimersByTimeAsync(1_000);
    answer.resolve(false);
    await vi.advanceTimersByTimeAsync(0);
    expect(steps.slice(-3)).toEqual(['converse', 'answered late', 'lease lost']);
  });

  test('does not keep the line of whoever hung up, and hears in order what is owed to it', async () => {
    const answer = Promise.withResolvers<boolean>();
    const { placed, conversing } = slow(answer.promise);
    await vi.advanceTimersByTimeAsync(1_000);
    conversing.resolve(false);
    await vi.advanceTimersByTimeAsync(100);
    expect(steps.slice(-2)).toEqual(['converse', 'leave']);
    answer.resolve(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(await endingOf(await placed)).toMatchObject({ endReason: 'person_hung_up' });
    expect(steps.slice(-3)).toEqual(['answered late', 'end_call answered person_hung_up', 'abandon']);
  });

  test('and refuses connections, is asked until it is back', async () => {
    let asked = 0;
    const conversing = Promise.withResolvers<boolean>();
    const answered = async () => {
      asked += 1;
      if (asked < 4) throw new DatabaseError('answer_call', { retryable: true });
      return true;
    };
    void place({ dialing: { answered }, call: { converse: () => conversing.promise } });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toBe(4);
    conversing.resolve(true);
  });
});
