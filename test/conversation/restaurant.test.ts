import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anyScenario } from '../../src/calls/scenario/scenario.ts';
import { textsFor } from '../../src/calls/texts/texts.ts';
import { order as orderScenario } from '../../src/scenarios/restaurant/order.ts';
import { orderRehearsal } from '../../src/scenarios/restaurant/rehearsal/rehearsal.ts';
import { createScriptedModel } from '../../src/simulation/scripted-model.ts';
import { openConversation } from '../support/conversation.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../support/postgres.ts';
import { callGuest, dinnerTime, type Guest, type VisitCall } from '../support/visit-call.ts';

/** Every ending of a restaurant's calls, by what is in the rows afterwards. */

let database: PostgresTestDatabase;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.setNow(dinnerTime);
});
afterAll(() => database.close());

/** Somebody who was not called before. */
function guest(status: Guest['status'], rest: Partial<Guest> = {}): Guest {
  count += 1;
  return { mobile: `+120255501${String(count).padStart(2, '0')}`, status, ...rest };
}

const expected = { order: '2 x kebab', expectedAt: '2026-11-23T22:30:00Z' };

/** Names of the tools that were called, in order. */
const toolsOf = (call: VisitCall) =>
  call.tools().flatMap(({ tool, status }) => (status === 'success' ? [tool] : []));

async function converse(call: VisitCall, lines: string[]): Promise<string> {
  let said = '';
  for (const line of lines) said = await call.say(line);
  return said;
}

const local = (date: string, time: string) => new Date(`${date}T${time}:00-05:00`);

describe('an order', () => {
  test('is read back, placed and timed', async () => {
    const call = await callGuest(database, { scenario: 'order', guest: guest('new') });
    const readBack = await call.say('two kebabs and a lemonade');
    expect(readBack).toMatch(/two kebabs and one lemonade. Is that right\?/);
    expect(await call.customer()).toMatchObject({ status: 'new', order_details: null });
    await converse(call, ['yes', 'at eight', "no that's all"]);
    expect(await call.ending()).toMatchObject({
      outcome: 'answered',
      disposition: 'order_confirmed',
      end_reason: 'agent_ended',
    });
    expect(toolsOf(call)).toEqual(['capture_order', 'set_arrival_time', 'end_conversation']);
    expect(await call.customer()).toMatchObject({
      status: 'order_confirmed',
      order_details: '2 x kebab, 1 x lemonade',
      expected_arrival_time: local('2026-11-23', '20:00'),
    });
  });

  test('follows changes of mind up to the last yes', async () => {
    const call = await callGuest(database, { scenario: 'order', guest: guest('new') });
    await converse(call, ['two kebabs and a soup', 'no', 'three kebabs', 'no soup and a tea', 'yes']);
    await converse(call, ['in half an hour', "that's all thank you"]);
    await call.hangUp();
    expect(await call.customer()).toMatchObject({
      status: 'order_confirmed',
      order_details: '3 x kebab, 1 x tea',
      expected_arrival_time: local('2026-11-23', '18:30'),
    });
  });

  test('keeps to the menu', async () => {
    const menu = ['Kebab', 'Lemonade'];
    const call = await callGuest(database, { scenario: 'order', guest: guest('new'), menu });
    expect(await call.say('what do you have')).toMatch(/Kebab and Lemonade/);
    await converse(call, ['two kebabs please', 'yes', 'tomorrow at eight', 'no thank you']);
    await call.hangUp();
    expect(await call.customer()).toMatchObject({
      order_details: '2 x Kebab',
      expected_arrival_time: local('2026-11-24', '20:00'),
    });
  });

  test('that is not wanted is declined', async () => {
    const call = await callGuest(database, { scenario: 'order', guest: guest('new') });
    await call.say('i am not interested');
    expect(await call.ending()).toMatchObject({ disposition: 'declined_order' });
    expect(toolsOf(call)).toEqual(['decline_order', 'end_conversation']);
    expect(await call.customer()).toMatchObject({ status: 'called', order_details: null });
  });

  test('that suits tomorrow afternoon is a promised call, kept with the customer', async () => {
    const call = await callGuest(database, { scenario: 'order', guest: guest('new') });
    await call.say('please call me tomorrow afternoon');
    expect(await call.ending()).toMatchObject({ disposition: 'callback' });
    expect(toolsOf(call)).toEqual(['promise_callback', 'end_conversation']);
    const at = local('2026-11-24', '15:00');
    expect(await call.customer()).toMatchObject({ status: 'called', callback_time: at });
    const requests = await database.sql.query(
      'select scenario, source, due_at from public.call_requests where from_call_id = $1::uuid',
      [call.opened.call.id],
    );
    expect(requests).toEqual([{ scenario: 'order', source: 'callback', due_at: at }]);
  });

  test('is asked for again after "not now", with the time that suits', async () => {
    const call = await callGuest(database, { scenario: 'order', guest: guest('new') });
    expect(await call.say('not now')).toMatch(/When shall we call you\?/);
    expect(await call.say('tomorrow')).toMatch(/What time shall we call you\?/);
    await call.say('at eleven');
    expect(await call.ending()).toMatchObject({ disposition: 'callback' });
    expect(await call.customer()).toMatchObject({ callback_time: local('2026-11-24', '11:00') });
  });

  test('of somebody unknown who calls us is kept under their number', async () => {
    const call = await openConversation(database, {
      now: dinnerTime,
      scenario: anyScenario(orderScenario),
      call: { channel: 'simulation' },
      parts: {
        model: createScriptedModel({
          script: orderRehearsal.model,
          language: 'en-US',
          region: 'US',
          timeZone: 'America/New_York',
          now: () => Date.parse(dinnerTime),
        }),
      },
    });
    await call.say('i would like two kebabs please');
    expect(await call.say('yes')).toBe(textsFor('en').askPhone);
    await call.say('two oh two five five five oh one nine nine');
    await call.say('at eight');
    await call.hangUp();
    expect(call.live.progress.lastAction('arrival_set')).toBe('arrival_set');
    const rows = await database.sql.query(
      'select status, order_details from public.customers where mobile = $1',
      ['+12025550199'],
    );
    expect(rows).toEqual([{ status: 'order_confirmed', order_details: '2 x kebab' }]);
  });

  test('whose time stays open is not confirmed', async () => {
    const call = await callGuest(database, { scenario: 'order', guest: guest('new') });
    await converse(call, ['two kebabs', 'yes']);
    await call.hangUp();
    expect(await call.ending()).toMatchObject({ disposition: null, end_reason: 'person_hung_up' });
    expect(await call.customer()).toMatchObject({ status: 'called', order_details: '2 x kebab' });
  });
});

describe('asked whether they have arrived', () => {
  const open = () => callGuest(database, { scenario: 'arrival', guest: guest('order_confirmed', expected) });

  test('a guest who has is noted as arrived', async () => {
    const call = await open();
    await converse(call, ['yes i have arrived', 'no thank you']);
    expect(await call.ending()).toMatchObject({ disposition: 'arrived' });
    expect(toolsOf(call)).toEqual(['confirm_arrival', 'end_conversation']);
    expect(await call.customer()).toMatchObject({ status: 'arrived' });
  });

  test.each([
    [['not yet i am on my way', 'in half an hour'], '18:30'],
    [["i'm driving, i will be there in ten minutes"], '18:10'],
    [['no', 'at eight'], '20:00'],
    [['not yet', 'at six', 'at half past six'], '18:30'],
  ])('a guest who says %j is expected later', async (lines, time) => {
    const call = await open();
    await converse(call, lines);
    await call.hangUp();
    expect(await call.ending()).toMatchObject({ disposition: 'late' });
    expect(await call.customer()).toMatchObject({
      status: 'order_confirmed',
      expected_arrival_time: local('2026-11-23', time),
    });
  });

  test('a guest who is not coming is a no-show', async () => {
    const call = await open();
    await converse(call, ['no i am not coming', 'goodbye']);
    expect(await call.ending()).toMatchObject({ disposition: 'no_show' });
    expect(await call.customer()).toMatchObject({ status: 'no_show' });
  });

  test('a guest who hangs up without an answer leaves everything as it was', async () => {
    const call = await open();
    await call.say('where did you get my number');
    await call.hangUp();
    expect(await call.ending()).toMatchObject({ disposition: null });
    expect(await call.customer()).toMatchObject({ status: 'order_confirmed' });
  });
});

describe('a guest who did not come', () => {
  const open = () =>
    callGuest(database, { scenario: 'recovery', guest: guest('follow_up_pending', expected) });

  test('comes at another time after a yes to it', async () => {
    const call = await open();
    await converse(call, ['i would like to come another time', 'tomorrow at seven']);
    expect(await call.customer()).toMatchObject({ status: 'follow_up_pending' });
    await converse(call, ['yes', "no that's all"]);
    expect(await call.ending()).toMatchObject({ disposition: 'rescheduled' });
    expect(toolsOf(call)).toEqual(['reschedule_visit', 'end_conversation']);
    expect(await call.customer()).toMatchObject({
      status: 'order_confirmed',
      expected_arrival_time: local('2026-11-24', '19:00'),
    });
  });

  test('takes the order away', async () => {
    const call = await open();
    await converse(call, ['takeaway please', 'no thank you']);
    expect(await call.ending()).toMatchObject({ disposition: 'takeaway' });
    expect(await call.customer()).toMatchObject({
      status: 'resolved',
      remarks: expect.stringMatching(/Takeaway/),
    });
  });

  test('cancels, once asked whether that is meant', async () => {
    const call = await open();
    expect(await call.say('please cancel it')).toMatch(/Shall I cancel your visit\?/);
    expect(await call.customer()).toMatchObject({ status: 'follow_up_pending' });
    await converse(call, ['yes', 'goodbye']);
    expect(await call.ending()).toMatchObject({ disposition: 'canceled' });
    expect(await call.customer()).toMatchObject({
      status: 'resolved',
      remarks: expect.stringMatching(/Canceled/),
    });
  });

  test('changes from canceling to another time before the yes', async () => {
    const call = await open();
    await converse(call, ['cancel it', 'no i would like to come tomorrow at eight', 'yes please']);
    await call.hangUp();
    expect(await call.ending()).toMatchObject({ disposition: 'rescheduled' });
  });
});
