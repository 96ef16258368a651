import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Ending } from '../../../src/calls/call/call.ts';
import { Scenarios } from '../../../src/wiring/scenarios.ts';
import { databases, demoOrganizationId, portsOf } from '../../support/database-fixtures.ts';
import type { TestDatabase } from '../../support/postgres.ts';

interface Rules {
  name: string;
  dispositions: string[];
  disposition_pattern: string | null;
}

describe.each(databases)('scenarios in the database, on %s', { timeout: 60_000 }, (_name, create) => {
  let database: TestDatabase;
  let ports: ReturnType<typeof portsOf>;

  beforeAll(async () => {
    database = await create();
    ports = portsOf(database);
  }, 60_000);
  afterAll(() => database.close());

  const answered = (disposition: string | null): Ending => ({
    outcome: 'answered',
    disposition,
    endReason: 'agent_ended',
  });
  const rowOf = async (callId: string) => {
    const [row] = await database.sql.query<{
      disposition: string | null;
      refused_disposition: string | null;
      end_reason: string | null;
    }>('select disposition, refused_disposition, end_reason from public.calls where id = $1::uuid', [callId]);
    return row;
  };
  const write = (callId: string, disposition: string) =>
    ports.db
      .from('calls')
      .update({
        ended_at: new Date().toISOString(),
        outcome: 'answered',
        end_reason: 'agent_ended',
        disposition,
      })
      .eq('id', callId);

  it('end their calls as their code says', async () => {
    const known = await database.sql.query<Rules>(
      'select name, dispositions, disposition_pattern from app.scenarios',
      [],
    );
    const scenarios = await new Scenarios([]).all();
    expect(known.map(({ name }) => name).sort()).toEqual([...scenarios.keys()].sort());
    for (const { name, dispositions, disposition_pattern } of known) {
      const own: readonly string[] = scenarios.get(name)?.definition.dispositions ?? [];
      const named = own.filter((one) => !new RegExp(disposition_pattern ?? '^$').test(one));
      expect(named.toSorted(), name).toEqual(dispositions.toSorted());
    }
  });

  it('tell the database what their requests bring along, as their code reads it', async () => {
    const known = await database.sql.query<{ name: string; input: unknown }>(
      'select name, input from app.scenarios order by name',
      [],
    );
    const scenarios = await new Scenarios([]).all();
    for (const { name, input } of known) {
      const definition = scenarios.get(name)?.definition;
      const { $schema: _, ...read } = z.toJSONSchema(definition?.input ?? z.never(), {
        io: 'input',
        unrepresentable: 'any',
      });
      expect(input, name).toEqual(JSON.parse(JSON.stringify(read)));
    }
  });

  it('cannot end with what another one ends with, whoever writes it', async () => {
    const callId = await ports.openCall();
    expect((await write(callId, 'order_confirmed')).error).toMatchObject({
      code: 'PT422',
      message: 'unknown_disposition',
    });
    expect((await write(callId, 'booked')).error).toBeNull();
  });

  it('end all the same when their code names what does not exist; it is put aside for the audit', async () => {
    const callId = await ports.openCall();
    expect(await ports.calls.end(callId, answered('boked'))).toMatchObject({
      first: true,
      outcome: 'answered',
      disposition: null,
    });
    expect(await rowOf(callId)).toEqual({
      disposition: null,
      refused_disposition: 'boked',
      end_reason: 'agent_ended',
    });
    const { data } = await ports.db.rpc('audit_calls', {});
    expect(data).toContainEqual({ call_id: callId, problem: 'unknown_disposition' });
  });

  it('that nobody defined here end their calls without a disposition', async () => {
    const callId = await ports.openCall({ scenario: 'never_heard_of' });
    await ports.calls.end(callId, answered('booked'));
    expect(await rowOf(callId)).toMatchObject({ disposition: null, refused_disposition: 'booked' });
  });

  it('are added by rows of their own, with what they do after a call that reached nobody', async () => {
    const name = `later_${randomUUID().replace(/[^a-z]/g, '')}`;
    await database.sql.exec(`
      insert into app.scenarios (name, dispositions, disposition_pattern, names_every_ending)
      values ('${name}', '{sold}', '^lost:[a-z]+$', true);
      insert into app.scenario_retry_rules (scenario, outcome, delay_seconds) values ('${name}', 'busy', 42)`);
    const sold = await ports.openCall({ scenario: name });
    expect(await ports.calls.end(sold, answered('sold'))).toMatchObject({ disposition: 'sold' });
    // It names every ending, so also one that nobody answered.
    const lost = await ports.openCall({ scenario: name, direction: 'outbound', toPhone: '+12025550177' });
    expect(
      await ports.calls.end(lost, { outcome: 'busy', disposition: 'lost:busy', endReason: 'not_answered' }),
    ).toMatchObject({ disposition: 'lost:busy' });
    const rule = (outcome: string) =>
      database.sql.query<{ seconds: number | null }>(
        'select extract(epoch from delay)::int as seconds from app.retry_rule($1::uuid, $2, $3)',
        [demoOrganizationId, name, outcome],
      );
    expect(await rule('busy')).toEqual([{ seconds: 42 }]);
    expect(await rule('no_answer')).toEqual([{ seconds: 3600 }]);
    await database.sql.query('delete from app.scenarios where name = $1', [name]);
  });

  it('are named by no function of calls and dialing', async () => {
    // What belongs to a restaurant, a campaign or the calendar may say so (an appointment is also a key of an answer).
    const own =
      /customer|visit|arrival|order|recover|fitting_scenario|stale_calls|call_matter|call_result|outreach|panel|capture|appointment|slot|refused_claim/;
    const naming = await database.sql.query<{ name: string }>(
      `select proname as name from pg_proc
       where pronamespace in ('public'::regnamespace, 'app'::regnamespace)
         and prosrc ~ '[''](appointment|order|arrival|recovery|outreach)['']'`,
      [],
    );
    expect(naming.map(({ name }) => name).filter((name) => !own.test(name))).toEqual([]);
  });
});
