import { EventEmitter } from 'node:events';
import {
  DisconnectReason,
  ParticipantKind,
  type RemoteParticipant,
  type Room,
  RoomEvent,
} from '@livekit/rtc-node';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { comeBackMs, type Gone, Presence, rejoinMs } from './presence.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const { CLIENT_INITIATED, SIGNAL_CLOSE } = DisconnectReason;

/** A room as LiveKit tells of it. */
function room() {
  const remoteParticipants = new Map<string, RemoteParticipant>();
  const events = Object.assign(new EventEmitter(), { remoteParticipants });
  const presence = new Presence(events as unknown as Room);
  const gone: Gone[] = [];
  presence.onGone((how) => gone.push(how));
  return {
    presence,
    gone,
    enters(identity: string, kind = ParticipantKind.SIP, isKnown = false) {
      const participant = { identity, info: { kind } } as RemoteParticipant;
      remoteParticipants.set(identity, participant);
      if (!isKnown) events.emit(RoomEvent.ParticipantConnected, participant);
      return participant;
    },
    leaves(participant: RemoteParticipant, disconnectReason = CLIENT_INITIATED) {
      remoteParticipants.delete(participant.identity);
      events.emit(RoomEvent.ParticipantDisconnected, { ...participant, disconnectReason });
    },
    closes: () => events.emit(RoomEvent.Disconnected),
    breaks: () => events.emit(RoomEvent.Reconnecting),
    heals: () => events.emit(RoomEvent.Reconnected),
  };
}

describe('who comes', () => {
  test('is whoever is there when the job joins', async () => {
    const { presence, enters } = room();
    enters('agent', ParticipantKind.AGENT, true);
    const caller = enters('caller', ParticipantKind.SIP, true);
    expect(await presence.arrives()).toBe(caller);
  });

  test('is whoever joins after it', async () => {
    const { presence, enters } = room();
    const arrival = presence.arrives();
    enters('agent', ParticipantKind.AGENT);
    const caller = enters('caller');
    expect(await arrival).toBe(caller);
  });

  test('is known although they left before anybody asked', async () => {
    const { presence, gone, enters, leaves } = room();
    leaves(enters('caller', ParticipantKind.SIP, true));
    expect(gone).toEqual(['hung_up']);
    expect((await presence.arrives())?.identity).toBe('caller');
    expect(presence.gone.aborted).toBe(true);
  });

  test('is nobody when the room closes first, or when patience ends', async () => {
    const closed = room();
    const arrival = closed.presence.arrives();
    closed.closes();
    expect(await arrival).toBeNull();
    const late = room().presence.arrives(3_000);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await late).toBeNull();
  });
});

describe('who leaves', () => {
  test.each([ParticipantKind.SIP, ParticipantKind.STANDARD])('has hung up, at once (kind %s)', (kind) => {
    const { gone, enters, leaves } = room();
    leaves(enters('caller', kind));
    expect(gone).toEqual(['hung_up']);
  });

  test('by telephone does not come back', () => {
    const { gone, enters, leaves } = room();
    leaves(enters('caller'), SIGNAL_CLOSE);
    expect(gone).toEqual(['lost']);
  });

  test('by a browser whose connection broke has time to come back', () => {
    const { gone, enters, leaves } = room();
    leaves(enters('caller', ParticipantKind.STANDARD), SIGNAL_CLOSE);
    vi.advanceTimersByTime(comeBackMs - 1);
    expect(gone).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(gone).toEqual(['lost']);
  });

  test('and is back in time has not gone, and has all that time again', () => {
    const { gone, enters, leaves } = room();
    leaves(enters('caller', ParticipantKind.STANDARD), SIGNAL_CLOSE);
    vi.advanceTimersByTime(comeBackMs - 1);
    const again = enters('caller', ParticipantKind.STANDARD);
    vi.advanceTimersByTime(comeBackMs);
    expect(gone).toEqual([]);
    leaves(again, SIGNAL_CLOSE);
    vi.advanceTimersByTime(comeBackMs - 1);
    expect(gone).toEqual([]);
  });

  test('comes back after a broken connection and hangs up then has hung up', () => {
    const { gone, enters, leaves } = room();
    leaves(enters('caller', ParticipantKind.STANDARD), SIGNAL_CLOSE);
    leaves(enters('caller', ParticipantKind.STANDARD));
    vi.advanceTimersByTime(comeBackMs);
    expect(gone).toEqual(['hung_up']);
  });

  test('but is somebody else, such as an operator, changes nothing', () => {
    const { gone, enters, leaves } = room();
    enters('caller');
    leaves(enters('operator-1'));
    expect(gone).toEqual([]);
  });

  test('is told of to whoever asks later', () => {
    const { presence, enters, leaves } = room();
    leaves(enters('caller'));
    const told = vi.fn();
    presence.onGone(told);
    expect(told).toHaveBeenCalledExactlyOnceWith('hung_up');
  });
});

describe('a media server that goes away', () => {
  test('and is back in time takes nobody with it', () => {
    const { presence, gone, enters, leaves, breaks, heals } = room();
    const back = vi.fn();
    presence.onBack(back);
    const caller = enters('caller');
    breaks();
    leaves(caller);
    heals();
    expect(back).not.toHaveBeenCalled();
    vi.advanceTimersByTime(rejoinMs - 1);
    enters('caller');
    expect(back).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(rejoinMs);
    expect(gone).toEqual([]);
  });

  test('and forgets nobody ends nothing', () => {
    const { presence, gone, enters, breaks, heals } = room();
    const back = vi.fn();
    presence.onBack(back);
    enters('caller');
    breaks();
    heals();
    vi.advanceTimersByTime(rejoinMs);
    expect([gone, back.mock.calls.length]).toEqual([[], 1]);
  });

  test('and stays away cuts the call off', () => {
    const { gone, enters, breaks } = room();
    enters('caller');
    breaks();
    vi.advanceTimersByTime(rejoinMs - 1);
    breaks();
    expect(gone).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(gone).toEqual(['cut_off']);
  });

  test('and brings only us back cuts the call off', () => {
    const { gone, enters, leaves, breaks, heals } = room();
    const caller = enters('caller');
    breaks();
    leaves(caller, SIGNAL_CLOSE);
    heals();
    vi.advanceTimersByTime(rejoinMs);
    expect(gone).toEqual(['cut_off']);
  });

  test('does not keep those who hang up after it', () => {
    const { gone, enters, leaves, breaks, heals } = room();
    const caller = enters('caller');
    breaks();
    heals();
    leaves(caller);
    expect(gone).toEqual(['hung_up']);
  });

  test('has cut nobody off when the room is closed meanwhile', () => {
    const { gone, enters, breaks, closes } = room();
    enters('caller');
    breaks();
    closes();
    vi.advanceTimersByTime(rejoinMs);
    expect(gone).toEqual([]);
  });
});
