import type { CustomerView } from '../store/customer-views.ts';
import type { Customers } from '../store/customers.ts';
import { type BadRow, explainRefusal, readCustomers, writeCustomers } from './customer-file.ts';

/** What became of the rows of a file. */
export interface Transferred {
  added: number;
  updated: number;
  errors: BadRow[];
}

const exportPage = 500;

/** All customers as a file. */
export async function exportCustomers(customers: Customers): Promise<string> {
  const { timeZone } = await customers.locale();
  const all: CustomerView[] = [];
  let after: number | null = null;
  do {
    const page = await customers.list({ limit: exportPage, after, status: null });
    all.push(...page.customers);
    after = page.next;
  } while (after !== null);
  return writeCustomers(all, timeZone);
}

/**
 * Takes the good rows of a file and tells of the others by line.
 * @returns a sentence instead where the file as a whole cannot be read; nothing is taken then.
 */
export async function importCustomers(
  text: string,
  customers: Customers,
  now: number,
): Promise<Transferred | { problem: string }> {
  const file = await readCustomers(text, await customers.locale(), now);
  if ('problem' in file) return file;
  const taken = await customers.import(file.rows.map(({ row }) => row));
  const refused = taken.flatMap((answer, at): BadRow[] =>
    answer.ok ? [] : [{ line: file.rows[at]?.line ?? 0, ...explainRefusal(answer) }],
  );
  return {
    added: taken.filter((answer) => answer.ok && answer.added).length,
    updated: taken.filter((answer) => answer.ok && !answer.added).length,
    errors: [...file.bad, ...refused].toSorted((one, other) => one.line - other.line),
  };
}
