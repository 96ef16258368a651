import { llm } from '@livekit/agents';
import { expect, test } from 'vitest';
import { Transcript } from './transcript.ts';

function agentSaid(content: string, interrupted: boolean): llm.ChatMessage {
  return new llm.ChatMessage({ role: 'assistant', content, interrupted });
}

test('an interrupted turn keeps what was meant beside what was heard, over several sentences', () => {
  const transcript = new Transcript();
  transcript.beginReply();
  transcript.willSay('We have a car park. ');
  transcript.willSay('It is behind the house.');
  expect(transcript.add(agentSaid('We have a car park. It is', true))).toMatchObject({
    text: 'We have a car park. It is behind the house.',
    heard: 'We have a car park. It is',
    interrupted: true,
  });
});

test('a reply that was prepared and thrown away is not taken for what was meant', () => {
  const transcript = new Transcript();
  transcript.beginReply();
  transcript.willSay('Which day would you like?');
  transcript.beginReply();
  transcript.willSay('Please go on.');
  expect(transcript.add(agentSaid('Which day', true))?.text).toBe('Which day would you like?');
});

test('what is being asked is known before it is said, and stands after what is said in between', () => {
  const transcript = new Transcript();
  transcript.beginReply();
  transcript.willSay('Gladly. ');
  transcript.willSay('What is your phone number?');
  expect(transcript.asking).toBe('Gladly. What is your phone number?');
  transcript.beginReply({ isAside: true });
  transcript.willSay('Are you still there?');
  transcript.beginReply();
  expect(transcript.asking).toBe('Gladly. What is your phone number?');
});

test('measures are kept in milliseconds and the decision with the turn that it ended', () => {
  const transcript = new Transcript();
  transcript.decided({ expected: 'yes_no', verdict: 'complete', probability: 1, source: 'reply' });
  const message = new llm.ChatMessage({ role: 'user', content: 'yes', metrics: { endOfTurnDelay: 0.183 } });
  expect(transcript.add(message)).toMatchObject({
    role: 'person',
    latency: { endOfTurnMs: 183 },
    decision: { verdict: 'complete' },
  });
  expect(transcript.add(new llm.ChatMessage({ role: 'user', content: 'no' }))?.decision).toBeNull();
});

test('a NUL or half a character hides no turn', () => {
  const transcript = new Transcript();
  const said = (content: string) => transcript.add(new llm.ChatMessage({ role: 'user', content }));
  expect(said('\u0000book me\u0000 at noon\ud83d')?.text).toBe('book me at noon\ufffd');
  expect(said('\u0000')).toBeNull();
});
