import { initializeLogger, llm } from '@livekit/agents';
import { beforeAll, expect, it } from 'vitest';
import { phrasesFor } from './scripted-model/phrases.ts';
import { createScriptedModel } from './scripted-model.ts';
import { unrehearsed } from './unrehearsed.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'fatal' }));

it('a call that nobody has rehearsed is answered, and nothing is called in it', async () => {
  const { model: script } = unrehearsed;
  const options = { language: 'en', region: 'US', timeZone: 'America/New_York', now: () => 0, script };
  const chatCtx = new llm.ChatContext();
  chatCtx.addMessage({ role: 'user', content: 'cancel my appointment' });
  const answer = await createScriptedModel(options).chat({ chatCtx }).collect();
  expect([answer.text, answer.toolCalls]).toEqual([phrasesFor('en').notUnderstood, []]);
});
