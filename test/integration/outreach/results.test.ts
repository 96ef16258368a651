import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ending } from '../../../src/calls/call/call.ts';
import { createAfterCalls } from '../../../src/services/supabase/after-calls.ts';
import { createDatabase, type Database } from '../../../src/services/supabase/client.ts';
import { createCalls } from '../../../src/services/supabase/supabase-calls.ts';
import { createCaptureRecords, createCaptures } from '../../../src/services/supabase/supabase-captures.ts';
import { countRows, databases } from '../../support/database-fixtures.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { academyId, addOutreachCall } from './support.ts';

const ending = (
  outcome: Ending['outcome'],
  endReason: Ending['endReason'],
  disposition: string | null = null,
) => ({
  outcome,
  endReason,
  disposition,
});

describe.each(databases)('results of outreach calls on %s', { timeout: 60_000 }, (_name, create) => {
  let database: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    database = await create();
    db = createDatabase(database.url, database.keys.secret);
  }, 120_000);
  afterAll(() => database.close());

  const resultOf = async (given: Ending, answered: boolean) => {
    const callId = await addOutreachCall(database.sql, { answered });
    return (await createCalls(db).end(callId, given)).disposition;
  };

  it.each(['busy', 'no_answer', 'declined', 'unreachable', 'voicemail'] as const)(
    'is missed after %s, whoever ends the call and whatever they say',
    async (outcome) => {
      expect(await resultOf(ending(outcome, 'not_answered'), false)).toBe('missed');
      expect(await resultOf(ending(outcome, 'not_answered', 'hangup'), false)).toBe('missed');
      expect(await resultOf(ending(outcome, 'voicemail'), true)).toBe('missed');
    },
  );

  it.each([
    ['failed', 'never_started', false, 'failed:never_started'],
    ['failed', 'not_answered', false, 'failed:not_answered'],
    ['canceled', 'never_dialed', false, 'failed:canceled'],
    ['answered', 'person_hung_up', true, 'hangup'],
    ['answered', 'silence', true, 'not_interested'],
    ['answered', 'opted_out', true, 'not_interested'],
    ['answered', 'transferred', true, 'connected_to_operator'],
    ['failed', 'agent_lost', true, 'disconnected'],
    ['answered', 'too_long', true, 'disconnected'],
    ['failed', 'provider_failed', true, 'failed:provider_failed'],
    ['failed', 'agent_failed', true, 'failed:agent_failed'],
    ['answered', 'out_of_hours', true, 'failed:out_of_hours'],
  ] as const)('after %s with %s (answered: %s) is %s', async (outcome, reason, answered, result) => {
    expect(await resultOf(ending(outcome, reason), answered)).toBe(result);
  });

  it('keeps what the flow came to', async () => {
    expect(await resultOf(ending('answered', 'agent_ended', 'not_interested'), true)).toBe('not_interested');
    expect(await resultOf(ending('answered', 'person_hung_up', 'failed:operator_failed'), true)).toBe(
      'failed:operator_failed',
    );
  });

  it('replaces a word that is no result', async () => {
    expect(await resultOf(ending('answered', 'person_hung_up', 'abandoned'), true)).toBe('hangup');
    expect(await resultOf(ending('answered', 'person_hung_up', 'failed:'), true)).toBe('hangup');
  });

  it('leaves calls of other scenarios alone', async () => {
    const [row] = await database.sql.query<{ id: string }>(
      `insert into public.calls (organization_id, scenario, direction, channel, agent_id, agent_version, lease_expires_at)
       select organization_id, 'order', 'outbound', 'simulation', id, version, app.now() + interval '1 minute'
       from public.agents where organization_id = $1::uuid returning id`,
      [academyId],
    );
    const standing = await createCalls(db).end(row?.id ?? '', ending('busy', 'not_answered'));
    expect(standing.disposition).toBeNull();
  });

  it('names the result of a call that the sweeper ends', async () => {
    const callId = await addOutreachCall(database.sql, { answered: true });
    await database.sql.query(
      "update public.calls set lease_expires_at = app.now() - interval '1 hour' where id = $1::uuid",
      [callId],
    );
    await createAfterCalls(db).sweep(10);
    const { data } = await db.from('calls').select('outcome, disposition').eq('id', callId).single();
    expect(data).toEqual({ outcome: 'failed', disposition: 'disconnected' });
  });

  it('cannot be written past the words, not even directly', async () => {
    const callId = await addOutreachCall(database.sql);
    await createCalls(db).end(callId, ending('answered', 'person_hung_up'));
    const id = await addOutreachCall(database.sql);
    // The trigger is what names a result; with it gone, the constraint still refuses an ending without one.
    await database.sql.exec('alter table public.calls disable trigger calls_name_outreach_result');
    const write = (disposition: string) =>
      database.sql.exec(
        `update public.calls set ended_at = app.now(), outcome = 'answered', end_reason = 'agent_ended',
           disposition = ${disposition} where id = '${id}'`,
      );
    await expect(write('null')).rejects.toThrow(/calls_outreach_result/);
    // Another scenario's word is refused before that.
    await expect(write("'booked'")).rejects.toThrow(/unknown_disposition/);
    await database.sql.exec('alter table public.calls enable trigger calls_name_outreach_result');
  });

  it('keeps each capture once, with the first class that decided the call', async () => {
    const callId = await addOutreachCall(database.sql);
    const captures = createCaptures(db);
    const capture = {
      index: 0,
      transcript: 'yes please',
      class: 'yes',
      classifier: 'model',
      confidence: 0.9,
      language: 'en-US',
    } as const;
    await captures.record(callId, capture);
    await captures.record(callId, { ...capture, class: 'no' });
    await captures.record(callId, {
      ...capture,
      index: 1,
      transcript: '',
      class: 'unknown',
      classifier: 'silence',
    });
    expect(await countRows(database.sql, 'outreach_captures', `call_id = '${callId}'`)).toBe(2);
    const { captures: rows } = await createCaptureRecords(db).list(academyId, {
      class: 'yes',
      limit: 5,
      before: null,
    });
    expect(rows).toMatchObject([{ ...capture, call_id: callId }]);
  });

  it.each([
    ['outreach_captures_class_known', "0, 'x', 'maybe', 'model', 0.5"],
    ['outreach_captures_classifier_known', "0, 'x', 'yes', 'guess', 0.5"],
    ['outreach_captures_index_counts', "2, 'x', 'yes', 'model', 0.5"],
    ['outreach_captures_confidence_share', "0, 'x', 'yes', 'model', 1.5"],
    ['outreach_captures_silence_empty', "0, ' ', 'yes', 'model', 0.5"],
  ])('refuses a capture that breaks %s', async (constraint, values) => {
    const callId = await addOutreachCall(database.sql);
    const insert = database.sql.exec(
      `insert into public.outreach_captures
         (organization_id, call_id, language, capture_index, transcript, class, classifier, confidence)
       values ('${academyId}', '${callId}', 'en', ${values})`,
    );
    await expect(insert).rejects.toThrow(constraint);
  });

  it.each([
    ['panel_results_result_known', "'c1', 'booked', 0"],
    ['panel_results_contact_named', "' ', 'missed', 0"],
    ['panel_results_attempts_counted', "'c1', 'missed', -1"],
  ])('refuses a result that breaks %s', async (constraint, values) => {
    const insert = database.sql.exec(
      `insert into public.panel_results (organization_id, contact_id, result, attempts)
       values ('${academyId}', ${values})`,
    );
    await expect(insert).rejects.toThrow(constraint);
  });
});
