import { describe, expect, it } from 'vitest';
import { DatabaseError } from '../../../shared/errors.ts';
import type { CustomerRow, Customers, Imported } from '../store/customers.ts';
import { importCustomers, importPortion } from './customer-transfer.ts';

const now = Date.parse('2026-11-20T15:00:00Z');
const gone = new DatabaseError('import_customers', { retryable: true });
const refused = new DatabaseError('import_customers');
const fileOf = (count: number) =>
  [
    'name,mobile',
    ...Array.from({ length: count }, (_, at) => `Ann,+1202555${String(at).padStart(4, '0')}`),
  ].join('\n');

/** A desk that takes ten rows at a time, and fails as it is told: an error, or null for an answer, for each portion. */
function deskWith(faults: Array<Error | null>) {
  const taken: CustomerRow[] = [];
  const portions: number[] = [];
  const desk: Pick<Customers, 'locale' | 'import'> = {
    locale: async () => ({ timeZone: 'America/New_York', region: 'US' }),
    async import(rows) {
      portions.push(rows.length);
      const fault = faults.shift() ?? null;
      if (fault !== null) throw fault;
      const some = rows.slice(0, 10);
      taken.push(...some);
      return some.map(({ mobile }): Imported => ({ ok: true, added: true, customer: viewOf(mobile) }));
    },
  };
  return { customers: desk as Customers, taken, portions };
}

const viewOf = (mobile: string) => ({
  customer_id: 'CUST000001',
  name: 'Ann',
  mobile,
  status: 'new' as const,
  order_details: null,
  party_size: null,
  allergies: null,
  expected_arrival_time: null,
  arrival_confirmed: false,
  last_call_time: null,
  remarks: null,
  callback_time: null,
});

async function importInto(customers: Customers, count: number) {
  const report = await importCustomers(fileOf(count), customers, now, [0, 0]);
  if ('problem' in report) throw new Error(report.problem);
  return report;
}

describe('a file of customers', () => {
  it('is taken in portions, each going on where the last one ended', async () => {
    const desk = deskWith([]);
    expect(await importInto(desk.customers, 25)).toEqual({ added: 25, updated: 0, ignored: [], errors: [] });
    expect(desk.taken.map(({ mobile }) => mobile)).toEqual([
      ...new Set(desk.taken.map(({ mobile }) => mobile)),
    ]);
    expect(desk.taken).toHaveLength(25);
    expect(Math.max(...desk.portions)).toBeLessThanOrEqual(importPortion);
  });

  it('is taken whole when the database comes back', async () => {
    const desk = deskWith([null, gone, gone, null, gone]);
    expect(await importInto(desk.customers, 25)).toEqual({ added: 25, updated: 0, ignored: [], errors: [] });
  });

  it.each([
    ['goes away', [null, null, gone, gone, gone]],
    ['refuses', [null, null, refused]],
  ])(
    'has a report when the database %s in the middle: what stands, what may, and what does not',
    async (_, faults) => {
      const desk = deskWith(faults);
      const report = await importInto(desk.customers, 80);
      expect([report.added, report.errors.length]).toEqual([20, 60]);
      // The names of the columns are line 1, so the first row that is not known of is line 22.
      expect(report.errors[0]).toMatchObject({
        line: 22,
        message: expect.stringContaining('may or may not'),
      });
      expect(report.errors[importPortion - 1]?.message).toContain('may or may not');
      expect(report.errors[importPortion]).toMatchObject({
        message: expect.stringContaining('was not taken'),
      });
      expect(report.errors.at(-1)).toMatchObject({ line: 81 });
    },
  );

  it('has one as well when the database was gone from the beginning', async () => {
    const report = await importInto(deskWith([gone, gone, gone]).customers, 3);
    expect([report.added, report.errors.length]).toEqual([0, 3]);
  });

  it('has none when the database refuses from the beginning: nothing was taken', async () => {
    await expect(importInto(deskWith([refused]).customers, 3)).rejects.toBe(refused);
  });
});
