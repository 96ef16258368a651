import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HandedOver } from '../../src/calls/call/hand-over-answer.ts';
import { type FakeOpenai, startFakeOpenai } from '../support/fakes/openai.ts';
import { openOutreachCall } from '../support/outreach-call.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../support/postgres.ts';

const hello = /Demo Academy.*Would you like/;
const number = /You left your number/;
const connecting = 'Great. One moment please, I am connecting you.';
const goodby = 'Thank you for your time. Goodbye.';

describe('an outreach call', { timeout: 60_000 }, () => {
  let database: PostgresTestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  }, 120_000);
  afterAll(() => database.close());

  const operator = {
    legId: '00000000-0000-4000-8000-00000000aaaa',
    name: 'Front desk',
    identity: 'operator',
  };
  const answered = async (): Promise<HandedOver> => ({ ok: true, operator });
  const exhausted = async (): Promise<HandedOver> => ({ ok: false, code: 'exhausted' });
  const captures = (callId: string) =>
    database.sql.query(
      `select capture_index, transcript, class, classifier from public.outreach_captures
       where call_id = $1::uuid order by capture_index`,
      [callId],
    );
  const turns = (callId: string) =>
    database.sql.query<{ role: string; text: string }>(
      'select role, text from public.turns where call_id = $1::uuid order by turn_index',
      [callId],
    );

  /** When people may be called, whatever time it is where these tests run. */
  const callingHours = (when: 'always' | 'in two days') =>
    database.sql.query(
      `update public.dialers
       set person_earliest = '00:00', person_latest = '24:00', call_from = '00:00', call_until = '24:00',
         call_days = case $1 when 'always' then array[1, 2, 3, 4, 5, 6, 7]
           else array[extract(isodow from now() at time zone 'America/New_York' + interval '2 days')] end
       where organization_id = (select id from public.organizations where slug = 'demo-academy')`,
      [when],
    );

  it('hands over whoever says yes', async () => {
    const call = await openOutreachCall(database, { handOver: answered });
    expect(call.said()).toEqual([expect.stringMatching(hello)]);
    expect(await call.say('Yes, please.')).toBe(connecting);
    expect(await call.ended).toEqual({
      outcome: 'answered',
      disposition: 'connected_to_operator',
      endReason: 'transferred',
      first: true,
    });
    expect(await captures(call.callId)).toEqual([
      { capture_index: 0, transcript: 'Yes, please.', class: 'yes', classifier: 'keywords' },
    ]);
    expect(await turns(call.callId)).toMatchObject([
      { role: 'agent', text: expect.stringMatching(hello) },
      { role: 'person', text: 'Yes, please.' },
      { role: 'agent', text: connecting },
    ]);
  });

  it('says goodby to whoever says no, and is not_interested', async () => {
    const call = await openOutreachCall(database, { handOver: answered });
    expect(await call.say('No, thanks.')).toBe(goodby);
    expect(await call.ended).toMatchObject({ disposition: 'not_interested', endReason: 'agent_ended' });
  });

  it('says goodby to what it does not understand', async () => {
    const call = await openOutreachCall(database, { handOver: answered });
    expect(await call.say('Is it raining at your place?')).toBe(goodby);
    expect(await call.ended).toMatchObject({ disposition: 'not_interested' });
    expect(await captures(call.callId)).toMatchObject([{ class: 'unknown' }]);
  });

  it('tells where the number is from, and then goes on as before', async () => {
    const call = await openOutreachCall(database, { handOver: answered });
    expect(await call.say('Where did you get my number?')).toMatch(number);
    expect(await call.say('Okay, sure.')).toBe(connecting);
    expect(await call.ended).toMatchObject({ disposition: 'connected_to_operator' });
    expect(await captures(call.callId)).toMatchObject([
      { capture_index: 0, class: 'number_question' },
      { capture_index: 1, class: 'yes' },
    ]);
  });

  it('takes the second question for the number for unknown', async () => {
    const call = await openOutreachCall(database, { handOver: answered });
    await call.say('Who gave you my number?');
    expect(await call.say('But how do you have my number?')).toBe(goodby);
    expect(await call.ended).toMatchObject({ disposition: 'not_interested' });
  });

  it('takes ten seconds of silence for no interest', async () => {
    const startedAt = performance.now();
    const call = await openOutreachCall(database);
    await call.until(2);
    expect(performance.now() - startedAt).toBeGreaterThan(9_900);
    expect(call.said()[1]).toBe(goodby);
    expect(await call.ended).toMatchObject({ disposition: 'not_interested' });
    expect(await captures(call.callId)).toMatchObject([
      { transcript: '', class: 'unknown', classifier: 'silence' },
    ]);
  });

  it('promises a callback when all operators are exhausted, and is failed:operator_failed', async () => {
    await callingHours('always');
    const call = await openOutreachCall(database, { handOver: exhausted });
    await call.say('yes');
    await call.until(3);
    expect(call.said()[2]).toMatch(/We will call you back/);
    expect(await call.ended).toMatchObject({ disposition: 'failed:operator_failed', outcome: 'answered' });
    const requests = await database.sql.query(
      `select phone, scenario, source, status from public.call_requests where from_call_id = $1::uuid`,
      [call.callId],
    );
    expect(requests).toEqual([
      { phone: '+12025550130', scenario: 'outreach', source: 'callback', status: 'waiting' },
    ]);
  });

  it('does not say that it calls soon when it is night by then, and calls all the same', async () => {
    await callingHours('in two days');
    const call = await openOutreachCall(database, { handOver: exhausted });
    await call.say('yes');
    await call.until(3);
    expect(call.said()[2]).toBe(goodby);
    await call.ended;
    const requests = await database.sql.query(
      'select status from public.call_requests where from_call_id = $1::uuid',
      [call.callId],
    );
    expect(requests).toEqual([{ status: 'waiting' }]);
  });

  it('promises nothing to somebody whose number is withheld', async () => {
    const call = await openOutreachCall(database, { handOver: exhausted, caller: null });
    await call.say('yes');
    await call.until(3);
    expect(call.said()[2]).toBe(goodby);
    expect(await call.ended).toMatchObject({ disposition: 'failed:operator_failed' });
  });

  it('is a hangup when the person leaves before the result is known', async () => {
    const call = await openOutreachCall(database);
    call.live.ending.personHungUp();
    expect(await call.ended).toMatchObject({ disposition: 'hangup', endReason: 'person_hung_up' });
  });

  it('is a hangup when the person leaves while operators are called', async () => {
    const called = Promise.withResolvers<void>();
    const gone = Promise.withResolvers<HandedOver>();
    const call = await openOutreachCall(database, {
      handOver: () => {
        called.resolve();
        return gone.promise;
      },
    });
    call.live.onOver(() => gone.resolve({ ok: false, code: 'gone' }));
    await call.say('yes');
    await called.promise;
    call.live.ending.personHungUp();
    expect(await call.ended).toMatchObject({ disposition: 'hangup' });
  });

  it('is disconnected when the connection breaks, unless the result is known already', async () => {
    const call = await openOutreachCall(database);
    call.live.ending.connectionLost();
    expect(await call.ended).toMatchObject({ disposition: 'disconnected', endReason: 'person_hung_up' });
  });

  it('is disconnected when the job is lost, and names the fault when the agent fails', async () => {
    const lost = await openOutreachCall(database);
    lost.live.ending.leaseLost();
    expect(await lost.ended).toMatchObject({ disposition: 'disconnected' });
    const failed = await openOutreachCall(database);
    failed.live.ending.scriptBroke();
    expect(await failed.ended).toMatchObject({ disposition: 'failed:agent_failed', outcome: 'failed' });
  });

  it('never calls somebody again who asks for that, which is a no', async () => {
    const call = await openOutreachCall(database, { handOver: answered, caller: '+12025550139' });
    expect(await call.say("Please don't call me again.")).toBe(goodby);
    expect(await call.ended).toMatchObject({ disposition: 'not_interested' });
    const refused = await database.sql.query('select reason from public.do_not_call where phone = $1', [
      '+12025550139',
    ]);
    expect(refused).toEqual([{ reason: "Please don't call me again." }]);
  });

  it('takes keys for no answer', async () => {
    const call = await openOutreachCall(database, { handOver: answered });
    call.live.hear('1');
    expect(await call.say('no')).toBe(goodby);
  });

  it('discloses a rehearsal before the recording', async () => {
    const call = await openOutreachCall(database, { rehearsal: true });
    await call.until(2);
    expect(call.said()).toEqual(['This is a rehearsal.', expect.stringMatching(hello)]);
  });

  it('begins anew with the person behind a machine', async () => {
    const call = await openOutreachCall(database, { handOver: answered });
    await call.live.waitAgain();
    call.live.open();
    await call.until(2);
    expect(call.said()[1]).toMatch(hello);
    expect(await call.say('yes')).toBe(connecting);
    expect(await call.ended).toMatchObject({ disposition: 'connected_to_operator' });
  });

  it('is held in Persian by the same script', async () => {
    const call = await openOutreachCall(database, { handOver: answered, language: 'fa-IR' });
    expect(call.said()[0]).toContain('آموزشگاه دمو');
    expect(await call.say('شماره من رو از کجا آوردید؟')).toContain('فهرست دوره‌ها');
    expect(await call.say('نه ممنون')).toContain('خدانگهدار');
    expect(await call.ended).toMatchObject({ disposition: 'not_interested' });
  });

  describe('with a language model', () => {
    let openai: FakeOpenai;
    beforeEach(async () => {
      openai = await startFakeOpenai();
      return () => openai.close();
    });
    const understands = (as: string) => {
      openai.handler = () => ({
        toolCalls: [{ name: 'classify_answer', args: { class: as, confidence: 0.9 } }],
      });
    };

    it('asks it what an answer means, with examples and for one of four words', async () => {
      understands('yes');
      const call = await openOutreachCall(database, { openai, handOver: answered });
      expect(await call.say('Go on then, hit me')).toBe(connecting);
      await call.ended;
      expect(await captures(call.callId)).toMatchObject([{ class: 'yes', classifier: 'model' }]);
      const [request] = openai.requests;
      expect(openai.requests).toHaveLength(1);
      expect(request?.messages.at(-1)).toMatchObject({ role: 'user', content: 'Go on then, hit me' });
      expect(String(request?.messages[0]?.content)).toContain(
        '"where did you get my number" → number_question',
      );
      expect(request?.body.tool_choice).toEqual({ type: 'function', function: { name: 'classify_answer' } });
      expect(request?.body.tools).toMatchObject([
        {
          function: {
            name: 'classify_answer',
            parameters: {
              properties: { class: { enum: ['yes', 'no', 'opt_out', 'number_question', 'unknown'] } },
            },
          },
        },
      ]);
    });

    it.each([
      ['refuses', () => openai.always({ kind: 'refuse', status: 401 })],
      ['answers another class', () => understands('maybe')],
      ['talks instead', () => void Object.assign(openai, { handler: () => ({ content: 'They agree.' }) })],
      ['is silent', () => openai.always({ kind: 'hang', afterMs: 0 })],
    ])('goes by keywords when it %s', async (_what, break_) => {
      break_();
      const call = await openOutreachCall(database, { openai, handOver: answered });
      const startedAt = performance.now();
      expect(await call.say('No, not interested.')).toBe(goodby);
      expect(performance.now() - startedAt).toBeLessThan(6_000);
      expect(await call.ended).toMatchObject({ disposition: 'not_interested' });
      expect(await captures(call.callId)).toMatchObject([{ class: 'no', classifier: 'keywords' }]);
    });

    it('does not ask about silence, nor says that it does not work', async () => {
      openai.always({ kind: 'refuse', status: 500 });
      const call = await openOutreachCall(database, { openai });
      await call.until(2);
      expect(openai.requests).toHaveLength(0);
      expect(call.said()[1]).toBe(goodby);
    });
  });
});
