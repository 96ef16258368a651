import { initializeLogger, voice } from '@livekit/agents';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../shared/clock.ts';
import type { AnswerVerdict } from './answer.ts';
import { AnswerWatch } from './answer-watch.ts';

initializeLogger({ pretty: false, level: 'error' });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const { UserStateChanged, UserInputTranscribed, AgentStateChanged } = voice.AgentSessionEventTypes;

/** A session of LiveKit's own, so that its events are those that a call has. */
function watchedSession() {
  const session = new voice.AgentSession({ vad: null, turnHandling: { turnDetection: null } });
  const verdicts: AnswerVerdict[] = [];
  const watch = new AnswerWatch({
    clock: systemClock,
    voiceSilenceMs: 150,
    onVerdict: (verdict) => verdicts.push(verdict),
  });
  watch.listenTo(session);
  const state = (newState: 'speaking' | 'listening') =>
    session.emit(UserStateChanged, voice.createUserStateChangedEvent('listening', newState));
  const words = (transcript: string) =>
    session.emit(UserInputTranscribed, voice.createUserInputTranscribedEvent({ transcript, isFinal: true }));
  const speech = (ms: number, transcript: string) => {
    state('speaking');
    vi.advanceTimersByTime(ms + 150);
    state('listening');
    words(transcript);
  };
  return { session, watch, verdicts, speech };
}

test("hears a session's events and counts the silence from the end of the sound", () => {
  const { speech, verdicts } = watchedSession();
  vi.advanceTimersByTime(400);
  speech(600, 'Hello?');
  vi.advanceTimersByTime(2_000);
  // 400 + 600 of sound, and half a second in which the detector's own 150 ms are counted.
  expect(verdicts).toEqual([{ verdict: 'human', reason: 'human_words', atMs: 1_500 }]);
});

test("takes the session's own speech for what a reply may follow", () => {
  const { session, watch, speech } = watchedSession();
  speech(4_000, 'Please leave a message.');
  vi.advanceTimersByTime(1_000);
  expect(watch.current?.verdict).toBe('voicemail');
  session.emit(AgentStateChanged, voice.createAgentStateChangedEvent('listening', 'speaking'));
  vi.advanceTimersByTime(1_000);
  speech(900, 'Sure, that works.');
  expect(watch.current).toMatchObject({ verdict: 'human', reason: 'picked_up' });
});

test('gives up waiting for a verdict that does not come in time', async () => {
  const { watch } = watchedSession();
  const human = watch.until(({ verdict }) => verdict === 'human', 1_000);
  vi.advanceTimersByTime(1_000);
  expect(await human).toBeNull();
});

test('a verdict that stands is given at once', async () => {
  const { watch, speech } = watchedSession();
  speech(500, 'Hello?');
  vi.advanceTimersByTime(1_000);
  expect(await watch.verdict()).toMatchObject({ verdict: 'human' });
});
