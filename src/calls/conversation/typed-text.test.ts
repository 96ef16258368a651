import { afterEach, expect, test, vi } from 'vitest';
import { createLogger } from '../../shared/logger.ts';
import { TypedText } from './typed-text.ts';

afterEach(() => void vi.useRealTimers());

function typing() {
  const heard: string[] = [];
  const clock = { at: 0, now: () => clock.at };
  const logger = createLogger({ level: 'silent', unredacted: false, component: 'test' });
  const typed = new TypedText({ clock, logger, onText: (text) => heard.push(text) });
  return { heard, clock, typed };
}

function message(...parts: string[]) {
  const seen = { read: 0, isClosed: false };
  return {
    seen,
    async *[Symbol.asyncIterator]() {
      for (const part of parts) {
        if (seen.isClosed) return;
        seen.read += 1;
        yield part;
      }
    },
    async close() {
      seen.isClosed = true;
    },
  };
}

const neverEnding = () => ({
  async *[Symbol.asyncIterator]() {
    yield await new Promise<string>(() => {});
  },
  close: async () => {},
});

test('takes 2,000 characters and not one more', async () => {
  const { heard, clock, typed } = typing();
  await typed.receive(message('a'.repeat(2_000)));
  clock.at = 5_000;
  await typed.receive(message('b'.repeat(2_001)));
  expect(heard).toEqual(['a'.repeat(2_000)]);
});

test('reads no more of a long message than it takes to know that it is too long', async () => {
  const { heard, typed } = typing();
  const flood = message(...Array.from({ length: 2_000 }, () => 'x'.repeat(15_000)));
  await typed.receive(flood);
  expect(flood.seen).toEqual({ read: 1, isClosed: true });
  expect(heard).toEqual([]);
});

test('takes three messages in a second, and again three in the next', async () => {
  const { heard, clock, typed } = typing();
  for (const text of ['1', '2', '3', '4', '5']) await typed.receive(message(text));
  clock.at = 1_000;
  for (const text of ['6', '7', '8', '9']) await typed.receive(message(text));
  expect(heard).toEqual(['1', '2', '3', '6', '7', '8']);
});

test('takes 40,000 characters in a call', async () => {
  const { heard, clock, typed } = typing();
  for (let index = 0; index < 21; index += 1) {
    clock.at += 1_000;
    await typed.receive(message('x'.repeat(2_000)));
  }
  expect(heard).toHaveLength(20);
});

test('keeps no more than four messages open that do not end, and goes on when they fail', async () => {
  const { heard, clock, typed } = typing();
  for (let index = 0; index < 4; index += 1) {
    clock.at += 1_000;
    void typed.receive(neverEnding());
  }
  clock.at += 1_000;
  const fifth = message('hello');
  await typed.receive(fifth);
  expect(fifth.seen).toEqual({ read: 0, isClosed: true });
  expect(heard).toEqual([]);
});

test('gives the place of a message that has not ended after ten seconds to another, and hands nothing of it on', async () => {
  vi.useFakeTimers();
  const { heard, clock, typed } = typing();
  const open = Array.from({ length: 4 }, () => {
    clock.at += 1_000;
    return typed.receive(neverEnding());
  });
  await vi.advanceTimersByTimeAsync(10_000);
  await Promise.all(open);
  clock.at += 1_000;
  await typed.receive(message('hello'));
  expect(heard).toEqual(['hello']);
});

test('hands on what can be kept of a message with a NUL or half a character, and nothing of one that is only that', async () => {
  const { heard, typed } = typing();
  await typed.receive(message('call me\u0000 at \ud83dnoon'));
  await typed.receive(message('\u0000'));
  expect(heard).toEqual(['call me at �noon']);
});
