import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Watchdog } from './watchdog.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watch() {
  const seen: string[] = [];
  const watchdog = new Watchdog({
    quietMs: 8_000,
    waitMs: 40_000,
    maxCallMs: 120_000,
    warningMs: 30_000,
    onQuiet: (count) => seen.push(`quiet ${count}`),
    onSilence: () => seen.push('silence'),
    onWarning: () => seen.push('warning'),
    onTooLong: () => seen.push('too long'),
  });
  watchdog.start();
  /** The agent asks, which restarts the clock, as it does on a call. */
  const agentSpeaks = () => {
    watchdog.agentState('speaking');
    vi.advanceTimersByTime(2_000);
    watchdog.agentState('listening');
  };
  return { watchdog, seen, agentSpeaks };
}

test('asks twice after silence and then gives up', () => {
  const { seen, agentSpeaks } = watch();
  for (let round = 0; round < 3; round += 1) {
    agentSpeaks();
    vi.advanceTimersByTime(8_000);
  }
  expect(seen).toEqual(['quiet 1', 'quiet 2', 'silence']);
});

test('starts over when the person speaks', () => {
  const { watchdog, seen, agentSpeaks } = watch();
  agentSpeaks();
  vi.advanceTimersByTime(8_000);
  watchdog.personState('speaking');
  watchdog.personState('listening');
  vi.advanceTimersByTime(8_000);
  expect(seen).toEqual(['quiet 1', 'quiet 1']);
});

test('waits longer where the person has asked for it, until they are heard again', () => {
  const { watchdog, seen, agentSpeaks } = watch();
  watchdog.personWasHeard({ asksToWait: true });
  agentSpeaks();
  vi.advanceTimersByTime(39_000);
  // Music is heard as a voice that says nothing.
  watchdog.personState('speaking');
  watchdog.personState('listening');
  vi.advanceTimersByTime(39_000);
  expect(seen).toEqual([]);
  vi.advanceTimersByTime(1_000);
  expect(seen).toEqual(['quiet 1']);
  watchdog.personWasHeard();
  vi.advanceTimersByTime(8_000);
  expect(seen).toEqual(['quiet 1', 'quiet 1']);
});

test('does not count while the agent works or the person speaks', () => {
  const { watchdog, seen } = watch();
  watchdog.agentState('thinking');
  vi.advanceTimersByTime(20_000);
  watchdog.agentState('listening');
  watchdog.personState('speaking');
  vi.advanceTimersByTime(20_000);
  expect(seen).toEqual([]);
});

test('warns before the longest length and then ends', () => {
  const { watchdog, seen } = watch();
  watchdog.agentState('speaking');
  vi.advanceTimersByTime(90_000);
  expect(seen).toEqual(['warning']);
  vi.advanceTimersByTime(30_000);
  expect(seen).toEqual(['warning', 'too long']);
});

test('is silent once stopped', () => {
  const { watchdog, seen, agentSpeaks } = watch();
  agentSpeaks();
  watchdog.stop();
  vi.advanceTimersByTime(300_000);
  expect(seen).toEqual([]);
});

test('says nothing to somebody on hold, and begins anew when they are back', () => {
  const { watchdog, seen, agentSpeaks } = watch();
  agentSpeaks();
  watchdog.pause();
  vi.advanceTimersByTime(60_000);
  expect(seen).toEqual([]);
  watchdog.resume();
  vi.advanceTimersByTime(8_000);
  expect(seen).toEqual(['quiet 1']);
});

test('time that ran out while somebody was on hold is over when they are back', () => {
  const { watchdog, seen } = watch();
  watchdog.pause();
  vi.advanceTimersByTime(130_000);
  expect(seen).toEqual([]);
  watchdog.resume();
  expect(seen).toEqual(['too long']);
});

test('watches nothing before the agent converses', () => {
  const seen: string[] = [];
  const watchdog = new Watchdog({
    quietMs: 8_000,
    waitMs: 40_000,
    maxCallMs: 120_000,
    warningMs: 30_000,
    onQuiet: (count) => seen.push(`quiet ${count}`),
    onSilence: () => seen.push('silence'),
    onWarning: () => seen.push('warning'),
    onTooLong: () => seen.push('too long'),
  });
  watchdog.agentState('listening');
  vi.advanceTimersByTime(300_000);
  expect(seen).toEqual([]);
  watchdog.start();
  vi.advanceTimersByTime(8_000);
  expect(seen).toEqual(['quiet 1']);
});
