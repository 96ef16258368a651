import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spokenRefusal } from '../../src/calls/scenario/refusal-text.ts';
import { textsFor } from '../../src/calls/texts/texts.ts';
import { appointmentRehearsal } from '../../src/scenarios/appointment/rehearsal/rehearsal.ts';
import { createScriptedModel } from '../../src/simulation/scripted-model.ts';
import { openConversation } from '../support/conversation.ts';
import { demoOrganizationId } from '../support/database-fixtures.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../support/postgres.ts';
import { callGuest, dinnerTime, type Guest, type VisitCall } from '../support/visit-call.ts';

/** People who were called and want something else than the call is about. */

let database: PostgresTestDatabase;
let count = 40;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.setNow(dinnerTime);
});
afterAll(() => database.close());

const nextPhone = () => {
  count += 1;
  return `+120255501${count}`;
};

const expected = { order: '2 x kebab', expectedAt: '2026-11-23T22:30:00Z' };
const guests = {
  order: (): Guest => ({ mobile: nextPhone(), status: 'new' }),
  arrival: (): Guest => ({ mobile: nextPhone(), status: 'order_confirmed', ...expected }),
  recovery: (): Guest => ({ mobile: nextPhone(), status: 'follow_up_pending', ...expected }),
};
const scenarios = ['order', 'arrival', 'recovery'] as const;

const refusals = (phone: string) =>
  database.sql.query<{ reason: string }>(
    'select reason from public.do_not_call where organization_id = $1::uuid and phone = $2',
    [demoOrganizationId, phone],
  );

const toolsOf = (call: VisitCall) =>
  call.tools().flatMap(({ tool, status }) => (status === 'success' ? [tool] : []));

describe.each(scenarios)('in %s', (scenario) => {
  test('"do not call me again" is kept, said and the end of the call', async () => {
    const guest = guests[scenario]();
    const call = await callGuest(database, { scenario, guest });
    const said = await call.say('do not call me again');
    expect(said).toContain(textsFor('en').outbound.optedOut);
    expect(await call.ending()).toMatchObject({
      outcome: 'answered',
      end_reason: 'opted_out',
      disposition: scenario === 'order' ? 'declined_order' : null,
    });
    expect(await refusals(guest.mobile)).toEqual([{ reason: 'do not call me again' }]);
  });

  test('somebody else is apologized to, told nothing, and let go', async () => {
    const guest = guests[scenario]();
    const call = await callGuest(database, { scenario, guest });
    const said = await call.say('you have the wrong number');
    expect(said).toBe(`${textsFor('en').outbound.wrongPerson} ${textsFor('en').outbound.goodbye}`);
    expect(await call.ending()).toMatchObject({ disposition: null, end_reason: 'agent_ended' });
    expect(toolsOf(call)).toEqual(['wrong_person']);
    expect(await refusals(guest.mobile)).toEqual([]);
  });

  test.each(["He can't come to the phone, I'm his wife", "She's not here, this is her son"])(
    '«%s» is told nothing, and asked when the person can be reached',
    async (text) => {
      const guest = guests[scenario]();
      const call = await callGuest(database, { scenario, guest });
      expect(await call.say(text)).toBe(textsFor('en').outbound.onlyThemselves);
      expect(await call.say('tomorrow at two in the afternoon')).toMatch(/call .*tomorrow|tomorrow/);
      expect(toolsOf(call)).toEqual(expect.arrayContaining(['wrong_person', 'promise_callback']));
    },
  );

  test('who asks where the number is from is told, and asked again', async () => {
    const call = await callGuest(database, { scenario, guest: guests[scenario]() });
    expect(await call.say('where do you have my number from')).toMatch(/left with us.*\?$/);
    await call.hangUp();
  });

  test('an angry or hesitant person gets an answer and the question again', async () => {
    const call = await callGuest(database, { scenario, guest: guests[scenario]() });
    expect(await call.say('this is ridiculous')).toMatch(/sorry to disturb.*\?$/);
    expect(await call.say("um i don't know")).toMatch(/Take your time.*\?$/);
    expect(await call.say('who are you')).toMatch(/automated assistant.*\?$/);
    expect(await call.say('purple elephants dancing')).toMatch(/\?$/);
    await call.hangUp();
    expect(toolsOf(call)).toEqual([]);
  });

  test('a call that suits tomorrow afternoon is promised', async () => {
    const guest = guests[scenario]();
    const call = await callGuest(database, { scenario, guest });
    const said = await call.say('please call me tomorrow afternoon');
    expect(said).toMatch(/call you again tomorrow at 3 in the afternoon/);
    expect(await call.ending()).toMatchObject({
      disposition: scenario === 'order' ? 'callback' : null,
      end_reason: 'agent_ended',
    });
    const requests = await database.sql.query(
      'select due_at, phone, scenario from public.call_requests where from_call_id = $1::uuid',
      [call.opened.call.id],
    );
    expect(requests).toEqual([{ due_at: new Date('2026-11-24T20:00:00Z'), phone: guest.mobile, scenario }]);
  });

  test('a call at night is promised for the next time that can be kept, once the person agrees to it', async () => {
    const guest = guests[scenario]();
    const call = await callGuest(database, { scenario, guest });
    const owed = () =>
      database.sql.query('select due_at from public.call_requests where from_call_id = $1::uuid', [
        call.opened.call.id,
      ]);
    const offered = await call.say('please call me tomorrow at 11 in the evening');
    expect(offered).toMatch(/next time that we could is on Wednesday, November 25 at 8 in the morning.*\?$/);
    expect(await owed()).toEqual([]);
    const said = await call.say('yes, that would be fine');
    expect(said).toMatch(/call you again on Wednesday, November 25 at 8 in the morning/);
    expect(await owed()).toEqual([{ due_at: new Date('2026-11-25T13:00:00Z') }]);
    expect(await call.ending()).toMatchObject({ end_reason: 'agent_ended' });
  });

  test('the opening says who calls, that it is a machine, and why', async () => {
    const call = await callGuest(database, { scenario, guest: guests[scenario]() });
    const [opening = ''] = call.live.session.history.items.flatMap((item) =>
      item.type === 'message' && item.role === 'assistant' ? [item.textContent ?? ''] : [],
    );
    expect(opening).toMatch(/^Hello, Sam, this is .+, the automated assistant of Demo Clinic\. .+\?$/);
    await call.hangUp();
  });
});

test('a promise for a time that has passed is refused and asked for again', async () => {
  const call = await callGuest(database, { scenario: 'order', guest: guests.order(), model: 'steps' });
  const said = await call.say(
    'call me this morning',
    {
      toolCalls: [
        { name: 'promise_callback', args: { callback_date: '2026-11-23', callback_time: '10:00' } },
      ],
    },
    ({ messages }) => ({ content: spokenRefusal(String(messages.at(-1)?.content)) }),
  );
  expect(said).toBe(textsFor('en').outbound.callbackRefused('past'));
  await call.hangUp();
  expect(await call.ending()).toMatchObject({ disposition: null });
});

describe('called about an appointment', () => {
  const open = (phone: string) =>
    openConversation(database, {
      now: dinnerTime,
      call: { direction: 'outbound', channel: 'simulation', toPhone: phone },
      parts: {
        model: createScriptedModel({
          script: appointmentRehearsal.model,
          language: 'en-US',
          region: 'US',
          timeZone: 'America/New_York',
          now: () => Date.parse(dinnerTime),
        }),
      },
    });

  test('a person can refuse further calls', async () => {
    const phone = nextPhone();
    const call = await open(phone);
    expect(await call.say('stop calling me')).toContain(textsFor('en').outbound.optedOut);
    expect(await refusals(phone)).toHaveLength(1);
    await call.hangUp();
  });

  test('a person books without being asked for the number that we called', async () => {
    const call = await open(nextPhone());
    expect(await call.say('yes please')).toMatch(/Which day would you like\?$/);
    await call.say('on wednesday at ten');
    expect(await call.say('yes')).toMatch(/booked for Wednesday, November 25 at 10/);
    await call.hangUp();
  });
});
