import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAgentSettings } from '../../../src/services/supabase/supabase-agent-settings.ts';
import { addOrganization, databases, demoOrganizationId, portsOf } from '../../support/database-fixtures.ts';
import type { TestDatabase } from '../../support/postgres.ts';

describe.each(databases)('what callers ask on %s', { timeout: 30_000 }, (_name, create) => {
  let database: TestDatabase;
  let ports: ReturnType<typeof portsOf>;

  beforeAll(async () => {
    database = await create();
    await database.setNow('2026-11-27T15:00:00.000Z');
    ports = portsOf(database);
  }, 30_000);
  afterAll(() => database.close());

  const versionOf = async (organizationId: string) =>
    (
      await database.sql.query<{ version: number; knowledge: string | null }>(
        'select version, knowledge from public.agents where organization_id = $1::uuid',
        [organizationId],
      )
    )[0];

  it('is told to the call that begins next, with address, services, hours and staff', async () => {
    const settings = createAgentSettings(ports.db);
    await settings.change(demoOrganizationId, {
      knowledge: 'Parking? Behind the house.',
      address: '1 Main Street',
      services: ['cleaning'],
    });
    await database.sql.query(
      `insert into public.opening_exceptions (organization_id, day, reason)
       values ($1::uuid, '2026-12-25', 'Christmas'), ($1::uuid, '2027-12-25', 'Christmas')`,
      [demoOrganizationId],
    );
    const { organization, agent } = await ports.calls.take(await ports.openCall(), 60);
    expect(agent.knowledge).toBe('Parking? Behind the house.');
    expect(organization.business).toMatchObject({
      address: '1 Main Street',
      services: ['cleaning'],
      resources: ['Dr. Rivera'],
      hours: { exceptions: [{ day: '2026-12-25', isOpen: false, reason: 'Christmas' }] },
    });
    expect(organization.business?.hours.week).toHaveLength(10);
    expect(organization.business?.hours.week).toContainEqual({ weekday: 1, opens: '09:00', closes: '12:00' });
  });

  it('makes a new version of the agent, which calls that have begun do not get', async () => {
    const organizationId = await addOrganization(database.sql);
    const settings = createAgentSettings(ports.db);
    await settings.change(organizationId, { knowledge: 'Old.' });
    const callId = await ports.openCall({ organizationId });
    await settings.change(organizationId, { knowledge: 'New.' });
    expect(await versionOf(organizationId)).toEqual({ version: 3, knowledge: 'New.' });
    expect((await ports.calls.take(callId, 60)).agent).toMatchObject({ version: 2, knowledge: 'Old.' });
  });

  it('changes only what is named, and null or nothing takes away', async () => {
    const organizationId = await addOrganization(database.sql);
    const settings = createAgentSettings(ports.db);
    await settings.change(organizationId, { knowledge: 'A.', address: 'Here', services: ['one', 'two'] });
    expect(await settings.change(organizationId, { address: null })).toMatchObject({
      knowledge: 'A.',
      business: { address: null, services: ['one', 'two'] },
    });
    expect(await settings.change(organizationId, { knowledge: '  ', services: [] })).toMatchObject({
      knowledge: null,
      business: { services: [] },
    });
  });

  it('tells the hours of those who have some where the organization has none of its own', async () => {
    const organizationId = await addOrganization(database.sql, { closes: '24:00' });
    await database.sql.query(
      `update public.opening_hours set resource_id = (
         select id from public.resources where organization_id = $1::uuid)
       where organization_id = $1::uuid and weekday <= 2`,
      [organizationId],
    );
    const week = async () => (await createAgentSettings(ports.db).read(organizationId)).business.hours.week;
    expect((await week()).map(({ weekday }) => weekday).sort()).toEqual([3, 4, 5, 6, 7]);
    await database.sql.query(
      'delete from public.opening_hours where organization_id = $1::uuid and resource_id is null',
      [organizationId],
    );
    expect(await week()).toContainEqual({ weekday: 1, opens: '09:00', closes: '24:00' });
  });

  it.each([
    ['agents', "knowledge = repeat('x', 4001)", 'agents_knowledge_short'],
    ['agents', "knowledge = ' '", 'agents_knowledge_short'],
    ['organizations', "address = repeat('x', 301)", 'organizations_address_short'],
    ['organizations', "services = array['']", 'organizations_services_few'],
    ['organizations', "services = array_fill('x'::text, array[51])", 'organizations_services_few'],
  ])('refuses %s with %s', async (table, change, constraint) => {
    await expect(database.sql.query(`update public.${table} set ${change}`, [])).rejects.toThrow(constraint);
  });
});
