import { EventEmitter } from 'node:events';
import { DisconnectReason, ParticipantKind, type Room, RoomEvent } from '@livekit/rtc-node';
import { expect, test, vi } from 'vitest';
import type { LiveCall } from '../calls/live-call.ts';
import { Presence } from './presence.ts';
import { startWith } from './start-with.ts';

function call(start: () => Promise<void> = async () => {}) {
  const room = Object.assign(new EventEmitter(), { remoteParticipants: new Map() });
  const presence = new Presence(room as unknown as Room);
  const leaves = (disconnectReason = DisconnectReason.CLIENT_INITIATED) =>
    room.emit(RoomEvent.ParticipantDisconnected, {
      identity: 'person',
      info: { kind: ParticipantKind.SIP },
      disconnectReason,
    });
  const ending = { personHungUp: vi.fn(), connectionLost: vi.fn(), driverFailed: vi.fn() };
  const live = { start: vi.fn(start), ending, say: vi.fn() };
  return {
    room,
    leaves,
    live,
    started: () =>
      startWith(presence, live as unknown as LiveCall, { technicalTrouble: 'Say it again.' }, {}),
  };
}

test('a call whose person has gone is not started', async () => {
  const { leaves, live, started } = call();
  leaves();
  expect(await started()).toBe(false);
  expect(live.start).not.toHaveBeenCalled();
});

test('a call whose person leaves while it starts is none, at once, and is closed whenever it has started', async () => {
  const starting = Promise.withResolvers<void>();
  const { leaves, live, started } = call(() => starting.promise);
  const isStarted = started();
  leaves();
  expect(await isStarted).toBe(false);
  expect(live.ending.personHungUp).not.toHaveBeenCalled();
  starting.resolve();
  await vi.waitFor(() => expect(live.ending.personHungUp).toHaveBeenCalledOnce());
});

test('a call whose person left while it started may fail as it likes', async () => {
  const starting = Promise.withResolvers<void>();
  const { leaves, started } = call(() => starting.promise);
  const isStarted = started();
  leaves();
  starting.reject(new Error('AgentSession is not running'));
  expect(await isStarted).toBe(false);
});

test('a call that cannot start because its person left is none', async () => {
  const { leaves, started } = call(async () => {
    leaves();
    throw new Error('AgentSession is not running');
  });
  expect(await started()).toBe(false);
});

test('a call that cannot start for another reason has failed', async () => {
  const { started } = call(async () => {
    throw new Error('no voice');
  });
  await expect(started()).rejects.toThrow('no voice');
});

test('a telephone that is lost in mid-call ends it as lost', async () => {
  const { leaves, live, started } = call();
  await started();
  leaves(DisconnectReason.SIGNAL_CLOSE);
  expect(live.ending.connectionLost).toHaveBeenCalledOnce();
  expect(live.ending.personHungUp).not.toHaveBeenCalled();
});

test('whoever is still there after the media server went away is asked to say it again', async () => {
  const { room, live, started } = call();
  const person = { identity: 'person', info: { kind: ParticipantKind.SIP } };
  room.remoteParticipants.set('person', person);
  room.emit(RoomEvent.ParticipantConnected, person);
  await started();
  room.emit(RoomEvent.Reconnecting);
  room.emit(RoomEvent.Reconnected);
  expect(live.say).toHaveBeenCalledExactlyOnceWith('Say it again.', { isAside: true });
  expect(live.ending.personHungUp).not.toHaveBeenCalled();
});
