import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importCustomersResponse } from '../../../src/http/contract.ts';
import { databases, demoOrganizationId } from '../../support/database-fixtures.ts';
import { ask, readError } from './support/client.ts';
import { booking, type Desk, openDesk } from './support/desk.ts';

const night = '2026-11-21T03:00';

describe.each(databases)('a time at which nobody opens, on %s', (_name, create) => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await openDesk(create);
    await desk.supabase.database.sql.query(
      `insert into public.visit_hours (organization_id, weekday, opens, closes)
       select $1::uuid, weekday, '11:00', '23:00' from generate_series(1, 7) as weekday`,
      [demoOrganizationId],
    );
  }, 120_000);
  afterAll(() => desk?.close());
  beforeEach(() => desk.clear());

  const opens = expect.stringContaining('it opens at 2026-11-21T11:00:00-05:00');

  it('is refused where a customer is added, with when it opens', async () => {
    const body = { name: 'Ann', mobile: '+12025550111', expected_arrival_time: night };
    const answer = await desk.post('/customer', body);
    expect(answer.status).toBe(400);
    expect(readError(answer)).toMatchObject({ field: 'body.expected_arrival_time', message: opens });
    const noon = { ...body, expected_arrival_time: '2026-11-21T12:00', party_size: 4, allergies: 'nuts' };
    expect((await desk.post('/customer', noon)).body).toMatchObject({ party_size: 4, allergies: 'nuts' });
  });

  it.each([
    [night, opens],
    ['2027-02-30T19:00', expect.stringContaining('there is no 2027-02-30 in the calendar')],
    ['2026-11-20T03:00', expect.stringContaining('this time has passed')],
  ])('in the result of a call is refused: %s', async (time, message) => {
    const id = await desk.add('+12025550111');
    const answer = await desk.post('/webhook/call-result', booking(id, time));
    expect(answer.status).toBe(400);
    expect(readError(answer)).toMatchObject({ field: 'body.result.expected_arrival_time', message });
    expect(await desk.find(id)).toMatchObject({ status: 'new', expected_arrival_time: null });
  });

  it('in a file is the error of its row, and what a file has taken is taken again', async () => {
    const file = [
      'name,mobile,expected_arrival_time,party_size,allergies',
      `Ann,+12025550111,${night},,`,
      'Bob,+12025550112,2026-02-30T19:00,,',
      'Cyd,+12025550113,2026-11-19T19:00,,',
      'Dan,+12025550114,2026-11-21T19:00,4,"nuts, eggs"',
      'Eve,+12025550115,2026-11-21T19:00,many,',
    ].join('\n');
    const imported = importCustomersResponse.parse((await desk.postFile(file)).body);
    expect(imported).toMatchObject({
      added: 1,
      errors: [
        { line: 2, column: 'expected_arrival_time', message: opens },
        { line: 3, column: 'expected_arrival_time', message: expect.stringContaining('2026-02-30') },
        { line: 4, column: 'expected_arrival_time', message: 'this time has passed' },
        { line: 6, column: 'party_size' },
      ],
    });
    const exported = String((await ask(desk.url, '/customers.csv')).body);
    expect(exported).toContain('4,"nuts, eggs"');
    const again = importCustomersResponse.parse((await desk.postFile(exported)).body);
    expect(again).toMatchObject({ added: 0, updated: 1, errors: [] });
  });
});
