import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { textsFor } from '../../src/calls/texts/texts.ts';
import { type Conversation, type ModelStep, openConversation, saidBy } from '../support/conversation.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../support/postgres.ts';

const monday = '2026-11-23T13:00:00Z';
const texts = textsFor('en-US');
const opening = 'How can I help you?';
const identify = { name: 'identify_user', args: { contact_number: '2025550121' } };
let database: PostgresTestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.setNow(monday);
});
afterAll(() => database.close());

/** What is said after a question, with the milliseconds until it began. A typed call speaks at once. */
async function ask({ live, openai }: Conversation, steps: ModelStep[] | 'fails') {
  const spoken: Array<{ text: string; afterMs: number }> = [];
  const model = [...(steps === 'fails' ? [] : steps)];
  if (steps !== 'fails') {
    openai.handler = (request) => {
      const step = model.length > 1 ? model.shift() : model[0];
      return typeof step === 'function' ? step(request) : (step ?? {});
    };
  }
  const askedAt = performance.now();
  const { transcript } = live;
  const willSay = transcript.willSay.bind(transcript);
  transcript.willSay = (text) => {
    spoken.push({ text, afterMs: performance.now() - askedAt });
    willSay(text);
  };
  await live.session.run({ userInput: 'I would like an appointment' }).wait();
  await vi.waitUntil(() => live.session.agentState === 'listening', { timeout: 10_000 });
  return { spoken, asked: openai.requests.length, said: saidBy(live).at(-1) };
}

test('a model that hangs is said to fail, in time', async () => {
  const conversation = await openConversation(database, { now: monday });
  conversation.openai.always({ kind: 'hang', afterMs: 0 });
  const { spoken, said } = await ask(conversation, 'fails');
  expect(said).toBe(texts.technicalTrouble);
  expect(spoken[0]?.afterMs).toBeLessThan(3_500);
  await conversation.hangUp();
});

test('a model that hangs once is asked again in time', async () => {
  const conversation = await openConversation(database, { now: monday });
  conversation.openai.next({ kind: 'hang', afterMs: 0 });
  const { said } = await ask(conversation, [{ content: 'Which day suits you?' }]);
  expect(said).toBe('Which day suits you?');
  await conversation.hangUp();
});

test.each([401, 403])('a key refused with %i is said at once and never tried again', async (status) => {
  const conversation = await openConversation(database, { now: monday });
  conversation.openai.always({ kind: 'refuse', status });
  const { spoken, said } = await ask(conversation, 'fails');
  expect(said).toBe(texts.technicalTrouble);
  expect(spoken[0]?.afterMs).toBeLessThan(1_000);
  expect((await ask(conversation, 'fails')).asked).toBe(1);
  await conversation.hangUp();
});

test.each<[string, ModelStep]>([
  ['answers with nothing', {}],
  ['answers with dots', { content: '... …' }],
  ['answers with an emoji', { content: '👍 🙂' }],
  ['calls tools without end', { toolCalls: [identify] }],
])('a model that %s is asked once more, and then the call asks itself', async (_what, step) => {
  const conversation = await openConversation(database, { now: monday });
  const { spoken, said, asked } = await ask(conversation, [step]);
  expect(spoken).toHaveLength(1);
  // Eight requests and six tools; a caller with ears is bridged meanwhile.
  expect(spoken[0]?.afterMs).toBeLessThan('toolCalls' in step ? 6_000 : 2_000);
  expect(said).toBe(
    'toolCalls' in step
      ? `${texts.identified({ name: null, returning: false, preferences: { time_of_day: null, weekdays: [], last_appointment: null } })} ${texts.anythingElse}`
      : opening,
  );
  expect(asked).toBe('toolCalls' in step ? 8 : 2);
  await conversation.hangUp();
});

test('a model that says nothing at first is heard when it is asked again', async () => {
  const conversation = await openConversation(database, { now: monday });
  const { said } = await ask(conversation, [{}, { content: 'Which day suits you?' }]);
  expect(said).toBe('Which day suits you?');
  await conversation.hangUp();
});
