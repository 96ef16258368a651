import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Usage } from '../../../src/calls/call/call.ts';
import {
  addOrganization,
  countRows,
  databases,
  demoOrganizationId,
  keyIn,
  portsOf,
  sweepAll,
} from '../../support/database-fixtures.ts';
import type { TestDatabase } from '../../support/postgres.ts';

const now = '2026-11-20T15:00:00.000Z';

describe.each(databases)('calls on %s', { timeout: 30_000 }, (_name, create) => {
  let database: TestDatabase;
  let ports: ReturnType<typeof portsOf>;

  beforeAll(async () => {
    database = await create();
    await database.setNow(now);
    ports = portsOf(database);
  }, 30_000);
  afterAll(() => database.close());

  const open = (roomName: string | null, channel: 'web' | 'sip' = 'web') =>
    ports.calls.open({
      organizationId: demoOrganizationId,
      scenario: 'appointment',
      direction: 'inbound',
      channel,
      roomName,
      fromPhone: null,
      toPhone: null,
      rehearsal: false,
      leaseSeconds: 60,
    });

  it('opens a call with its organization and the version of its agent', async () => {
    expect(await open('room-1')).toMatchObject({
      call: { roomName: 'room-1', channel: 'web', startedAt: now },
      organization: {
        id: demoOrganizationId,
        name: 'Demo Clinic',
        timeZone: 'America/New_York',
        region: 'US',
      },
      agent: { version: 1, language: 'en-US', voice: null },
    });
  });

  it('finds the call that a room already has, until it has ended', async () => {
    const first = await open('room-2');
    expect((await open('room-2')).call.id).toBe(first.call.id);
    await ports.calls.end(first.call.id, {
      outcome: 'answered',
      disposition: null,
      endReason: 'person_hung_up',
    });
    await expect(open('room-2')).rejects.toMatchObject({ code: 'call_ended' });
    await expect(ports.calls.take(first.call.id, 60)).rejects.toMatchObject({ code: 'call_ended' });
  });

  it('keeps the version of the agent that spoke when the agent changes', async () => {
    const organizationId = await addOrganization(database.sql);
    const before = await ports.openCall({ organizationId });
    await database.sql.query(
      "update public.agents set persona = 'Be brief.' where organization_id = $1::uuid",
      [organizationId],
    );
    const after = await ports.openCall({ organizationId });
    expect((await ports.calls.take(before, 60)).agent).toMatchObject({ version: 1, persona: null });
    expect((await ports.calls.take(after, 60)).agent).toMatchObject({ version: 2, persona: 'Be brief.' });
    await expect(
      database.sql.query('update public.agent_versions set persona = $1 where version = 1', ['other']),
    ).rejects.toThrow();
  });

  it('ends once: the first ending stands, whoever writes later', async () => {
    const { call } = await open('room-3', 'sip');
    const ending = { outcome: 'answered', disposition: 'booked', endReason: 'agent_ended' } as const;
    expect(await ports.calls.end(call.id, ending)).toEqual({ ...ending, first: true });
    expect(
      await ports.calls.end(call.id, { outcome: 'failed', disposition: null, endReason: 'agent_lost' }),
    ).toEqual({ ...ending, first: false });
    expect(await ports.calls.renew(call.id, 60)).toBe(false);
  });

  it.each(['outcome', 'disposition', 'end_reason', 'ended_at'])(
    'lets not even the secret key change the %s of an ended call',
    async (column) => {
      const { call } = await open(null, 'sip');
      await ports.calls.end(call.id, {
        outcome: 'answered',
        disposition: 'booked',
        endReason: 'agent_ended',
      });
      const { error } = await ports.db
        .from('calls')
        .update({ [column]: null })
        .eq('id', call.id);
      expect(error).toMatchObject({ code: 'PT409' });
      const changed = {
        outcome: 'failed',
        disposition: 'canceled',
        end_reason: 'silence',
        ended_at: '2027-01-01',
      };
      const again = await ports.db
        .from('calls')
        .update({ [column]: changed[column as keyof typeof changed] })
        .eq('id', call.id);
      expect(again.error).toMatchObject({ code: 'PT409' });
    },
  );

  it('drops a disposition when nobody answered', async () => {
    const { call } = await open('room-4');
    expect(
      await ports.calls.end(call.id, {
        outcome: 'no_answer',
        disposition: 'booked',
        endReason: 'never_started',
      }),
    ).toMatchObject({ outcome: 'no_answer', disposition: null });
  });

  it('ends calls whose lease lapsed as failed, taken ones as lost and others as never started', async () => {
    const waiting = await open('room-5');
    const taken = await open('room-6');
    const alive = await open('room-7');
    await ports.calls.take(taken.call.id, 60);
    await ports.db.rpc('answer_call', { call_id: taken.call.id, sip_call_id: null, answered_by: null });
    await database.sql.query('update public.calls set joined_at = app.now() where id = $1::uuid', [
      waiting.call.id,
    ]);
    await database.setNow('2026-11-20T15:00:59.000Z');
    expect(await ports.calls.renew(alive.call.id, 60)).toBe(true);
    await database.setNow('2026-11-20T15:01:01.000Z');
    expect(await sweepAll(ports.db)).toEqual(expect.arrayContaining([waiting.call.id, taken.call.id]));
    const rows = await database.sql.query(
      'select id, outcome, end_reason from public.calls where id = any($1::uuid[])',
      [[waiting.call.id, taken.call.id, alive.call.id]],
    );
    expect(rows).toEqual(
      expect.arrayContaining([
        { id: waiting.call.id, outcome: 'failed', end_reason: 'never_started' },
        { id: taken.call.id, outcome: 'failed', end_reason: 'agent_lost' },
        { id: alive.call.id, outcome: null, end_reason: null },
      ]),
    );
    await database.setNow(now);
  });

  it('keeps each turn once, as it was last written, and each event once', async () => {
    const { call } = await open('room-8');
    const turn = {
      index: 0,
      role: 'agent' as const,
      text: 'Hello, how can I help you?',
      heard: null,
      interrupted: false,
      startedAt: now,
      endedAt: null,
      latency: { endOfTurnMs: null, modelMs: 12.5, speechMs: 40, totalMs: 52.5 },
      decision: null,
    };
    await ports.calls.recordTurn(call.id, turn);
    const decision = { expected: 'open', verdict: 'unclear', probability: 0.5, source: 'silence' } as const;
    await ports.calls.recordTurn(call.id, {
      ...turn,
      heard: 'Hello',
      interrupted: true,
      endedAt: now,
      decision,
    });
    const event = { version: 1, type: 'notice', code: 'a', message: 'b', timestamp: now } as const;
    await ports.calls.recordEvent(call.id, event);
    await ports.calls.recordEvent(call.id, event);
    await ports.calls.recordEvent(call.id, { ...event, timestamp: '2026-11-20T15:00:01.000Z' });
    const { data } = await ports.db.rpc('get_call', { call_id: call.id });
    expect(data.turns).toEqual([
      {
        index: 0,
        role: 'agent',
        text: 'Hello, how can I help you?',
        heard: 'Hello',
        interrupted: true,
        started_at: now,
        ended_at: now,
        latency: { end_of_turn_ms: null, model_ms: 12.5, speech_ms: 40, total_ms: 52.5 },
        decision,
      },
    ]);
    expect(data.events).toEqual([event, { ...event, timestamp: '2026-11-20T15:00:01.000Z' }]);
  });

  it('keeps a line that was typed with what no database keeps, without it', async () => {
    const { call } = await open('room-typed');
    await ports.calls.recordTurn(call.id, {
      index: 0,
      role: 'person',
      text: 'tomorrow\u0000 at ten \ud83d',
      heard: null,
      interrupted: false,
      startedAt: now,
      endedAt: now,
      latency: { endOfTurnMs: null, modelMs: null, speechMs: null, totalMs: null },
      decision: null,
    });
    const { data } = await ports.db.rpc('get_call', { call_id: call.id });
    expect(data.turns).toMatchObject([{ text: 'tomorrow at ten \uFFFD' }]);
  });

  it('hands a call whose job died to one runner, until somebody has summed it up', async () => {
    const callId = await ports.callOf('+12025550120', { channel: 'sip' });
    const wish = { date: '2026-12-01', time: '10:00', notes: null };
    await ports.appointments.book(keyIn(callId), wish);
    await ports.calls.end(callId, { outcome: 'failed', disposition: null, endReason: 'agent_lost' });
    const claim = async () => {
      const { data } = await ports.db.rpc('claim_unsummarized_calls', { batch_size: 100, lease_seconds: 30 });
      return data.find((row: { call: { id: string } }) => row.call.id === callId);
    };
    expect(await claim()).toMatchObject({
      call: { end_reason: 'agent_lost' },
      organization: { time_zone: 'America/New_York' },
      agent: { language: 'en-US' },
      turns: [],
      appointments: [{ date: '2026-12-01', time: '10:00', status: 'booked' }],
    });
    expect(await claim()).toBeUndefined();
    await database.setNow('2026-11-20T15:00:31.000Z');
    expect(await claim()).toBeDefined();
    await ports.calls.recordSummary(callId, { summary: 'Booked.', sentiment: 'positive' });
    await ports.calls.recordSummary(callId, { summary: 'Too late.', sentiment: 'negative' });
    await database.setNow('2026-11-20T16:00:00.000Z');
    expect(await claim()).toBeUndefined();
    const { data } = await ports.db.rpc('get_call', { call_id: callId });
    expect(data).toMatchObject({ summary: 'Booked.', sentiment: 'positive' });
    await database.setNow(now);
  });

  it('leaves the job a minute to sum up a call that it ended itself', async () => {
    const callId = await ports.callOf('+12025550121', { channel: 'sip' });
    await ports.calls.end(callId, { outcome: 'answered', disposition: 'informed', endReason: 'agent_ended' });
    const claimed = async () => {
      const { data } = await ports.db.rpc('claim_unsummarized_calls', { batch_size: 100, lease_seconds: 30 });
      return data.some((row: { call: { id: string } }) => row.call.id === callId);
    };
    expect(await claimed()).toBe(false);
    await database.setNow('2026-11-20T15:01:01.000Z');
    expect(await claimed()).toBe(true);
    await database.setNow(now);
  });

  it('treats an unknown call as a fault', async () => {
    await expect(ports.calls.cost(randomUUID())).rejects.toMatchObject({ code: 'database_failed' });
    await expect(ports.calls.renew(randomUUID(), 60)).rejects.toMatchObject({ code: 'database_failed' });
  });

  describe('cost', () => {
    const costOf = async (usage: Usage[][], options: { organizationId?: string } = {}) => {
      const callId = await ports.openCall(options);
      for (const reading of usage) await ports.calls.recordUsage(callId, reading);
      return ports.calls.cost(callId);
    };

    it('is usage times price, to a micro-dollar', async () => {
      const cost = await costOf([
        [
          { provider: 'deepgram', unit: 'audio_second', quantity: 187.34 },
          { provider: 'openai', unit: 'prompt_token', quantity: 4821 },
          { provider: 'openai', unit: 'cached_prompt_token', quantity: 2048 },
          { provider: 'openai', unit: 'completion_token', quantity: 613 },
          { provider: 'cartesia', unit: 'character', quantity: 1247 },
          { provider: 'livekit', unit: 'session_second', quantity: 201.7 },
        ],
      ]);
      // By hand: 187.34/60 × 0.0043 = 0.013426033; 4.821 × 0.0015 = 0.0072315; 2.048 × 0.00075 = 0.001536;
      // 0.613 × 0.002 = 0.001226; 1247 × 0.00001 = 0.01247; together 0.035889533.
      expect(cost.items.map(({ provider, unit, cost }) => [provider, unit, cost])).toEqual([
        ['cartesia', 'character', 0.01247],
        ['deepgram', 'audio_second', 0.013426033],
        ['livekit', 'session_second', 0],
        ['openai', 'cached_prompt_token', 0.001536],
        ['openai', 'completion_token', 0.001226],
        ['openai', 'prompt_token', 0.0072315],
      ]);
      expect(cost.total).toBe(0.035889533);
    });

    it('counts an interrupted call once, in whatever order its readings arrive', async () => {
      // The voice was sent 96 characters before it was stopped in mid-sentence and 40 more afterwards; the last reading
      // of the job arrives before an older one that was retried.
      const cost = await costOf([
        [{ provider: 'cartesia', unit: 'character', quantity: 96 }],
        [
          { provider: 'cartesia', unit: 'character', quantity: 136 },
          { provider: 'deepgram', unit: 'audio_second', quantity: 12.5 },
        ],
        [
          { provider: 'cartesia', unit: 'character', quantity: 96 },
          { provider: 'deepgram', unit: 'audio_second', quantity: 7.25 },
        ],
      ]);
      // 136 × 0.00001 = 0.00136; 12.5/60 × 0.0043 = 0.000895833.
      expect(cost).toMatchObject({ total: 0.002255833, items: [{ quantity: 136 }, { quantity: 12.5 }] });
    });

    it('adds exactly where binary fractions would not', async () => {
      const cost = await costOf([
        [
          { provider: 'cartesia', unit: 'character', quantity: 10_000 },
          { provider: 'avatar', unit: 'session_second', quantity: 2000 },
        ],
      ]);
      // 0.1 + 0.2, which is 0.30000000000000004 in binary.
      expect(cost.total).toBe(0.3);
    });

    it('is nothing for local parts and for a call without usage', async () => {
      expect(await costOf([])).toEqual({ currency: 'USD', total: 0, items: [] });
      expect(await costOf([[{ provider: 'local', unit: 'audio_second', quantity: 60 }]])).toMatchObject({
        total: 0,
      });
    });

    it('keeps the price that was valid when the call started', async () => {
      const organizationId = await addOrganization(database.sql);
      const usage: Usage[][] = [[{ provider: 'cartesia', unit: 'character', quantity: 1000 }]];
      await database.sql.query(
        `update public.prices set valid_to = $2::timestamptz
         where organization_id = $1::uuid and provider = 'cartesia'`,
        [organizationId, '2026-11-20T16:00:00Z'],
      );
      await database.sql.query(
        `insert into public.prices (organization_id, provider, unit, amount, valid_from)
         values ($1::uuid, 'cartesia', 'character', 0.00002, $2::timestamptz)`,
        [organizationId, '2026-11-20T16:00:00Z'],
      );
      const before = await costOf(usage, { organizationId });
      await database.setNow('2026-11-20T16:00:00.000Z');
      const after = await costOf(usage, { organizationId });
      await database.setNow(now);
      expect([before.total, after.total]).toEqual([0.01, 0.02]);
      await expect(
        database.sql.query('update public.prices set amount = 1 where organization_id = $1::uuid', [
          organizationId,
        ]),
      ).rejects.toThrow();
    });

    it('says so where a price is unknown instead of passing it for free', async () => {
      const callId = await ports.openCall();
      await ports.calls.recordUsage(callId, [{ provider: 'unheard-of', unit: 'character', quantity: 5 }]);
      const { data } = await ports.db.rpc('call_cost', { call_id: callId });
      expect(data).toMatchObject({ total: 0, items: [{ provider: 'unheard-of', priced: false }] });
    });
  });

  it('forgets a person without forgetting the call, and an organization with all that is its own', async () => {
    const organizationId = await addOrganization(database.sql);
    const callId = await ports.callOf('+12025550130', { organizationId });
    await ports.appointments.book(keyIn(callId), { date: '2026-11-23', time: '10:00', notes: null });
    await database.sql.query('delete from public.users where organization_id = $1::uuid', [organizationId]);
    expect(await countRows(database.sql, 'appointments', `organization_id = '${organizationId}'`)).toBe(0);
    expect(await countRows(database.sql, 'calls', `id = '${callId}' and user_id is null`)).toBe(1);
    await database.sql.query('delete from public.organizations where id = $1::uuid', [organizationId]);
    expect(await countRows(database.sql, 'calls', `id = '${callId}'`)).toBe(0);
  });
});
