import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addOrganization, databases, portsOf } from '../../support/database-fixtures.ts';
import type { TestDatabase } from '../../support/postgres.ts';

describe.each(databases)('the record of a call on %s', { timeout: 30_000 }, (_name, create) => {
  let database: TestDatabase;
  let organizationId: string;

  beforeAll(async () => {
    database = await create();
    organizationId = await addOrganization(database.sql);
  }, 60_000);
  afterAll(() => database.close());

  const record = async (callId: string) => {
    const [row] = await database.sql.query<{ record: Record<string, unknown> }>(
      'select public.get_call($1::uuid) as record',
      [callId],
    );
    return row?.record;
  };

  it('names the operator who took it, and nobody who was only asked', async () => {
    const callId = await portsOf(database).openCall({ organizationId, scenario: 'outreach' });
    expect(await record(callId)).toMatchObject({ operator: null });
    const ask = (phone: string, name: string, answered: string | null) =>
      database.sql.query(
        `with asked as (
           insert into public.operators (organization_id, name, phone) values ($1::uuid, $2, $3) returning id)
         insert into public.legs (organization_id, call_id, operator_id, kind, direction, answered_at)
         select $1::uuid, $4::uuid, id, 'operator', 'outbound', $5::text::timestamptz from asked`,
        [organizationId, name, phone, callId, answered],
      );
    await ask('+12025550171', 'Front desk', null);
    await ask('+12025550172', 'Ada', '2026-11-20T17:00:00Z');
    expect(await record(callId)).toMatchObject({ operator: 'Ada' });
  });

  it('says what was answered to an offer and how it was understood; of other calls there is nothing like it', async () => {
    const { openCall } = portsOf(database);
    const callId = await openCall({ organizationId, scenario: 'outreach' });
    for (const [index, transcript, understood] of [
      [0, 'where did you get my number', 'number_question'],
      [1, 'yes please', 'yes'],
    ])
      await database.sql.query('select public.record_capture($1::uuid, $2::text::jsonb)', [
        callId,
        JSON.stringify({
          index,
          transcript,
          class: understood,
          classifier: 'keywords',
          confidence: 1,
          language: 'en',
        }),
      ]);
    expect(await record(callId)).toMatchObject({
      captures: [
        { transcript: 'where did you get my number', class: 'number_question' },
        { transcript: 'yes please', class: 'yes' },
      ],
    });
    expect(await record(await openCall({ organizationId, scenario: 'order' }))).not.toHaveProperty(
      'captures',
    );
  });
});
