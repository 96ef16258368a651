import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { guardCell, unguardCell } from '../../../shared/csv.ts';
import { type CustomerView, customerId, customerStatus } from '../store/customer-views.ts';
import type { CustomerRow, Imported, Locale } from '../store/customers.ts';
import { type CsvRecord, readCsv } from './csv-records.ts';
import { readAgreedTime, writeLocalTime } from './expected-time.ts';
import { longestName, readMobile } from './new-customer.ts';

/** The columns of a file of customers. An import needs name and mobile and may leave out the others. */
export const columns = [
  'customer_id',
  'name',
  'mobile',
  'status',
  'order_details',
  'expected_arrival_time',
  'arrival_confirmed',
  'last_call_time',
  'remarks',
] as const;

type Column = (typeof columns)[number];
type Cells = Partial<Record<Column, string>>;

/** One line of a file that is not taken, and why. */
export interface BadRow {
  line: number;
  column: Column | null;
  message: string;
}

export interface CustomersFile {
  rows: Array<{ line: number; row: CustomerRow }>;
  bad: BadRow[];
}

/** More than a restaurant has, and little enough to be read in one go. */
export const mostRows = 5000;

/** A file as spreadsheets open it, times as the clocks at the restaurant show them. */
export function writeCustomers(customers: CustomerView[], timeZone: string): string {
  const time = (instant: string | null) => (instant === null ? '' : writeLocalTime(instant, timeZone));
  const rows = customers.map((customer) => [
    customer.customer_id,
    guardCell(customer.name),
    // Checked to be digits behind a plus, which no spreadsheet can take for anything but a number.
    customer.mobile,
    customer.status,
    guardCell(customer.order_details ?? ''),
    time(customer.expected_arrival_time),
    String(customer.arrival_confirmed),
    time(customer.last_call_time),
    guardCell(customer.remarks ?? ''),
  ]);
  return stringify([[...columns], ...rows], { record_delimiter: 'windows' });
}

/**
 * The customers in a file, and the lines that are none.
 * @returns a sentence instead where the file as a whole cannot be read.
 */
export async function readCustomers(
  text: string,
  locale: Locale,
  now: number,
): Promise<CustomersFile | { problem: string }> {
  const [header, ...records] = readCsv(text);
  const names = readHeader(header);
  if ('problem' in names) return names;
  if (records.length > mostRows) return { problem: `it has more than ${mostRows} rows; send several files` };
  const file: CustomersFile = { rows: [], bad: [] };
  for (const record of records) {
    const { line } = record;
    if ('problem' in record) file.bad.push({ line, column: null, message: record.problem });
    else if (record.cells.length > names.columns.length)
      file.bad.push({ line, column: null, message: 'has more cells than the first line has names' });
    else {
      const read = await readRow(cellsOf(record.cells, names.columns), locale, now);
      if ('message' in read) file.bad.push({ line, ...read });
      else file.rows.push({ line, row: read });
    }
  }
  return file;
}

/** What is said of a row that the database did not take. */
export function explainRefusal(answer: Extract<Imported, { ok: false }>): Omit<BadRow, 'line'> {
  switch (answer.code) {
    case 'customer_exists':
      return {
        column: 'mobile',
        message: `${answer.customerId ?? 'another customer'} has this number already`,
      };
    case 'mobile_differs':
      return {
        column: 'mobile',
        message: 'this customer has another number; leave customer_id empty to add one',
      };
    case 'customer_id_too_far':
      return {
        column: 'customer_id',
        message: 'is far beyond the ids in use; leave it empty to have one given',
      };
    case 'order_incomplete':
      return { column: 'status', message: 'order_confirmed needs order_details and expected_arrival_time' };
    case 'move_refused':
      return { column: 'status', message: `cannot move from ${answer.from} to ${answer.to}` };
  }
}

function readHeader(header: CsvRecord | undefined): { columns: Column[] } | { problem: string } {
  if (header === undefined || 'problem' in header)
    return { problem: 'it has no line with the names of columns' };
  const names = header.cells.map((cell) => cell.toLowerCase());
  const unknown = names.find((name) => !isColumn(name));
  if (unknown !== undefined)
    return { problem: `"${unknown.slice(0, 40)}" is no column; there are ${columns.join(', ')}` };
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) return { problem: `the column ${twice} is there twice` };
  const missing = ['name', 'mobile'].find((name) => !names.includes(name));
  if (missing !== undefined) return { problem: `the column ${missing} is missing` };
  return { columns: names.filter(isColumn) };
}

function isColumn(name: string): name is Column {
  return (columns as readonly string[]).includes(name);
}

function cellsOf(cells: string[], names: Column[]): Cells {
  const filled = names.map((name, at) => [name, unguardCell(cells[at] ?? '')] as const);
  return Object.fromEntries(filled.filter(([, cell]) => cell !== ''));
}

const cellRules = {
  customer_id: customerId,
  name: z
    .string({ error: 'must not be empty' })
    .max(longestName, { error: `must have at most ${longestName} characters` }),
  status: z.enum(customerStatus.options, { error: `must be one of ${customerStatus.options.join(', ')}` }),
  arrival_confirmed: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['true', 'false'], { error: 'must be true or false' }))
    .transform((text) => text === 'true'),
  order_details: z.string().max(2000, { error: 'must have at most 2000 characters' }),
  remarks: z.string().max(2000, { error: 'must have at most 2000 characters' }),
};

const rowRules = z.object({
  customer_id: cellRules.customer_id.optional(),
  name: cellRules.name,
  status: cellRules.status.optional(),
  arrival_confirmed: cellRules.arrival_confirmed.optional(),
  order_details: cellRules.order_details.optional(),
  remarks: cellRules.remarks.optional(),
});

async function readRow(
  cells: Cells,
  locale: Locale,
  now: number,
): Promise<CustomerRow | Omit<BadRow, 'line'>> {
  const parsed = rowRules.safeParse(cells);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { column: (issue?.path[0] ?? null) as Column | null, message: issue?.message ?? 'is not right' };
  }
  const phone = await readMobile(cells.mobile ?? '', locale);
  if (!phone.ok) return { column: 'mobile', message: phone.message };
  const times: Record<string, string | null> = {};
  for (const column of ['expected_arrival_time', 'last_call_time'] as const) {
    const cell = cells[column];
    const read = cell === undefined ? null : readAgreedTime(cell, locale.timeZone, now);
    if (read !== null && !read.ok) return { column, message: read.message };
    times[column] = read?.instant ?? null;
  }
  const { customer_id, name, status, arrival_confirmed, order_details, remarks } = parsed.data;
  return {
    customerId: customer_id ?? null,
    name,
    mobile: phone.mobile,
    timeZones: phone.timeZones,
    status: status ?? null,
    orderDetails: order_details ?? null,
    expectedArrivalTime: times.expected_arrival_time ?? null,
    arrivalConfirmed: arrival_confirmed ?? null,
    lastCallTime: times.last_call_time ?? null,
    remarks: remarks ?? null,
  };
}
