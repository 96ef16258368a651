import { initializeLogger, voice } from '@livekit/agents';
import { expect, test } from 'vitest';
import type { CallData } from '../scenario/call-data.ts';
import { Talk } from './talk.ts';
import { Transcript } from './transcript.ts';

initializeLogger({ pretty: false, level: 'silent' });

test('a session that has closed can be hushed, spoken with and closed, and nothing comes of it', async () => {
  const session = new voice.AgentSession<CallData>({ turnHandling: { turnDetection: null } });
  const talk = new Talk(session, new Transcript(), undefined);
  await session.start({ agent: new voice.Agent<CallData>({ instructions: '' }), record: false });
  expect(await talk.sayToEnd('Hello.')).toBe(true);
  await session.close();
  await talk.hush();
  await talk.untilSilent();
  talk.interrupt();
  talk.reply('hello?');
  expect(await talk.sayToEnd('Goodbye.')).toBe(false);
  await talk.close();
});
