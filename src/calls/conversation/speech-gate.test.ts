import { llm } from '@livekit/agents';
import { expect, test } from 'vitest';
import { type GateResult, gateSpeech } from './speech-gate.ts';

/** One sentence per full stop is all these tests need. */
function splitter() {
  let rest = '';
  return {
    push(text: string): string[] {
      const parts = (rest + text).split(/(?<=\.)/);
      rest = parts.pop() ?? '';
      if (rest.endsWith('.')) {
        parts.push(rest);
        rest = '';
      }
      return parts;
    },
    flush: () => (rest === '' ? [] : [rest]),
  };
}

function spoken(content: string): llm.ChatChunk {
  return { id: 'reply', delta: { role: 'assistant', content } };
}

function toolCall(name: string): llm.ChatChunk {
  const call = llm.FunctionCall.create({ callId: 'call-1', name, args: '{}' });
  return { id: 'reply', delta: { role: 'assistant', toolCalls: [call] } };
}

async function gate(chunks: Iterable<llm.ChatChunk | string>) {
  const source = (async function* () {
    yield* chunks;
  })();
  const heard: string[] = [];
  const tools: string[] = [];
  const stream = gateSpeech(source, {
    splitter: splitter(),
    toSpoken: (sentence) => (/[a-z]/i.test(sentence) ? sentence.replaceAll('*', '') : ''),
    isBacked: (sentence) => !sentence.includes('booked'),
    onPassed: () => {},
  });
  let step = await stream.next();
  while (!step.done) {
    const chunk = step.value;
    if (typeof chunk === 'string') heard.push(chunk);
    else tools.push(...(chunk.delta?.toolCalls ?? []).map((call) => call.name));
    step = await stream.next();
  }
  return { heard: heard.join(''), tools, result: step.value as GateResult };
}

test('lets sentences through as soon as they are whole', async () => {
  const { heard, result } = await gate([
    spoken('Which day '),
    spoken('suits you. Tues'),
    spoken('day is free.'),
  ]);
  expect(heard).toBe('Which day suits you. Tuesday is free.');
  expect(result.heldBack).toBeNull();
});

test('holds back a claim that nothing backs, and everything after it', async () => {
  const { heard, result } = await gate([spoken('Good. You are boo'), spoken('ked. See you then.')]);
  expect(heard).toBe('Good.');
  expect(result).toMatchObject({ heldBack: 'You are booked.', calledTool: false, passed: ['Good.'] });
});

test('passes the tool call that comes with a claim, without the claim', async () => {
  const { heard, tools, result } = await gate([spoken('You are booked.'), toolCall('book_appointment')]);
  expect(heard).toBe('');
  expect(tools).toEqual(['book_appointment']);
  expect(result.calledTool).toBe(true);
});

test('judges an unfinished last sentence too', async () => {
  const { heard, result } = await gate([spoken('You are booked')]);
  expect(heard).toBe('');
  expect(result.heldBack).toBe('You are booked');
});

test('passes what can be spoken, and nothing of what cannot', async () => {
  const { heard, result } = await gate([spoken('**Tuesday** is free. ...')]);
  expect(heard).toBe('Tuesday is free.');
  expect(result.passed).toEqual(['Tuesday is free.']);
});

test('ends a long answer at a sentence and reads no more of it', async () => {
  const sentence = `${'word '.repeat(9)}end.`;
  let read = 0;
  const chunks = Array.from({ length: 300 }, () => spoken(sentence));
  const counted = (function* () {
    for (const chunk of chunks) {
      read += 1;
      yield chunk;
    }
  })();
  const { heard, result } = await gate(counted);
  expect(heard.split(/\s+|(?<=\.)/u).filter(Boolean)).toHaveLength(80);
  expect(result.isCut).toBe(true);
  expect(read).toBe(9);
});
