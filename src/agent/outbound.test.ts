import { EventEmitter } from 'node:events';
import type { JobContext } from '@livekit/agents';
import type { Room } from '@livekit/rtc-node';
import { describe, expect, it, vi } from 'vitest';
import type { OpenedCall } from '../calls/call/call.ts';
import type { AskedErrand } from '../dialing/dialing.ts';
import { createLogger } from '../shared/logger.ts';
import type { TypedCallPorts } from '../simulation/typed/channel.ts';
import { runTypedCall } from '../simulation/typed-call.ts';
import type { Dependencies } from '../wiring/dependencies.ts';
import { Scenarios } from '../wiring/scenarios.ts';
import { whyUnreadable } from '../wiring/why-unreadable.ts';
import { callFromRoom } from './outbound.ts';
import { Presence } from './presence.ts';

const callId = '00000000-0000-4000-8000-00000000c0de';
const scenarios = new Scenarios([]);
const logger = createLogger({ level: 'silent', component: 'test' });

const unreadable: Array<[errand: AskedErrand, code: string]> = [
  [{ scenario: 'order', input: { menu: 'no list' } }, 'unreadable_input'],
  [{ scenario: 'never_heard_of', input: {} }, 'unknown_scenario'],
];

function dialingOf(errand: AskedErrand) {
  return { errand: async () => errand, refuse: vi.fn(), release: vi.fn(), begin: vi.fn() };
}

describe('a call that nobody here can make', () => {
  it.each(unreadable)('rings nobody’s telephone and ends its request: %j', async (errand, code) => {
    const dialing = dialingOf(errand);
    const job = { deleteRoom: vi.fn(), shutdown: vi.fn(), addShutdownCallback: vi.fn() };
    const opened = { call: { id: callId } } as OpenedCall;
    await callFromRoom({
      job: job as unknown as JobContext,
      dependencies: { config: {}, dialing, logger, scenarios } as unknown as Dependencies,
      presence: new Presence(new EventEmitter() as unknown as Room),
      opened,
    });
    expect(dialing.refuse).toHaveBeenCalledExactlyOnceWith(callId, code);
    expect(dialing.begin).not.toHaveBeenCalled();
    expect(dialing.release).toHaveBeenCalledExactlyOnceWith(callId);
    expect(job.deleteRoom).toHaveBeenCalled();
    expect(job.shutdown).toHaveBeenCalledWith(code);
  });

  it.each(unreadable)('is not typed either: %j', async (errand, code) => {
    const dialing = dialingOf(errand);
    const why = (asked: AskedErrand) => whyUnreadable(scenarios, asked);
    const ports = { dialing, logger, whyUnreadable: why } as unknown as TypedCallPorts;
    expect(await runTypedCall({ callId }, ports)).toEqual({ dialed: false, code });
    expect(dialing.refuse).toHaveBeenCalledExactlyOnceWith(callId, code);
    expect(dialing.begin).not.toHaveBeenCalled();
    expect(dialing.release).toHaveBeenCalledExactlyOnceWith(callId);
  });
});
