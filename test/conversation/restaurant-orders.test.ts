import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anyScenario } from '../../src/calls/scenario/scenario.ts';
import { order as orderScenario } from '../../src/scenarios/restaurant/order.ts';
import { orderRehearsal } from '../../src/scenarios/restaurant/rehearsal/rehearsal.ts';
import { createScriptedModel } from '../../src/simulation/scripted-model.ts';
import { type Conversation, openConversation } from '../support/conversation.ts';
import { demoOrganizationId } from '../support/database-fixtures.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../support/postgres.ts';
import { callGuest, dinnerTime } from '../support/visit-call.ts';

/** Who calls a restaurant to order, to change or to cancel, over real rows. */

let database: PostgresTestDatabase;
const phone = '+12025550190';
const callerNumber = phone;
let lines = 100;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.setNow(dinnerTime);
  await database.sql.query(
    `insert into public.dishes (organization_id, name, position)
     select $1::uuid, dish, place from unnest(array['kebab', 'pizza', 'lemonade']) with ordinality as menu (dish, place)`,
    [demoOrganizationId],
  );
  await database.sql.query(
    `insert into public.visit_hours (organization_id, weekday, opens, closes)
     select $1::uuid, weekday, '11:00', '23:00' from generate_series(1, 7) as weekday`,
    [demoOrganizationId],
  );
});
afterAll(() => database.close());
beforeEach(() => database.sql.exec('delete from public.customers'));

/** The network vouches for whoever calls over this line. */
async function overTrustedLine(callId: string): Promise<void> {
  await database.sql.query(
    `with trunk as (
       insert into public.trunks (organization_id, name) values ($1::uuid, 'carrier-' || gen_random_uuid()) returning id
     ), line as (
       insert into public.lines (organization_id, phone, name, trunk_id)
       select $1::uuid, $3, 'Main', id from trunk returning id
     )
     update public.calls set line_id = line.id from line where calls.id = $2::uuid`,
    [demoOrganizationId, callId, `+1617555${String(lines++).padStart(4, '0')}`],
  );
}

/** Somebody calls; what they say is answered by the scripted model, one line after the other. */
async function callIn(
  said: string[],
  { language = 'en-US', isTrusted = true } = {},
): Promise<{ said: string[]; call: Conversation }> {
  const model = createScriptedModel({
    script: orderRehearsal.model,
    language,
    region: 'US',
    timeZone: 'America/New_York',
    now: () => Date.parse(dinnerTime),
  });
  const call = await openConversation(database, {
    now: dinnerTime,
    language,
    callerNumber,
    scenario: anyScenario(orderScenario),
    call: { roomName: randomUUID() },
    ...(isTrusted ? { prepare: overTrustedLine } : {}),
    parts: { model },
  });
  const answers: string[] = [];
  for (const line of said) answers.push(await call.say(line));
  return { said: answers, call };
}

async function visits() {
  return database.sql.query<{
    status: string;
    order_details: string;
    party_size: number | null;
    allergies: string | null;
  }>('select status, order_details, party_size, allergies from public.customers order by number', []);
}

async function summaryOf(call: Conversation): Promise<string> {
  await call.hangUp();
  const [row] = await database.sql.query<{ summary: string; disposition: string | null }>(
    'select summary, disposition from public.calls where id = $1::uuid',
    [call.opened.call.id],
  );
  return `${row?.disposition}: ${row?.summary}`;
}

const placed = ['a dozen kebabs and a couple of lemonades', 'yes', 'yes', 'at eight'];

describe('somebody who calls in', () => {
  test('is told what there is when they want what there is not', async () => {
    const { said } = await callIn(['what do you have', 'when are you open', 'two sushi please']);
    expect(said[0]).toContain('kebab, pizza, and lemonade');
    expect(said[1]).toContain('every day from 11 in the morning to 11 in the evening');
  });

  test('orders a dozen and a couple, and another in the same call', async () => {
    const { said, call } = await callIn([...placed, 'another kebab please', 'yes']);
    expect(said[0]).toContain('twelve kebabs and two lemonades');
    expect(said[4]).toContain('two lemonades and 13 kebabs');
    expect(await visits()).toMatchObject([
      { status: 'order_confirmed', order_details: '2 x lemonade, 13 x kebab' },
    ]);
    const summary = await summaryOf(call);
    expect(summary).toContain('order_confirmed: ');
    expect(summary).toContain('13 kebabs');
    expect(summary).not.toContain('twelve');
  });

  test('is not kept waiting in the night: three in the morning is refused with when it opens', async () => {
    const { said } = await callIn([
      'two kebabs',
      'yes',
      'yes',
      'tomorrow at three in the morning',
      'at noon then',
    ]);
    expect(said[3]).toContain('We open at 11 in the morning');
    expect(said[4]).toContain('noon');
    expect(await visits()).toMatchObject([{ status: 'order_confirmed' }]);
  });

  test('has their allergies and their number kept, through every later change', async () => {
    const { said, call } = await callIn([
      'two kebabs',
      'somebody at our table is allergic to nuts',
      'yes',
      'yes',
      'at eight',
      'we are four',
      'make it three kebabs',
      'yes',
    ]);
    expect(said[1]).toContain('allergies: nuts');
    expect(said[7]).toContain('allergies: nuts');
    expect(await visits()).toEqual([
      {
        status: 'order_confirmed',
        order_details: '3 x kebab. Allergies: nuts',
        party_size: 4,
        allergies: 'nuts',
      },
    ]);
    const summary = await summaryOf(call);
    expect(summary).toContain('nuts');
    expect(summary).toContain('four people');
  });

  test('changes in a later call the order that stands', async () => {
    const first = await callIn([...placed, "that's all"]);
    await first.call.hangUp();
    const { said, call } = await callIn(['I would like to change my order', 'yes', 'another kebab', 'yes']);
    expect(said[1]).toContain('You have ordered twelve kebabs and two lemonades');
    expect(await visits()).toMatchObject([{ order_details: '2 x lemonade, 13 x kebab' }]);
    expect(await summaryOf(call)).toContain('order_confirmed: ');
  });

  test('and with the change said at once', async () => {
    const first = await callIn(placed);
    await first.call.hangUp();
    const { said } = await callIn(['another kebab please', 'yes', 'yes']);
    expect(said[1]).toContain('two lemonades and 13 kebabs');
    expect(await visits()).toMatchObject([{ order_details: '2 x lemonade, 13 x kebab' }]);
  });

  test('does not replace unasked an order that they have forgotten', async () => {
    const first = await callIn(placed);
    await first.call.hangUp();
    const { said } = await callIn(['one pizza', 'yes', 'yes']);
    expect(said[2]).toContain('There is an order already: twelve kebabs and two lemonades');
    expect(await visits()).toMatchObject([{ order_details: '12 x kebab, 2 x lemonade' }]);
  });

  test('cancels the order that stands after a yes, and no other way', async () => {
    const first = await callIn(placed);
    await first.call.hangUp();
    const { said, call } = await callIn(['I want to cancel my order', 'yes']);
    expect(said[1]).toMatch(/You have ordered .*Shall I cancel your order and your visit\?/);
    expect(await visits()).toMatchObject([{ status: 'order_confirmed' }]);
    await call.say('yes');
    expect(await visits()).toMatchObject([{ status: 'resolved' }]);
    const summary = await summaryOf(call);
    expect(summary).toContain('canceled: ');
    expect(summary).not.toContain('kebab');
  });

  test('hears nothing of an order when the number is only said to be theirs, and proves it by the name', async () => {
    const first = await callIn(placed);
    await first.call.hangUp();
    await database.sql.exec("update public.customers set name = 'Maya Chen'");
    const { said } = await callIn(['I want to cancel my order', 'yes', 'Robert Smith', 'Maya Chen', 'yes'], {
      isTrusted: false,
    });
    expect(said.slice(0, 3).join(' ')).not.toMatch(/kebab|lemonade|have ordered/);
    expect(said[3]).toMatch(/You have ordered .*Shall I cancel/);
    expect(await visits()).toMatchObject([{ status: 'resolved' }]);
  });

  test('cancels in the call in which they ordered', async () => {
    await callIn([...placed, 'no cancel it please', 'yes']);
    expect(await visits()).toMatchObject([{ status: 'resolved' }]);
  });

  test('in Persian changes and cancels alike', async () => {
    await database.sql.query(
      `insert into public.dishes (organization_id, name, position) values ($1::uuid, 'کباب', 8), ($1::uuid, 'لیموناد', 9)`,
      [demoOrganizationId],
    );
    const first = await callIn(['یک دوجین کباب و دو تا لیموناد', 'بله', 'بله', 'ساعت هشت'], {
      language: 'fa-IR',
    });
    await first.call.hangUp();
    const second = await callIn(['یه کباب دیگه', 'بله', 'یکی از ما به گردو حساسیت دارد', 'بله'], {
      language: 'fa-IR',
    });
    await second.call.hangUp();
    expect(await visits()).toMatchObject([{ order_details: '2 x لیموناد, 13 x کباب. Allergies: گردو' }]);
    await callIn(['سفارشم را لغو کنید', 'بله', 'بله'], { language: 'fa-IR' });
    expect(await visits()).toMatchObject([{ status: 'resolved' }]);
  });
});

describe('what a model passes', () => {
  const guest = { mobile: '+12025550191', status: 'new' as const };
  const tool = (name: string, args: Record<string, unknown>) => ({ toolCalls: [{ name, args }] });
  const reads = ({ messages }: { messages: Array<{ content?: unknown }> }) => ({
    content: String(messages.at(-1)?.content),
  });

  test('is read as it was said: quantities, times, and nothing for what nobody said', async () => {
    const call = await callGuest(database, { scenario: 'order', guest, model: 'steps' });
    const kebabs = (quantity: unknown) => ({ items: [{ name: 'kebabs', quantity }] });
    await call.say(
      'a dozen kebabs',
      tool('capture_order', { ...kebabs('a dozen'), allergies: 'nuts', party_size: 0, notes: '' }),
      { content: 'And when will you come?' },
    );
    expect(await call.customer()).toMatchObject({ order_details: '12 x kebab. Allergies: nuts' });
    await call.say('another', tool('capture_order', kebabs('one more')), { content: 'When will you come?' });
    expect(await call.customer()).toMatchObject({ order_details: '13 x kebab. Allergies: nuts' });
    const unclear = await call.say('a few', tool('capture_order', kebabs('a few')), reads);
    expect(unclear).toContain('how many of each');
    const night = { arrival_date: '2026-11-24', arrival_time: '03:00' };
    expect(await call.say('at three', tool('set_arrival_time', night), reads)).toContain(
      'We open at 11 in the morning',
    );
    const soon = { arrival_date: '2026-11-23', arrival_time: '18:23' };
    await call.say('in twenty minutes', tool('set_arrival_time', soon), { content: 'Anything else?' });
    expect((await call.customer()).expected_arrival_time).toEqual(new Date('2026-11-23T18:25:00-05:00'));
    await call.hangUp();
  });
});
