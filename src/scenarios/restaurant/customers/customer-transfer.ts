import { setTimeout as waitFor } from 'node:timers/promises';
import { DatabaseError } from '../../../shared/errors.ts';
import type { CustomerView } from '../store/customer-views.ts';
import type { CustomerRow, Customers, Imported } from '../store/customers.ts';
import { type BadRow, explainRefusal, readCustomers, writeCustomers } from './customer-file.ts';
import { portionMs } from './portions.ts';

/** What became of the rows of a file. */
export interface Transferred {
  added: number;
  updated: number;
  /** Names of columns that customers have nothing of. */
  ignored: string[];
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

/** What is sent at a time: more than a portion gets done, and little to send again with the next one. */
export const importPortion = 50;
/** A database that is started again is back within seconds; whoever sent the file waits for as long. */
const retryAfterMs = [500, 1500, 3000];

/**
 * Takes the good rows of a file, portion by portion, and tells of the others by line: those that were refused and, when
 * the database went away, those that it was not asked about or did not answer for. Sent again, a file changes nothing
 * twice.
 * @returns a sentence instead where the file as a whole cannot be read; nothing is taken then.
 * @throws DatabaseError when it refused before anything was taken.
 */
export async function importCustomers(
  text: string,
  customers: Customers,
  now: number,
  pausesMs: readonly number[] = retryAfterMs,
): Promise<Transferred | { problem: string }> {
  const locale = await customers.locale();
  const file = await readCustomers(text, locale, now);
  if ('problem' in file) return file;
  const rows = file.rows.map(({ row }) => row);
  const taken = await takeRows(rows, customers, pausesMs);
  const errors = file.rows.flatMap(({ line }, at): BadRow[] => {
    const answer = taken[at];
    if (answer?.ok) return [];
    return [
      { line, ...(answer ? explainRefusal(answer, locale.timeZone) : explainSilence(at - taken.length)) },
    ];
  });
  return {
    added: taken.filter((answer) => answer.ok && answer.added).length,
    updated: taken.filter((answer) => answer.ok && !answer.added).length,
    ignored: file.ignored,
    errors: [...file.bad, ...errors].toSorted((one, other) => one.line - other.line),
  };
}

/** The answers for the first rows; for all of them, unless the database went away and did not come back. */
async function takeRows(
  rows: CustomerRow[],
  customers: Customers,
  pausesMs: readonly number[],
): Promise<Imported[]> {
  const answers: Imported[] = [];
  let failures = 0;
  while (answers.length < rows.length) {
    try {
      const portion = rows.slice(answers.length, answers.length + importPortion);
      answers.push(...(await customers.import(portion, portionMs)));
      failures = 0;
    } catch (error) {
      if (!(error instanceof DatabaseError) || (!error.retryable && answers.length === 0)) throw error;
      const pauseMs = error.retryable ? pausesMs[failures] : undefined;
      if (pauseMs === undefined) return answers;
      failures += 1;
      await waitFor(pauseMs);
    }
  }
  return answers;
}

/** What is said of a row for which there was no answer. A portion may have been committed before its answer was lost. */
function explainSilence(behind: number): Omit<BadRow, 'line'> {
  const message =
    behind < importPortion
      ? 'may or may not have been taken: the database stopped answering; send this row again'
      : 'was not taken: the database stopped answering; send this row again';
  return { column: null, message };
}
