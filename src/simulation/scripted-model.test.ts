import { initializeLogger, llm } from '@livekit/agents';
import { beforeAll, expect, it } from 'vitest';
import { anyScript } from './scripted-model/script.ts';
import { ask, call } from './scripted-model/step.ts';
import { createScriptedModel } from './scripted-model.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'fatal' }));

const options = { language: 'en', region: 'US', timeZone: 'America/New_York', now: () => 0 };

/** Looks up whatever is said. */
const script = anyScript<{ asked: 'what' }>({
  begin: () => ask({ asked: 'what' }, 'what', 'What shall I look up?'),
  onPerson: (talk, text) => call(talk, 'look_up', { text }),
  onTool: (talk, { output }) => ask(talk, 'what', output),
  onGreeting: () => null,
});

function conversation(...said: string[]): llm.ChatContext {
  const chatCtx = new llm.ChatContext();
  for (const content of said) chatCtx.addMessage({ role: 'user', content });
  return chatCtx;
}

it('gives the same answer to the same conversation and counts its tokens', async () => {
  const model = createScriptedModel({ ...options, script });
  const chatCtx = conversation('the weather of tomorrow in every town');
  const [one, other] = await Promise.all([
    model.chat({ chatCtx }).collect(),
    model.chat({ chatCtx }).collect(),
  ]);
  expect(one?.toolCalls[0]).toMatchObject({ name: 'look_up', callId: other?.toolCalls[0]?.callId });
  expect(one?.usage?.promptTokens).toBeGreaterThan(5);
  expect([model.model, model.provider]).toEqual(['scripted', 'local']);
});

it('has nothing to say in a call in which no model converses', async () => {
  const model = createScriptedModel({ ...options, script: null });
  const answer = await model.chat({ chatCtx: conversation('hello') }).collect();
  expect([answer.text, answer.toolCalls]).toEqual(['', []]);
});
