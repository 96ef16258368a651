import { EventEmitter } from 'node:events';
import type { JobContext } from '@livekit/agents';
import { DisconnectReason, ParticipantKind, RoomEvent } from '@livekit/rtc-node';
import { describe, expect, test, vi } from 'vitest';
import type { OpenedCall } from '../calls/call/call.ts';
import { readConfig } from '../config.ts';
import { DatabaseError } from '../shared/errors.ts';
import { createLogger } from '../shared/logger.ts';
import type { Dependencies } from '../wiring/dependencies.ts';
import { receiveCall } from './inbound.ts';
import { Presence } from './presence.ts';

const callId = '00000000-0000-4000-8000-000000000001';
const opened = {
  call: { id: callId, channel: 'web' },
  agent: { language: 'en-US' },
} as unknown as OpenedCall;

interface Deployment {
  take?: () => Promise<unknown>;
  answered?: () => Promise<boolean>;
  end?: () => Promise<unknown>;
  findScenario?: () => Promise<never>;
}

const providersAreFull = async () => ({ ok: false, kind: 'stt' });
const providersHaveRoom = async () => ({ ok: true });
const never = () => new Promise<never>(() => {});
const away = async () => {
  throw new DatabaseError('any', { retryable: true });
};

/** A job whose room is played, and a deployment that notes how the call ends. */
function job(deployment: Deployment = {}) {
  const person = {
    identity: 'person',
    info: { kind: ParticipantKind.STANDARD },
    disconnectReason: DisconnectReason.CLIENT_INITIATED,
  };
  const publishTrack = vi.fn(async () => ({ sid: 'track', waitForSubscription: async () => {} }));
  const room = Object.assign(new EventEmitter(), {
    name: 'room',
    isConnected: true,
    remoteParticipants: new Map([['person', person]]),
    localParticipant: { publishData: async () => {}, publishTrack },
  });
  const context = {
    room,
    isFakeJob: false,
    addShutdownCallback: () => {},
    deleteRoom: vi.fn(async () => {}),
    shutdown: vi.fn(),
  };
  const end = vi.fn(deployment.end ?? (async () => {}));
  const take = vi.fn(deployment.take ?? providersAreFull);
  const answered = vi.fn(deployment.answered ?? (async () => true));
  const keep = vi.fn(async () => {});
  const find = vi.fn(deployment.findScenario ?? never);
  const dependencies = {
    config: readConfig({}),
    calls: { end, recordEvent: async () => {}, renew: async () => true },
    dialing: { release: async () => {}, answered },
    seats: { take },
    scenarios: { find },
    keptEndings: { keep },
    clock: { now: () => 0 },
    logger: createLogger({ level: 'silent', component: 'test' }),
  } as unknown as Dependencies;
  const presence = new Presence(room as never);
  return {
    context,
    end,
    take,
    find,
    keep,
    publishTrack,
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

const hungUp = { outcome: 'answered', disposition: null, endReason: 'person_hung_up' };

test('whoever left while their call was taken has hung up, and nothing is waited for', async () => {
  const { context, end, take, leaves, received } = job();
  leaves();
  await received();
  expect(end).toHaveBeenCalledExactlyOnceWith(callId, hungUp);
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

test('whoever leaves while their call is made ready has hung up, and nothing is waited for', async () => {
  const { context, end, find, leaves, received } = job({ take: providersHaveRoom });
  const over = received();
  await vi.waitFor(() => expect(find).toHaveBeenCalled());
  leaves();
  await over;
  expect(end).toHaveBeenCalledExactlyOnceWith(callId, hungUp);
  expect(context.deleteRoom).toHaveBeenCalledOnce();
  expect(context.shutdown).toHaveBeenCalledWith('left before the call began');
});

test('the line of whoever left is free while the database is asked for a seat, and while it hears of the ending', async () => {
  const { context, take, leaves, received } = job({ take: never, end: never });
  void received();
  await vi.waitFor(() => expect(take).toHaveBeenCalled());
  leaves();
  await vi.waitFor(() => expect(context.deleteRoom).toHaveBeenCalled(), { timeout: 500 });
});

test('a browser is not kept waiting by a database that does not hear that it was answered', async () => {
  const answered = Promise.withResolvers<boolean>();
  const { end, find, leaves, received } = job({
    take: providersHaveRoom,
    answered: () => answered.promise,
  });
  const over = received();
  await vi.waitFor(() => expect(find).toHaveBeenCalled(), { timeout: 500 });
  leaves();
  expect(end).not.toHaveBeenCalled();
  answered.resolve(true);
  await over;
  expect(end).toHaveBeenCalledExactlyOnceWith(callId, hungUp);
});

describe('while the database is away', () => {
  test.each<[string, Deployment]>([
    ['refuses before there is a seat', { take: away }],
    ['says nothing before there is a seat', { take: never }],
    ['refuses before anything is known of the call', { take: providersHaveRoom, findScenario: away }],
    ['says nothing before anything is known of the call', { take: providersHaveRoom, findScenario: never }],
  ])('whoever rings is told within three seconds and hung up on: it %s', async (_when, deployment) => {
    const { context, publishTrack, keep, leaves, received } = job(deployment);
    const over = received();
    await vi.waitFor(() => expect(publishTrack).toHaveBeenCalledOnce(), { timeout: 3_000 });
    // They need not listen to the end.
    leaves();
    await over;
    expect(keep).toHaveBeenCalledExactlyOnceWith(callId, {
      outcome: 'failed',
      disposition: null,
      endReason: 'agent_failed',
    });
    expect(context.deleteRoom).toHaveBeenCalledOnce();
    expect(context.shutdown).toHaveBeenCalledExactlyOnceWith('database_failed');
  });

  test('who left is told nothing, and their ending is left to whoever can write it', async () => {
    const { context, publishTrack, leaves, received } = job({ end: away });
    leaves();
    await received();
    expect(publishTrack).not.toHaveBeenCalled();
    expect(context.deleteRoom).toHaveBeenCalled();
    expect(context.shutdown).toHaveBeenCalledWith('left before the call began');
  });
});
