import type { voice } from '@livekit/agents';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Unheard } from './unheard.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function listen() {
  const answered: string[] = [];
  const person = { speaks: false };
  const unheard = new Unheard({
    answer: (words) => void answered.push(words),
    isPersonSpeaking: () => person.speaks,
  });
  /** The agent says something that may not be interrupted. */
  const guard = () => {
    const done: Array<() => void> = [];
    const speech = { allowInterruptions: false, addDoneCallback: (then: () => void) => void done.push(then) };
    unheard.begins(speech as unknown as voice.SpeechHandle);
    return { speech, ends: () => done.forEach((then) => void then()) };
  };
  return { answered, person, unheard, guard };
}

test('what was said over guarded speech is answered once that has been said', () => {
  const { answered, unheard, guard } = listen();
  const { ends } = guard();
  unheard.heard('Yes,');
  unheard.heard('use that number, please.');
  expect(answered).toEqual([]);
  ends();
  expect(answered).toEqual(['Yes, use that number, please.']);
});

test('words that were dropped begin the turn of a person who goes on', () => {
  const { answered, unheard, guard } = listen();
  const { speech, ends } = guard();
  unheard.heard('Yes,');
  // The tool is done; what is said about it may be interrupted.
  speech.allowInterruptions = true;
  expect(unheard.complete('use that number, please.')).toBe('Yes, use that number, please.');
  ends();
  expect(answered).toEqual([]);
});

test('nobody is answered in the middle of a sentence', () => {
  const { answered, person, unheard, guard } = listen();
  const { ends } = guard();
  unheard.heard('Yes,');
  person.speaks = true;
  ends();
  expect(answered).toEqual([]);
  person.speaks = false;
  unheard.personStops();
  expect(unheard.complete('use that number, please.')).toBe('Yes, use that number, please.');
  vi.advanceTimersByTime(5_000);
  expect(answered).toEqual([]);
});

test('whoever stops without another word is answered after all', () => {
  const { answered, person, unheard, guard } = listen();
  const { ends } = guard();
  unheard.heard('Yes,');
  person.speaks = true;
  ends();
  person.speaks = false;
  unheard.personStops();
  vi.advanceTimersByTime(5_000);
  expect(answered).toEqual(['Yes,']);
});

test('a turn that was not dropped has its words once', () => {
  const { answered, unheard, guard } = listen();
  const first = guard();
  unheard.heard('Yes,');
  first.speech.allowInterruptions = true;
  expect(unheard.complete('Yes, use that number, please.')).toBe('Yes, use that number, please.');
  const second = guard();
  unheard.heard('Yes,');
  second.ends();
  expect(answered).toEqual(['Yes,']);
  expect(unheard.complete('Yes, use that number, please.')).toBe('use that number, please.');
});

test('the same answer to a later question is a new one', () => {
  const { unheard, guard } = listen();
  const { ends } = guard();
  unheard.heard('Yes.');
  ends();
  vi.advanceTimersByTime(10_000);
  expect(unheard.complete('Yes.')).toBe('Yes.');
});
