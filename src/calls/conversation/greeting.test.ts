import type { voice } from '@livekit/agents';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Greeting } from './greeting.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function greet() {
  const kept: string[] = [];
  const greeting = new Greeting((message) => void kept.push(message.textContent ?? ''));
  greeting.begin();
  const done: Array<() => void> = [];
  const opening = { addDoneCallback: (then: () => void) => void done.push(then) };
  const guard = () => greeting.guard(opening as unknown as voice.SpeechHandle);
  return { kept, greeting, guard, openingEnds: () => done.forEach((then) => void then()) };
}

test('nothing is replied to a hello, and it is kept', () => {
  const { kept, greeting } = greet();
  greeting.personSpeaks();
  expect(greeting.hear('hello')).toBe(true);
  expect(greeting.mayReply()).toBe(false);
  greeting.end();
  expect(kept).toEqual(['hello']);
  expect(greeting.mayReply()).toBe(true);
});

test('the words of a hello that come late are kept, and nobody answers them', () => {
  const { kept, greeting, guard, openingEnds } = greet();
  greeting.personSpeaks();
  greeting.end();
  guard();
  expect(greeting.hear('hello')).toBe(true);
  expect(kept).toEqual(['hello']);
  openingEnds();
  expect(greeting.hear('yes')).toBe(false);
});

test('words that come long after the hello are no part of it', () => {
  const { greeting, guard } = greet();
  greeting.personSpeaks();
  greeting.end();
  guard();
  vi.advanceTimersByTime(5_000);
  expect(greeting.hear('yes')).toBe(false);
});

test('whoever speaks again over the opening is answered after it', () => {
  const { greeting, guard } = greet();
  greeting.personSpeaks();
  greeting.end();
  guard();
  greeting.personSpeaks();
  expect(greeting.hear('who is this')).toBe(false);
});

test('a hello whose turn was over before the opening leaves nothing to wait for', () => {
  const { greeting, guard } = greet();
  greeting.personSpeaks();
  greeting.hear('hello');
  greeting.mayReply();
  greeting.end();
  guard();
  expect(greeting.hear('who is this')).toBe(false);
});
