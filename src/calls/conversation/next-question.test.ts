import { llm } from '@livekit/agents';
import { expect, test } from 'vitest';
import { textsFor } from '../texts/texts.ts';
import { nextQuestion } from './next-question.ts';

const texts = textsFor('en-US');

function history(...said: Array<['assistant' | 'user', string] | { output: string; isError?: boolean }>) {
  const chatCtx = llm.ChatContext.empty();
  for (const one of said) {
    if (Array.isArray(one)) chatCtx.addMessage({ role: one[0], content: one[1] });
    else {
      const { output, isError = false } = one;
      chatCtx.items.push(llm.FunctionCallOutput.create({ callId: 'call', name: 'tool', output, isError }));
    }
  }
  return chatCtx;
}

test('the last question is asked again', () => {
  const said = history(['assistant', 'Welcome. Which day suits you?'], ['user', 'hm']);
  expect(nextQuestion(said, texts)).toBe('Which day suits you?');
});

test('what a tool found is said, with its question or another one', () => {
  const asked: ['user', string] = ['user', 'tuesday'];
  const found = (say: string) =>
    nextQuestion(history(asked, { output: JSON.stringify({ ok: true, say }) }), texts);
  expect(found('Tuesday at ten. Shall I book it?')).toBe('Tuesday at ten. Shall I book it?');
  expect(found('Thank you.')).toBe(`Thank you. ${texts.anythingElse}`);
});

test('what a tool refused or found before the person spoke is not said', () => {
  const before = { output: JSON.stringify({ say: 'Thank you.' }) };
  const question: ['assistant', string] = ['assistant', 'Which day?'];
  expect(nextQuestion(history(before, question, ['user', 'hm']), texts)).toBe('Which day?');
  const refused = { output: 'Invalid arguments', isError: true };
  expect(nextQuestion(history(question, ['user', 'hm'], refused), texts)).toBe('Which day?');
});

test('without any question it asks what else there is', () => {
  expect(nextQuestion(history(['user', 'hello']), texts)).toBe(texts.anythingElse);
});
