import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConversation } from '../support/conversation.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../support/postgres.ts';

const monday = '2026-11-23T13:00:00Z';
const again = 'Could you say your number once more?';
let database: PostgresTestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.setNow(monday);
});
afterAll(() => database.close());

test.each([
  ['no JSON', 'contact number two zero two'],
  ['half of JSON', '{"contact_number":"20255'],
  ['of wrong types', '{"contact_number":{"digits":[2,0,2]}}'],
  ['a list', '["2025550121"]'],
  ['null', 'null'],
  ['left out', ''],
  ['20,000 digits', `{"contact_number":"${'2'.repeat(20_000)}"}`],
])('a call goes on after arguments that are %s', async (_what, args) => {
  const { say, openai, hangUp } = await openConversation(database, { now: monday });
  const toolCalls = [{ name: 'identify_user', args }];
  expect(await say('two zero two five five five', { toolCalls }, { content: again })).toBe(again);
  expect(await say('two zero two', { content: 'And the rest?' })).toBe('And the rest?');
  expect(JSON.stringify(openai.requests.at(-1)?.messages).length).toBeLessThan(12_000);
  await hangUp();
});

test.each<[string, { name: string; id?: string }]>([
  ['names all its calls alike', { name: 'identify_user', id: 'call_1' }],
  ['names its calls at length', { name: 'identify_user', id: `call_${'1'.repeat(60)}` }],
  ['calls what is no name of a tool', { name: 'identify user!' }],
])('a call goes on with a model that %s', async (_what, call) => {
  const { say, hangUp } = await openConversation(database, { now: monday });
  const toolCalls = [{ ...call, args: { contact_number: '2025550121' } }];
  for (const round of ['first', 'second', 'third']) {
    expect(await say(`the ${round} time`, { toolCalls }, { content: again })).toBe(again);
  }
  await hangUp();
});
