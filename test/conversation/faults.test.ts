import { afterAll, beforeAll, expect, test } from 'vitest';
import { spokenRefusal } from '../../src/calls/scenario/refusal-text.ts';
import { textsFor } from '../../src/calls/texts/texts.ts';
import { DatabaseError } from '../../src/shared/errors.ts';
import { openConversation, saidBy } from '../support/conversation.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../support/postgres.ts';

const monday = '2026-11-23T13:00:00Z';
const texts = textsFor('en-US');
let database: PostgresTestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.setNow(monday);
});
afterAll(() => database.close());

const book = {
  toolCalls: [
    { name: 'book_appointment', args: { appointment_date: '2026-11-24', appointment_time: '10:00' } },
  ],
};
const identify = { toolCalls: [{ name: 'identify_user', args: { contact_number: '2025550121' } }] };

async function ending(callId: string) {
  const [row] = await database.sql.query<{ outcome: string; end_reason: string; disposition: string | null }>(
    `select outcome, end_reason, disposition from public.calls where id = $1`,
    [callId],
  );
  return row;
}

test('a slow tool is bridged by a short phrase', async () => {
  const conversation = await openConversation(database, {
    now: monday,
    users: (real) => ({
      ...real,
      identify: async (key, person) => {
        await new Promise((resolve) => setTimeout(resolve, 1_100));
        return real.identify(key, person);
      },
    }),
  });
  const said = await conversation.say('two zero two', identify, { content: 'Thank you.' });
  expect(said).toBe(`${texts.oneMoment} Thank you.`);
  await conversation.hangUp();
});

test('a database that fails once is asked again with the same key, and the booking stands once', async () => {
  const keys: string[] = [];
  const conversation = await openConversation(database, {
    now: monday,
    appointments: (real) => ({
      ...real,
      book: async (key, wish) => {
        keys.push(key.toolCallId);
        const answer = await real.book(key, wish);
        // The commit happened, its answer was lost on the way.
        if (keys.length === 1) throw new DatabaseError('book_appointment', { retryable: true });
        return answer;
      },
    }),
  });
  await conversation.say('two zero two', identify, { content: 'Thank you.' });
  const said = await conversation.say('book it', book, {
    content: 'Your appointment is booked for Tuesday at ten.',
  });
  expect(said).toBe('Your appointment is booked for Tuesday at ten.');
  expect(new Set(keys).size).toBe(1);
  const rows = await database.sql.query(`select id from public.appointments where call_id = $1`, [
    conversation.opened.call.id,
  ]);
  expect(rows).toHaveLength(1);
  await conversation.hangUp();
});

test('a database that stays away is said to be away, and nothing is claimed', async () => {
  const conversation = await openConversation(database, {
    now: monday,
    users: (real) => ({
      ...real,
      identify: async () => {
        throw new DatabaseError('identify_user', { retryable: true });
      },
    }),
  });
  const said = await conversation.say('two zero two', identify, ({ messages }) => ({
    content: spokenRefusal(String(messages.at(-1)?.content)),
  }));
  // A database that refuses connections may be starting: the person waits for it a while, and hears that they do.
  expect(said).toMatch(new RegExp(`^${texts.oneMoment}.*${texts.recordsUnreachable}$`));
  expect(conversation.tools().at(-1)).toMatchObject({ status: 'error', data: { code: 'database_failed' } });
  await conversation.hangUp();
});

test('a model that fails is apologized for twice, and the third time the call ends as failed', async () => {
  const conversation = await openConversation(database, { now: monday });
  conversation.openai.always({ kind: 'refuse', status: 500 });
  for (const count of [1, 2]) {
    await conversation.say('hello');
    await expect
      .poll(() => saidBy(conversation.live).filter((said) => said === texts.technicalTrouble).length, {
        timeout: 10_000,
      })
      .toBe(count);
  }
  await conversation.say('hello');
  await expect
    .poll(() => ending(conversation.opened.call.id), { timeout: 15_000 })
    .toEqual({
      outcome: 'failed',
      end_reason: 'provider_failed',
      disposition: null,
    });
  expect(saidBy(conversation.live).at(-1)).toBe(texts.technicalGoodbye);
});

test('a model that recovers leaves the call as it was', async () => {
  const conversation = await openConversation(database, { now: monday });
  conversation.openai.next({ kind: 'refuse', status: 503 }, 1);
  expect(await conversation.say('hello', { content: 'How can I help?' })).toBe('How can I help?');
  await conversation.hangUp();
  expect(await ending(conversation.opened.call.id)).toMatchObject({
    outcome: 'answered',
    disposition: 'abandoned',
  });
});

test('the agent says goodbye, sends the summary first, and the call ends once', async () => {
  const conversation = await openConversation(database, { now: monday });
  const said = await conversation.say(
    'goodbye',
    { toolCalls: [{ name: 'end_conversation', args: {} }] },
    { content: 'Goodbye.' },
  );
  expect(said).toBe('Goodbye.');
  await expect
    .poll(() => ending(conversation.opened.call.id), { timeout: 5_000 })
    .toEqual({
      outcome: 'answered',
      end_reason: 'agent_ended',
      disposition: 'abandoned',
    });
  await conversation.hangUp();
  expect(await ending(conversation.opened.call.id)).toMatchObject({ end_reason: 'agent_ended' });
});
