import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anyScenario } from '../../src/calls/scenario/scenario.ts';
import { appointmentRehearsal } from '../../src/scenarios/appointment/rehearsal/rehearsal.ts';
import { appointment } from '../../src/scenarios/appointment/scenario.ts';
import { appointmentTexts as textsOf } from '../../src/scenarios/appointment/words/texts.ts';
import { createScriptedModel } from '../../src/simulation/scripted-model.ts';
import { type Conversation, type ModelStep, openConversation } from '../support/conversation.ts';
import { demoOrganizationId } from '../support/database-fixtures.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../support/postgres.ts';

/** Who may hear of an appointment and change it, and what everybody else hears. */

const monday = '2026-11-23T13:00:00Z';
const ada = '+12025550121';
const bob = '+12025550122';
const ourLine = '+12025550199';
const adasDay = '2026-11-25';
const bobsDay = '2026-11-26';
let database: PostgresTestDatabase;
let visits: { ada: string; bob: string };

beforeAll(async () => {
  database = await createTestDatabase();
  await database.setNow(monday);
  await database.sql.query(
    `with trunk as (
       insert into public.trunks (organization_id, name) values ($1::uuid, 'carrier') returning id)
     insert into public.lines (organization_id, trunk_id, phone, name, max_concurrent)
     select $1::uuid, trunk.id, $2, 'front', 50 from trunk`,
    [demoOrganizationId, ourLine],
  );
});
afterAll(() => database.close());

beforeEach(async () => {
  for (const table of ['caller_checks', 'appointments', 'do_not_call', 'call_requests'])
    await database.sql.query(`delete from public.${table}`, []);
  visits = { ada: await seed(ada, 'Ada Lovelace', adasDay), bob: await seed(bob, 'Bob Hope', bobsDay) };
});

/** What the business has on file. */
async function seed(phone: string, name: string, day: string): Promise<string> {
  const [row] = await database.sql.query<{ id: string }>(
    `with person as (
       insert into public.users (organization_id, phone, name, created_at)
       values ($1::uuid, $2, $3, '2026-01-01')
       on conflict (organization_id, phone) do update set name = excluded.name returning id)
     insert into public.appointments
       (organization_id, resource_id, user_id, status, starts_at, ends_at, during, notes)
     select $1::uuid, resources.id, person.id, 'booked', at, at + interval '30 minutes',
       tstzrange(at, at + interval '30 minutes'), 'pregnant'
     from person, public.resources, (select ($4::text || ' 10:00')::timestamp at time zone 'America/New_York' as at) as time
     where resources.organization_id = $1::uuid
     returning id`,
    [demoOrganizationId, phone, name, day],
  );
  if (!row) throw new Error('nothing seeded');
  return row.id;
}

const call = (name: string, args: Record<string, unknown> = {}): ModelStep => ({
  toolCalls: [{ name, args }],
});
const identify = (number: string, name?: string) =>
  call('identify_user', { contact_number: number, ...(name ? { name } : {}) });
const list = call('retrieve_appointments');
const cancel = (id: string) => call('cancel_appointment', { appointment_id: id });
const verify = (said: { name?: string; appointment_date?: string }) => call('verify_caller', said);
/** The model repeats what the tool told it to say. */
const repeat: ModelStep = ({ messages }) => {
  const output = String(messages.at(-1)?.content ?? '');
  return {
    content: output.startsWith('{')
      ? (JSON.parse(output) as { say: string }).say
      : (output.split('\n')[0] ?? ''),
  };
};

const onLine = async (callId: string) => {
  await database.sql.query(
    'update public.calls set line_id = (select id from public.lines where phone = $1) where id = $2::uuid',
    [ourLine, callId],
  );
};
const telephone = (callerNumber: string) =>
  openConversation(database, { now: monday, callerNumber, prepare: onLine });
const browser = (request = {}) =>
  openConversation(database, { now: monday, call: { channel: 'web', ...request } });

const statusOf = async (id: string) =>
  (
    await database.sql.query<{ status: string }>(
      'select status from public.appointments where id = $1::uuid',
      [id],
    )
  )[0]?.status;

/** Everything of this call that left the process: what was said, and each event as the page gets it. */
const heardIn = (conversation: Conversation, said: string[]) =>
  `${said.join(' ')} ${JSON.stringify(conversation.events)} ${JSON.stringify(conversation.openai.requests)}`;

test('the owner whose number the network vouches for is asked nothing', async () => {
  const conversation = await telephone(ada);
  expect(await conversation.say('yes', identify(ada), repeat)).toMatch(/Welcome back, Ada Lovelace/);
  expect(await conversation.say('what do I have', list, repeat)).toMatch(/November 25/);
  expect(await conversation.say('cancel it', cancel(visits.ada), repeat)).toMatch(/canceled/);
  expect(await statusOf(visits.ada)).toBe('canceled');
});

test('whom the business has signed in, in a browser, is asked nothing', async () => {
  const conversation = await browser({ fromPhone: ada });
  expect(await conversation.say('yes', identify(ada), repeat)).toMatch(/Welcome back, Ada Lovelace/);
  expect(await conversation.say('what do I have', list, repeat)).toMatch(/November 25/);
});

test.each([
  ['a browser', () => browser()],
  ['another telephone', () => telephone('+12025550166')],
  ['a typed call', () => openConversation(database, { now: monday })],
])(
  "from %s, a stranger with somebody's number gets no name, no visit, and after two wrong answers no third",
  async (_from, open) => {
    const conversation = await open();
    const said = [
      await conversation.say('my number is 202 555 0121', identify(ada), repeat),
      await conversation.say('what do I have', list, repeat),
      await conversation.say('cancel it', cancel(visits.ada), repeat),
      await conversation.say('Smith', verify({ name: 'Smith' }), repeat),
      await conversation.say('Jones', verify({ name: 'Jones' }), repeat),
      await conversation.say('then tomorrow', verify({ appointment_date: adasDay }), repeat),
      await conversation.say('list them', list, repeat),
    ];
    expect(said[0]).toBe('Thank you.');
    expect(
      conversation.tools().flatMap(({ status, data }) => (status === 'error' ? [data['code']] : [])),
    ).toEqual(['not_proven', 'not_proven', 'not_matched', 'check_locked', 'check_locked', 'not_proven']);
    await conversation.hangUp();
    expect(heardIn(conversation, said)).not.toMatch(
      /\bAda\b|Lovelace|pregnant|welcome back|"returning":true|November 25/i,
    );
    expect(await statusOf(visits.ada)).toBe('booked');

    const again = await browser();
    await again.say('my number is 202 555 0121', identify(ada), repeat);
    expect(await again.say('Lovelace', verify({ name: 'Lovelace' }), repeat)).toMatch(/cannot open that/);
  },
);

test('a stranger books something new without being asked', async () => {
  const conversation = await browser();
  await conversation.say('my number is 202 555 0121', identify(ada), repeat);
  const wish = { appointment_date: '2026-11-24', appointment_time: '10:00' };
  expect(await conversation.say('book it', call('book_appointment', wish), repeat)).toMatch(
    /booked for Tuesday/,
  );
  await conversation.hangUp();
  expect(conversation.events.at(-1)).toMatchObject({ appointments: [{ date: '2026-11-24', notes: null }] });
});

test.each([
  ['the name', { name: 'Ada Lovelace' }],
  ['the day, as it was said', { appointment_date: 'Wednesday' }],
])('somebody who knows %s gets on with what they wanted', async (_what, known) => {
  const conversation = await browser();
  await conversation.say('my number is 202 555 0121', identify(ada), repeat);
  expect(await conversation.say('cancel my visit', list, repeat)).toMatch(/full name .*or the day/);
  expect(await conversation.say('as I said', verify(known), repeat)).toMatch(/Welcome back, Ada Lovelace/);
  expect(await conversation.say('cancel it', list, repeat)).toMatch(/November 25/);
  expect(await conversation.say('yes', cancel(visits.ada), repeat)).toMatch(/canceled/);
});

test("the mother's visit after her check, then one's own: nothing of one is said to or done for the other", async () => {
  const conversation = await telephone(bob);
  await conversation.say("it's about my mother, 202 555 0121", identify(ada), repeat);
  const hold = { appointment_date: '2026-11-24', appointment_time: '14:00' };
  await conversation.say('move her visit', list, repeat);
  await conversation.say('Lovelace', verify({ name: 'Lovelace' }), repeat);
  expect(await conversation.say('which?', list, repeat)).toMatch(/November 25/);
  await conversation.say('two on tuesday', call('hold_slot', hold), repeat);
  const slice = conversation.live.slice as { known: unknown[]; held: unknown; offered: unknown[] };
  expect(slice.known).toHaveLength(1);
  await conversation.say('now me, my own number', identify(bob), repeat);
  expect(slice).toMatchObject({ known: [], held: null, offered: [] });
  const [held] = await database.sql.query<{ count: string }>(
    "select count(*) as count from public.appointments where status = 'held'",
    [],
  );
  expect(Number(held?.count)).toBe(0);
  expect(await conversation.say('and mine?', list, repeat)).toMatch(/one appointment.*November 26/);
  expect(await conversation.say('cancel the other', cancel(visits.ada), repeat)).toMatch(/cannot find/);
  expect(await statusOf(visits.ada)).toBe('booked');
});

test('"for my son" is the word of a booking; the name on file stays', async () => {
  const conversation = await telephone(ada);
  await conversation.say('yes', identify(ada, 'Byron'), repeat);
  const wish = { appointment_date: '2026-11-24', appointment_time: '11:00', for_whom: 'my son Byron' };
  await conversation.say('for my son Byron', call('book_appointment', wish), repeat);
  await conversation.hangUp();
  const names = await database.sql.query('select name from public.users where phone = $1', [ada]);
  expect(names).toEqual([{ name: 'Ada Lovelace' }]);
  expect(conversation.events.at(-1)).toMatchObject({
    summary: expect.stringContaining('For: my son Byron.'),
    appointments: [{ for_whom: 'my son Byron' }],
  });
});

test('a relative who answers our call hears nothing, changes nothing, and may say when to call again', async () => {
  const conversation = await openConversation(database, {
    now: monday,
    scenario: anyScenario(appointment),
    call: { direction: 'outbound', channel: 'simulation', toPhone: ada, fromPhone: ourLine },
    prepare: async (callId) => {
      await database.sql.query(
        'update public.calls set user_id = (select id from public.users where phone = $1) where id = $2::uuid',
        [ada, callId],
      );
    },
  });
  const said = [
    await conversation.say(
      "she's not here, this is her son",
      call('wrong_person', { can_be_reached: true, message: 'she is at work' }),
      repeat,
    ),
    await conversation.say('what does she have?', list, repeat),
    await conversation.say('cancel it', cancel(visits.ada), repeat),
    await conversation.say('her name is Lovelace', verify({ name: 'Lovelace' }), repeat),
  ];
  expect(said[0]).toMatch(/When can I best reach them/);
  expect(said.join(' ')).not.toMatch(/November 25|pregnant/);
  expect(await statusOf(visits.ada)).toBe('booked');
  const callback = { callback_date: '2026-11-23', callback_time: '17:00' };
  expect(await conversation.say('at five', call('promise_callback', callback), repeat)).toMatch(/call/);
  await conversation.hangUp();
  expect(await database.sql.query('select phone from public.call_requests', [])).toEqual([{ phone: ada }]);
});

test('nobody is taken off the list by somebody who merely names their number', async () => {
  const conversation = await browser();
  await conversation.say('my number is 202 555 0121', identify(ada), repeat);
  const said = await conversation.say('never call me again', call('refuse_calls', {}), repeat);
  expect(said).toMatch(/the number that you call from/);
  expect(await database.sql.query('select * from public.do_not_call', [])).toEqual([]);
});

describe('the stand-in for a model', () => {
  const clock = () => Date.parse(monday);
  const rehearsed = (language: string) =>
    openConversation(database, {
      now: monday,
      language,
      call: { channel: 'web' },
      parts: {
        model: createScriptedModel({
          script: appointmentRehearsal.model,
          language,
          region: 'US',
          timeZone: 'America/New_York',
          now: clock,
        }),
      },
    });

  test.each([
    [
      'en-US',
      ['cancel my appointment', '202 555 0121'],
      "it's under Ada Lovelace",
      /November 25/,
      'yes',
      /has been canceled/,
    ],
    [
      'en-US',
      ['when is my appointment', '202 555 0121'],
      'on wednesday',
      /November 25/,
      'cancel it',
      /Shall I cancel/,
    ],
    ['fa-IR', ['نوبتم را لغو کنید', '202 555 0121'], 'چهارشنبه', /چهارم آذر/, 'بله', /لغو شد/],
  ])(
    'asks a returning person in %s once and goes on with what they wanted',
    async (language, opening, proof, found, next, done) => {
      const conversation = await rehearsed(language);
      let said = '';
      for (const line of opening) said = await conversation.say(line);
      expect(said).toContain(textsOf(language).refused('not_proven', []));
      expect(await conversation.say(proof)).toMatch(found);
      expect(await conversation.say(next)).toMatch(done);
    },
  );

  test('lets somebody go on who does not know', async () => {
    const conversation = await rehearsed('en-US');
    for (const line of ['cancel my appointment', '202 555 0121', 'smith']) await conversation.say(line);
    expect(await conversation.say('jones')).toMatch(/cannot open that.*anything else/i);
    await conversation.say('then book one');
    expect(await conversation.say('on tuesday at ten')).toMatch(/Shall I book it/);
    expect(await statusOf(visits.ada)).toBe('booked');
  });
});
