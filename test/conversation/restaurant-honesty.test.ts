import { afterAll, beforeAll, expect, test } from 'vitest';
import { textsFor } from '../../src/calls/texts/texts.ts';
import { visitTexts } from '../../src/scenarios/restaurant/words/texts.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../support/postgres.ts';
import { callGuest, dinnerTime, type Guest } from '../support/visit-call.ts';

/** A model that lies to guests: what it claims and has not done must never be spoken. */

let database: PostgresTestDatabase;
let count = 60;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.setNow(dinnerTime);
});
afterAll(() => database.close());

function guest(rest: Partial<Guest> = {}): Guest {
  count += 1;
  return { mobile: `+120255501${count}`, status: 'new', ...rest };
}

const missed = {
  status: 'follow_up_pending',
  order: '2 x kebab',
  expectedAt: '2026-11-23T22:30:00Z',
} as const;

type Scenario = 'order' | 'arrival' | 'recovery';

const lies: Record<string, Array<[scenario: Scenario, lie: string]>> = {
  'en-US': [
    ['order', 'Your order is placed.'],
    ['order', "I've noted you'll come at eight."],
    ['order', 'We will call you back tomorrow at three.'],
    ['arrival', "I've noted that you are here."],
    ['recovery', 'Your table is moved to tomorrow at eight.'],
    ['recovery', 'I have cancelled.'],
    ['recovery', 'I have noted that you will take it away.'],
    ['recovery', 'We will not call you again.'],
  ],
  'fa-IR': [
    ['order', 'سفارش شما ثبت شد.'],
    ['order', 'یادداشت کردم که ساعت هشت تشریف می‌آورید.'],
    ['order', 'فردا دوباره تماس می‌گیریم.'],
    ['recovery', 'میز شما به فردا منتقل شد.'],
    ['recovery', 'قرارتان را لغو کردم.'],
  ],
};

for (const [language, sentences] of Object.entries(lies)) {
  test.each(sentences)(`in ${language} and %s "%s" is held back`, async (scenario, lie) => {
    const about =
      scenario === 'order'
        ? guest()
        : guest({ ...missed, ...(scenario === 'arrival' && { status: 'order_confirmed' }) });
    const call = await callGuest(database, { scenario, guest: about, language, model: 'steps' });
    let correction = '';
    const said = await call.say('yes', { content: lie }, ({ messages }) => {
      correction = String(messages.at(-1)?.content);
      return { content: 'Well.' };
    });
    expect(said).toBe('Well.');
    expect(correction).toContain(lie);
    await call.hangUp();
  });
}

test('a model that lies twice about an order is replaced by a true sentence', async () => {
  const call = await callGuest(database, { scenario: 'order', guest: guest(), model: 'steps' });
  const lie = { content: 'Your order has been sent to the kitchen.' };
  expect(await call.say('two kebabs', lie, lie)).toBe(textsFor('en').claimFallback);
  await call.hangUp();
});

test('what was committed may be said, at the time that was committed and at no other', async () => {
  const call = await callGuest(database, { scenario: 'order', guest: guest(), model: 'steps' });
  const items = [{ name: 'kebab', quantity: 2 }];
  const placed = await call.say(
    'two kebabs at eight',
    { toolCalls: [{ name: 'capture_order', args: { items } }] },
    { content: 'Your order is placed.' },
  );
  expect(placed).toBe('Your order is placed.');
  const early = await call.say(
    'thanks',
    { content: "I've noted that you come at eight." },
    { content: 'When will you come?' },
  );
  expect(early).toBe('When will you come?');
  const args = { arrival_date: '2026-11-23', arrival_time: '20:00' };
  const noted = await call.say(
    'at eight',
    { toolCalls: [{ name: 'set_arrival_time', args }] },
    { content: "I've noted that you come at eight." },
  );
  expect(noted).toBe("I've noted that you come at eight.");
  const other = await call.say(
    'thanks',
    { content: "I've noted that you come at nine." },
    { content: 'See you at eight.' },
  );
  expect(other).toBe('See you at eight.');
  await call.hangUp();
});

test('a claim that comes with its tool call is dropped when the database refuses', async () => {
  const late = guest({ status: 'order_confirmed', order: '2 x kebab', expectedAt: '2026-11-23T22:30:00Z' });
  const call = await callGuest(database, { scenario: 'recovery', guest: late, model: 'steps' });
  const said = await call.say(
    'cancel it',
    { content: 'I have canceled your visit.', toolCalls: [{ name: 'cancel_visit', args: {} }] },
    ({ messages }) => ({ content: String(messages.at(-1)?.content) }),
  );
  expect(said).toBe(visitTexts('en').refused('wrong_status'));
  await call.hangUp();
  expect(await call.customer()).toMatchObject({ status: 'order_confirmed' });
});
