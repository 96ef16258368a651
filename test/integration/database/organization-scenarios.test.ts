import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReception } from '../../../src/services/supabase/supabase-reception.ts';
import { listScenarios } from '../../../src/services/supabase/supabase-scenarios.ts';
import { addOrganization, databases, demoOrganizationId, portsOf } from '../../support/database-fixtures.ts';
import type { TestDatabase } from '../../support/postgres.ts';

const academy = '00000000-0000-4000-8000-0000000000a1';
const restaurant = '00000000-0000-4000-8000-0000000000b1';

describe.each(databases)('what an organization does, on %s', (_name, create) => {
  let database: TestDatabase;
  let ports: ReturnType<typeof portsOf>;

  beforeAll(async () => {
    database = await create();
    ports = portsOf(database);
  }, 60_000);
  afterAll(() => database?.close());

  /** An organization that does these things in this order, each unless marked answering calls. */
  const organizationThat = async (...does: Array<[scenario: string, answers: boolean]>) => {
    const id = await addOrganization(database.sql);
    for (const [index, [scenario, answers]] of does.entries())
      await database.sql.query(
        `insert into public.organization_scenarios (organization_id, scenario, position, answers)
         values ($1::uuid, $2, $3::int, $4::boolean)`,
        [id, scenario, index + 1, answers],
      );
    return id;
  };
  const addLine = (organizationId: string, phone: string, scenario: string | null) =>
    database.sql.query(
      `insert into public.lines (organization_id, phone, name, inbound_scenario) values ($1::uuid, $2, 'Line', $3)`,
      [organizationId, phone, scenario],
    );
  const ring = (called: string, organizationId: string) =>
    createReception(ports.db).open(
      { called, caller: '+12025550190', roomName: randomUUID(), sipCallId: randomUUID() },
      { organizationId, rehearsal: true, leaseSeconds: 60 },
    );

  it('is known of the demo organizations, the one that answers first', async () => {
    const of = async (id: string) =>
      (await listScenarios(ports.db, id)).map(({ name, answers }) => (answers ? `${name}, answers` : name));
    expect(await of(demoOrganizationId)).toEqual(['appointment, answers', 'negotiation']);
    expect(await of(restaurant)).toEqual(['order, answers', 'arrival', 'recovery']);
    expect(await of(academy)).toEqual(['outreach, answers']);
  });

  it('is appointments where nobody has said anything', async () => {
    const untold = await organizationThat();
    expect(await listScenarios(ports.db, untold)).toEqual([{ name: 'appointment', answers: true }]);
  });

  it('decides what a number without a line is answered with', async () => {
    const { opened, admission } = await ring('+12025550119', restaurant);
    expect([opened.call.scenario, admission]).toEqual(['order', 'welcome']);
  });

  it('decides what a line answers with that names nothing; one that names something keeps to it', async () => {
    const both = await organizationThat(['order', true], ['appointment', true]);
    await addLine(both, '+12025550160', null);
    await addLine(both, '+12025550161', 'appointment');
    expect((await ring('+12025550160', demoOrganizationId)).opened.call.scenario).toBe('order');
    expect((await ring('+12025550161', demoOrganizationId)).opened.call.scenario).toBe('appointment');
  });

  it('passes over what it only calls about, whatever stands first', async () => {
    const later = await organizationThat(['arrival', false], ['order', true]);
    await addLine(later, '+12025550162', null);
    expect((await ring('+12025550162', demoOrganizationId)).opened.call.scenario).toBe('order');
  });

  it('answers nobody where it only calls, and keeps the call', async () => {
    const caller = await organizationThat(['arrival', false]);
    await addLine(caller, '+12025550163', null);
    const { opened, admission } = await ring('+12025550163', demoOrganizationId);
    expect([opened.call.scenario, admission]).toEqual(['arrival', 'unknown_number']);
  });

  it('leaves a line to its organization once it no longer does what the line answered with', async () => {
    const changing = await organizationThat(['outreach', true], ['order', true]);
    await addLine(changing, '+12025550164', 'outreach');
    await database.sql.query(
      `delete from public.organization_scenarios where organization_id = $1::uuid and scenario = 'outreach'`,
      [changing],
    );
    expect((await ring('+12025550164', demoOrganizationId)).opened.call.scenario).toBe('order');
  });

  it('is nothing that a line may answer with on its own', async () => {
    const orders = await organizationThat(['order', true]);
    await expect(addLine(orders, '+12025550165', 'outreach')).rejects.toThrow('lines_inbound_scenario');
  });

  it.each([
    ['twice the same', ['order', 2], 'organization_scenarios_pkey'],
    ['two at one place', ['arrival', 1], 'organization_scenarios_in_order'],
    ['at no place', ['arrival', 0], 'organization_scenarios_position_positive'],
    ['misspelled', ['Arrival ', 2], 'organization_scenarios_scenario_readable'],
  ] as const)('is never %s', async (_case, [scenario, position], constraint) => {
    const orders = await organizationThat(['order', true]);
    await expect(
      database.sql.query(
        `insert into public.organization_scenarios (organization_id, scenario, position, answers)
         values ($1::uuid, $2, $3::int, true)`,
        [orders, scenario, position],
      ),
    ).rejects.toThrow(constraint);
  });
});
