import { llm } from '@livekit/agents';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TurnDecision } from '../call/call.ts';
import { createTurnDetector } from './turn-detector.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function detect(verdict: TurnDecision['verdict'], silentForMs: number, reason = 'any') {
  const decisions: TurnDecision[] = [];
  const heard: string[] = [];
  const detector = createTurnDetector({
    expected: () => 'phone_number',
    judge: (_expected, transcript) => {
      heard.push(transcript);
      return { verdict, reason };
    },
    silentForMs: () => silentForMs,
    onDecision: (decision) => decisions.push(decision),
  });
  const chatCtx = llm.ChatContext.empty();
  chatCtx.addMessage({ role: 'assistant', content: 'What is your number?' });
  chatCtx.addMessage({ role: 'user', content: 'two zero two' });
  return { answer: detector.predictEndOfTurn(chatCtx), decisions, heard };
}

test('a complete reply ends the turn at once', async () => {
  const { answer, decisions, heard } = detect('complete', 0);
  expect(await answer).toBe(1);
  expect(heard).toEqual(['two zero two']);
  expect(decisions).toEqual([
    { expected: 'phone_number', verdict: 'complete', probability: 1, source: 'reply' },
  ]);
});

test('an unfinished reply is waited for', async () => {
  const { answer, decisions } = detect('incomplete', 0);
  expect(await answer).toBe(0);
  expect(decisions[0]).toMatchObject({ verdict: 'incomplete', source: 'reply' });
});

test('an unclear reply is decided by what is left of the silence', async () => {
  const { answer, decisions } = detect('unclear', 280);
  await vi.advanceTimersByTimeAsync(190);
  expect(decisions).toEqual([]);
  await vi.advanceTimersByTimeAsync(20);
  expect(await answer).toBe(1);
  expect(decisions[0]).toMatchObject({ verdict: 'unclear', source: 'silence' });
});

test('a day without its time is given longer than a pause before the time', async () => {
  const { answer, decisions } = detect('incomplete', 250, 'day_without_time');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(decisions).toEqual([]);
  await vi.advanceTimersByTimeAsync(100);
  expect(await answer).toBe(1);
});
