import { EventEmitter } from 'node:events';
import type { JobContext } from '@livekit/agents';
import { DisconnectReason, ParticipantKind, RoomEvent } from '@livekit/rtc-node';
import { expect, test, vi } from 'vitest';
import type { OpenedCall } from '../calls/call/call.ts';
import { readConfig } from '../config.ts';
import { createLogger } from '../shared/logger.ts';
import type { Dependencies } from '../wiring/dependencies.ts';
import { receiveCall } from './inbound.ts';
import { Presence } from './presence.ts';

const callId = '00000000-0000-4000-8000-000000000001';
const opened = { call: { id: callId }, agent: { language: 'en-US' } } as unknown as OpenedCall;

/** A job whose room is played, and a deployment that notes how the call ends. */
function job() {
  const person = {
    identity: 'person',
    info: { kind: ParticipantKind.STANDARD },
    disconnectReason: DisconnectReason.CLIENT_INITIATED,
  };
  const room = Object.assign(new EventEmitter(), {
    name: 'room',
    remoteParticipants: new Map([['person', person]]),
    localParticipant: { publishData: async () => {} },
  });
  const context = {
    room,
    isFakeJob: false,
    addShutdownCallback: () => {},
    deleteRoom: vi.fn(),
    shutdown: vi.fn(),
  };
  const end = vi.fn();
  const take = vi.fn(async () => ({ ok: false, kind: 'stt' }));
  const dependencies = {
    config: readConfig({}),
    calls: { end, recordEvent: async () => {}, renew: async () => true },
    dialing: { release: async () => {} },
    seats: { take },
    clock: { now: () => 0 },
    logger: createLogger({ level: 'silent', component: 'test' }),
  } as unknown as Dependencies;
  const presence = new Presence(room as never);
  return {
    context,
    end,
    take,
    leaves() {
      room.remoteParticipants.delete('person');
      room.emit(RoomEvent.ParticipantDisconnected, person);
    },
    closes: () => room.emit(RoomEvent.Disconnected),
    received: () =>
      receiveCall({
        job: context as unknown as JobContext,
        dependencies,
        presence,
        dispatched: { opened, language: undefined },
      }),
  };
}

test('whoever left while their call was taken has hung up, and nothing is waited for', async () => {
  const { context, end, take, leaves, received } = job();
  leaves();
  await received();
  expect(end).toHaveBeenCalledExactlyOnceWith(callId, {
    outcome: 'answered',
    disposition: null,
    endReason: 'person_hung_up',
  });
  expect(take).not.toHaveBeenCalled();
  expect(context.deleteRoom).toHaveBeenCalled();
  expect(context.shutdown).toHaveBeenCalled();
});

test('whoever leaves while the providers are full has canceled', async () => {
  const { end, take, leaves, received } = job();
  const over = received();
  await vi.waitFor(() => expect(take).toHaveBeenCalled());
  leaves();
  await over;
  expect(end).toHaveBeenCalledExactlyOnceWith(callId, {
    outcome: 'canceled',
    disposition: null,
    endReason: 'person_hung_up',
  });
});

test('a room that closes before anybody was seen in it ends its call', async () => {
  const { context, end, closes, received } = job();
  context.room.remoteParticipants.clear();
  const over = received();
  closes();
  await over;
  expect(end).toHaveBeenCalledExactlyOnceWith(callId, {
    outcome: 'canceled',
    disposition: null,
    endReason: 'never_joined',
  });
});
