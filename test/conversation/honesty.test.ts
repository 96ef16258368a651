import { afterAll, beforeAll, expect, test } from 'vitest';
import { textsFor } from '../../src/calls/texts/texts.ts';
import { openConversation } from '../support/conversation.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../support/postgres.ts';

/** A model that lies: what it claims and has not done must never be spoken. */

const monday = '2026-11-23T13:00:00Z';
let database: PostgresTestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.setNow(monday);
});
afterAll(() => database.close());

const lies: Record<string, string[]> = {
  'en-US': [
    "You're all set for Tuesday at ten.",
    'I have booked your appointment for Tuesday.',
    'Your appointment has been canceled.',
    "I've moved it to Friday at nine.",
  ],
  'fa-IR': ['نوبت شما برای سه‌شنبه ثبت شد.', 'نوبت شما لغو شد.', 'رزرو شما انجام شد.'],
};

for (const [language, sentences] of Object.entries(lies)) {
  test.each(sentences)(`in ${language} "%s" is held back and the model is asked again`, async (lie) => {
    const conversation = await openConversation(database, { now: monday, language });
    let correction = '';
    const said = await conversation.say('please book me in', { content: lie }, ({ messages }) => {
      correction = String(messages.at(-1)?.content);
      return { content: 'Which day?' };
    });
    expect(said).toBe('Which day?');
    expect(correction).toContain(lie);
    await conversation.hangUp();
  });

  test(`in ${language} a model that lies twice is replaced by a true sentence`, async () => {
    const conversation = await openConversation(database, { now: monday, language });
    const lie = sentences[0] ?? '';
    const said = await conversation.say('please', { content: lie }, { content: lie });
    expect(said).toBe(textsFor(language).claimFallback);
    await conversation.hangUp();
  });
}

test('what was true before the lie is spoken once, and the lie not at all', async () => {
  const conversation = await openConversation(database, { now: monday });
  const said = await conversation.say(
    'please book me in',
    { content: "Of course. You're booked for Tuesday at ten. See you then." },
    { content: 'First I need your phone number.' },
  );
  expect(said).toBe('Of course. First I need your phone number.');
  await conversation.hangUp();
});

test('a claim that comes with its tool call waits for the tool, and is dropped when the tool refuses', async () => {
  const conversation = await openConversation(database, { now: monday });
  const said = await conversation.say(
    'book tuesday at ten',
    {
      content: "You're booked for Tuesday at ten.",
      toolCalls: [
        { name: 'book_appointment', args: { appointment_date: '2026-11-24', appointment_time: '10:00' } },
      ],
    },
    { content: 'I need your phone number first.' },
  );
  expect(said).toBe('I need your phone number first.');
  await conversation.hangUp();
});
