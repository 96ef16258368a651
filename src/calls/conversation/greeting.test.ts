import type { voice } from '@livekit/agents';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Greeting } from './greeting.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function greet() {
  const kept: string[] = [];
  const greeting = new Greeting((message) => void kept.push(message.textContent ?? ''));
  greeting.begin();
  const opening = { allowInterruptions: false, addDoneCallback: vi.fn() };
  const guard = () => greeting.guard(opening as unknown as voice.SpeechHandle, true);
  return { kept, greeting, opening, guard };
}

test('nothing is replied to a hello, and it is kept', () => {
  const { kept, greeting } = greet();
  greeting.personSpeaks();
  expect(greeting.hear('hello')).toBe(true);
  expect(greeting.mayReply()).toBe(false);
  greeting.end();
  expect(kept).toEqual(['hello']);
  expect(greeting.isUnsettled).toBe(false);
  expect(greeting.mayReply()).toBe(true);
});

test('the words of a hello that come late are kept and interrupt no opening', () => {
  const { kept, greeting, opening, guard } = greet();
  greeting.personSpeaks();
  greeting.end();
  expect(greeting.isUnsettled).toBe(true);
  guard();
  expect(greeting.hear('hello')).toBe(true);
  expect(kept).toEqual(['hello']);
  expect(opening.allowInterruptions).toBe(false);
  vi.advanceTimersByTime(5_000);
  expect(opening.allowInterruptions).toBe(true);
  expect(greeting.hear('yes')).toBe(false);
});

test('whoever speaks again may interrupt the opening at once', () => {
  const { greeting, opening, guard } = greet();
  greeting.personSpeaks();
  greeting.end();
  guard();
  greeting.personSpeaks();
  expect(opening.allowInterruptions).toBe(true);
  expect(greeting.hear('who is this')).toBe(false);
});
