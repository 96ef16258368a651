import { readFile } from 'node:fs/promises';
import { exportCustomers, importCustomers } from '../scenarios/restaurant/customers/customer-transfer.ts';
import type { Customers } from '../scenarios/restaurant/store/customers.ts';
import { findOrganizationId } from '../services/supabase/organizations.ts';
import { createCustomers } from '../services/supabase/supabase-customers.ts';
import { readFileText } from '../shared/csv/encoding.ts';
import { UsageError } from '../shared/errors.ts';
import { withDatabase } from './with-database.ts';

/** Customers of the organization that this deployment answers for, as a CSV file. */
export async function customers({
  values,
  positionals: [verb, file = ''],
}: {
  values: { encoding?: string };
  positionals: string[];
}): Promise<number> {
  // Before a database is started for it.
  const text = verb === 'import' ? await readText(file, values.encoding ?? null) : null;
  return withDatabase(async (db, { ORGANIZATION }) => {
    const kept = createCustomers(db, await findOrganizationId(db, ORGANIZATION));
    if (text !== null) return importText(text, kept);
    process.stdout.write(await exportCustomers(kept));
    return 0;
  });
}

async function readText(file: string, encoding: string | null): Promise<string> {
  const read = readFileText(await readBytes(file), encoding);
  if ('problem' in read) throw new UsageError(`${file} cannot be read: ${read.problem} (--encoding).`);
  return read.text;
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

async function importText(text: string, kept: Customers): Promise<number> {
  const imported = await importCustomers(text, kept, Date.now());
  if ('problem' in imported) throw new UsageError(`The file cannot be taken: ${imported.problem}.`);
  for (const { line, column, message } of imported.errors) {
    console.error(`line ${line}${column === null ? '' : `, ${column}`}: ${message}`);
  }
  if (imported.ignored.length > 0) console.log(`passed over: ${imported.ignored.join(', ')}`);
  console.log(`${imported.added} added, ${imported.updated} updated, ${imported.errors.length} not taken`);
  return imported.errors.length === 0 ? 0 : 1;
}
