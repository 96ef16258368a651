import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { HandedOver } from '../../src/calls/call/hand-over-answer.ts';
import { textsFor } from '../../src/calls/texts/texts.ts';
import { type Conversation, openConversation, saidBy } from '../support/conversation.ts';
import { openOutreachCall } from '../support/outreach-call.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../support/postgres.ts';

const now = '2026-11-27T15:00:00Z';
const sam = '+12025550142';
const nobody: HandedOver = { ok: false, code: 'exhausted' };

let database: PostgresTestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.setNow(now);
}, 120_000);
afterAll(() => database?.close());

const isRefused = async (phone: string) =>
  (await database.sql.query('select 1 from public.do_not_call where phone = $1', [phone])).length > 0;

const said = ({ live }: Conversation) => saidBy(live).join(' ');

it('an emergency is answered with the number of the region, and the model is not asked', async () => {
  const call = await openConversation(database, { now });
  expect(await call.say("I have chest pain and can't breathe, when can I come?")).toContain('call 911');
  expect(call.openai.requests).toHaveLength(0);
});

it('an emergency in Persian is answered in Persian', async () => {
  const call = await openConversation(database, { now, language: 'fa-IR' });
  const words = textsFor('fa').emergency(['911']);
  expect(await call.say('درد قفسه سینه دارم و نفسم بالا نمی‌آید')).toContain(words);
});

it('whoever goes on about an emergency hears the number first and then an answer', async () => {
  const call = await openConversation(database, { now });
  await call.say('My husband is unconscious.');
  const answer = await call.say('He is still unconscious, what shall I do?', {
    content: 'Stay with him until help comes.',
  });
  expect(answer).toMatch(/call 911.*Stay with him until help comes/);
});

it('an emergency is handed over once its number was said, and said again when nobody is free', async () => {
  const briefs: string[] = [];
  const handOver = async (brief: string) => {
    briefs.push(brief);
    return nobody;
  };
  const call = await openConversation(database, { now, callerNumber: sam, parts: { handOver } });
  await call.say('I took too many pills');
  await vi.waitUntil(() => said(call).split('call 911').length === 3);
  expect(briefs).toEqual([expect.stringContaining('they speak of an emergency')]);
});

it('a chest pain of last year is for the model', async () => {
  const call = await openConversation(database, { now });
  expect(await call.say('I had chest pain last year.', { content: 'I see. What can I do?' })).toBe(
    'I see. What can I do?',
  );
});

it.each([
  ['en-US', 'Are you a robot?', /^Yes, I am a robot.*\?$/],
  ['en-US', 'am I talking to a real person?', /^Yes, I am a robot.*\?$/],
  ['fa-IR', 'شما ربات هستید؟', /^بله، من یک ربات هستم.*؟$/],
])('in %s «%s» is answered with a plain yes and the question that stands', async (language, text, answer) => {
  const call = await openConversation(database, { now, language });
  expect(await call.say(text)).toMatch(answer);
  expect(call.openai.requests).toHaveLength(0);
});

it.each([
  ["I don't want to be called again.", true],
  ['Lose my number.', true],
  ["Don't call me before noon.", false],
  ["Don't call me Bob, it's Robert.", false],
])('«%s» puts the number of the caller on the list whatever the model does: %s', async (text, isOn) => {
  await database.sql.query('delete from public.do_not_call where phone = $1', [sam]);
  const call = await openConversation(database, { now, callerNumber: sam });
  await call.say(text, { content: 'All right.' });
  await call.hangUp();
  expect(await isRefused(sam)).toBe(isOn);
});

it('a number that is merely named is not put on the list', async () => {
  const named = '+12025550143';
  const call = await openConversation(database, { now });
  await call.say(
    'My number is 202 555 0143.',
    {
      toolCalls: [{ name: 'identify_user', args: { contact_number: '2025550143' } }],
    },
    { content: 'Thank you.' },
  );
  await call.say(
    'Never call me again.',
    { toolCalls: [{ name: 'refuse_calls', args: {} }] },
    { content: 'I do not see your number.' },
  );
  await call.hangUp();
  expect(await isRefused(named)).toBe(false);
});

it.each([
  ['One moment, please.', null],
  ['Hold on.', null],
  ['Are you a robot?', /^Yes, I am a robot/],
])('after «%s» an outreach call goes on listening', async (text, answer) => {
  const call = await openOutreachCall(database, { handOver: async () => nobody });
  const before = call.said().length;
  await call.say(text);
  if (answer === null) expect(call.said()).toHaveLength(before);
  else expect(call.said().at(-1)).toMatch(answer);
  expect(await call.say('No, thanks.')).toBe('Thank you for your time. Goodbye.');
});

it('an emergency in an outreach call is no answer to the offer', async () => {
  const call = await openOutreachCall(database, { handOver: async () => nobody });
  await call.say('Please help, my wife is not breathing');
  expect(call.said().join(' ')).toContain('call 911');
});

it.each(['Stop. Thank you.', 'Please remove me.', 'دیگر با من تماس نگیرید'])(
  '«%s» in an outreach call goes on the list and is a class of its own',
  async (text) => {
    await database.sql.query('delete from public.do_not_call', []);
    const call = await openOutreachCall(database, {});
    await call.say(text);
    await call.ended;
    const captures = await database.sql.query(
      'select class from public.outreach_captures where call_id = $1::uuid',
      [call.callId],
    );
    expect(captures).toEqual([{ class: 'opt_out' }]);
    const refused = await database.sql.query('select 1 from public.do_not_call where call_id = $1::uuid', [
      call.callId,
    ]);
    expect(refused).toHaveLength(1);
  },
);
