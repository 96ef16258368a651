import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { claimRequest } from '../../../src/services/supabase/claim-request.ts';
import { addOrganization, databases } from '../../support/database-fixtures.ts';
import { dialingPorts, fictional } from '../../support/dialing.ts';
import type { TestDatabase } from '../../support/postgres.ts';

const noon = '2026-11-20T17:00:00.000Z';

describe.each(databases)('a request that is claimed by name, on %s', (_name, create) => {
  let database: TestDatabase;
  let ports: ReturnType<typeof dialingPorts>;
  let organizationId: string;

  beforeAll(async () => {
    database = await create();
    ports = dialingPorts(database);
  }, 120_000);
  afterAll(() => database?.close());
  beforeEach(async () => {
    await database.setNow(noon);
    organizationId = await addOrganization(database.sql);
    await ports.addLine(organizationId, { maxConcurrent: 1 });
  });

  const claim = (requestId: string, of = organizationId) =>
    claimRequest(ports.db, {
      organizationId: of,
      requestId,
      runnerId: 'terminal',
      leaseSeconds: 60,
      simulated: true,
    });

  it('becomes a call now, whatever is due before it and though it is due later itself', async () => {
    await ports.ask(organizationId, fictional(1), { priority: 1 });
    const id = await ports.ask(organizationId, fictional(2), { dueAt: '2026-11-20T18:00:00.000Z' });
    expect(await claim(id)).toMatchObject({ ok: true });
    expect(await ports.requestRow(id)).toMatchObject({ status: 'dialing' });
  });

  it('is claimed once', async () => {
    const id = await ports.ask(organizationId, fictional(3));
    expect(await claim(id)).toMatchObject({ ok: true });
    expect(await claim(id)).toEqual({ ok: false, code: 'being_called' });
  });

  it('keeps within the limits of the lines', async () => {
    const first = await ports.ask(organizationId, fictional(4));
    const second = await ports.ask(organizationId, fictional(5));
    expect(await claim(first)).toMatchObject({ ok: true });
    expect(await claim(second)).toEqual({ ok: false, code: 'no_free_line' });
    expect(await ports.requestRow(second)).toMatchObject({ status: 'waiting' });
  });

  it('is not called while the dialer is paused, nor when the person refused calls meanwhile', async () => {
    const id = await ports.ask(organizationId, fictional(6));
    await ports.dialer.set(organizationId, 'paused', 'stock-taking');
    expect(await claim(id)).toEqual({ ok: false, code: 'paused' });
    await ports.dialer.set(organizationId, 'running', null);
    await database.sql.query(
      'insert into public.do_not_call (organization_id, phone, reason) values ($1::uuid, $2, $3)',
      [organizationId, fictional(6), 'asked not to be'],
    );
    expect(await claim(id)).toEqual({ ok: false, code: 'do_not_call' });
  });

  it('waits for the morning where simulated people sleep', async () => {
    const id = await ports.ask(organizationId, fictional(7));
    await database.setNow('2026-11-20T08:00:00.000Z');
    await database.sql.query(
      'update public.dialers set simulated_people_sleep = true where organization_id = $1::uuid',
      [organizationId],
    );
    expect(await claim(id)).toEqual({ ok: false, code: 'outside_hours' });
  });

  it('is nobody else’s', async () => {
    const other = await addOrganization(database.sql);
    const id = await ports.ask(organizationId, fictional(8));
    expect(await claim(id, other)).toEqual({ ok: false, code: 'request_not_found' });
  });

  it('is over once it was canceled', async () => {
    const id = await ports.ask(organizationId, fictional(9));
    await ports.requests.cancel(organizationId, id);
    expect(await claim(id)).toEqual({ ok: false, code: 'request_over' });
  });
});
