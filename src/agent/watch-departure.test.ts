import { DisconnectReason } from '@livekit/rtc-node';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openFakeRoom } from '../../test/support/fake-room.ts';
import { watchDeparture } from './watch-departure.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watch(waitMs: number) {
  const onGone = vi.fn();
  const fake = openFakeRoom('person', 'operator');
  watchDeparture(fake.room, { identity: 'person' }, waitMs, onGone);
  return { ...fake, onGone };
}

test('a telephone whose connection broke has gone at once', () => {
  const { leaves, onGone } = watch(0);
  leaves('person', DisconnectReason.CONNECTION_TIMEOUT);
  vi.advanceTimersByTime(0);
  expect(onGone).toHaveBeenCalledOnce();
});

test('a browser that is back in time has not gone', () => {
  const { leaves, joins, onGone } = watch(8_000);
  leaves('person', DisconnectReason.CONNECTION_TIMEOUT);
  vi.advanceTimersByTime(7_999);
  joins('person');
  vi.advanceTimersByTime(60_000);
  expect(onGone).not.toHaveBeenCalled();
});

test('a browser that came back and lost its connection again is waited for anew', () => {
  const { leaves, joins, onGone } = watch(8_000);
  leaves('person', DisconnectReason.CONNECTION_TIMEOUT);
  joins('person');
  vi.advanceTimersByTime(8_000);
  expect(onGone).not.toHaveBeenCalled();
  leaves('person', DisconnectReason.CONNECTION_TIMEOUT);
  vi.advanceTimersByTime(8_000);
  expect(onGone).toHaveBeenCalledOnce();
});

test('whoever hangs up is left to LiveKit, which closes the session', () => {
  const { leaves, onGone } = watch(0);
  leaves('person', DisconnectReason.CLIENT_INITIATED);
  vi.advanceTimersByTime(60_000);
  expect(onGone).not.toHaveBeenCalled();
});

test('somebody else who leaves is nobody', () => {
  const { leaves, onGone } = watch(0);
  leaves('operator', DisconnectReason.CONNECTION_TIMEOUT);
  vi.advanceTimersByTime(60_000);
  expect(onGone).not.toHaveBeenCalled();
});
