import { initializeLogger, voice } from '@livekit/agents';
import { expect, test } from 'vitest';
import { ignoreIfClosed } from './ignore-if-closed.ts';

initializeLogger({ pretty: false, level: 'silent' });

test('whoever would speak in a session that closes says nothing, and nothing breaks', async () => {
  const session = new voice.AgentSession({ turnHandling: { turnDetection: null } });
  expect(ignoreIfClosed(() => session.say('before it runs'))).toBeNull();
  await session.start({ agent: new voice.Agent({ instructions: '' }), record: false });
  let isClosed = false;
  const closing = session.close().then(() => {
    isClosed = true;
  });
  const said: Array<unknown> = [];
  while (!isClosed) {
    said.push(ignoreIfClosed(() => session.say('are you still there?')));
    await new Promise(setImmediate);
  }
  await closing;
  expect(said).toContain(null);
  expect(ignoreIfClosed(() => session.say('after it ran'))).toBeNull();
});

test('any other error is thrown', () => {
  expect(() =>
    ignoreIfClosed(() => {
      throw new Error('no such voice');
    }),
  ).toThrow('no such voice');
});
