import { z } from 'zod';
import { guardCell, unguardCell } from '../../../shared/csv/cells.ts';
import { readTable } from '../../../shared/csv/table.ts';
import { writeCsv } from '../../../shared/csv/write.ts';
import { whyUnstorable } from '../../../shared/storable.ts';
import { type CustomerView, customerId, customerStatus, partySize } from '../store/customer-views.ts';
import type { CustomerRow, Imported, Locale } from '../store/customers.ts';
import { type Column, columns, isColumnName, type Layout, readLayout } from './columns.ts';
import { explainTime, isTimeRefused, readAgreedTime, writeLocalTime } from './expected-time.ts';
import { readMobileCell } from './mobile-cell.ts';
import { explainNumber, longestName } from './new-customer.ts';

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
  /** Names of columns that customers have nothing of. */
  ignored: string[];
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
    customer.party_size === null ? '' : String(customer.party_size),
    guardCell(customer.allergies ?? ''),
  ]);
  return writeCsv([columns, ...rows]);
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
  const table = readTable(text, isColumnName, mostRows);
  if ('problem' in table) return table;
  const { names, records } = table;
  const layout = readLayout(names);
  if ('problem' in layout) return layout;
  const file: CustomersFile = { rows: [], bad: [], ignored: layout.ignored };
  for (const record of records) {
    const { line } = record;
    if ('problem' in record) file.bad.push({ line, column: null, message: record.problem });
    else if (record.cells.slice(names.length).some((cell) => cell.trim() !== ''))
      file.bad.push({ line, column: null, message: 'has more cells than the first line has names' });
    else {
      const read = await readRow(cellsOf(record.cells, layout), locale, now);
      if ('message' in read) file.bad.push({ line, ...read });
      else file.rows.push({ line, row: read });
    }
  }
  return file;
}

/** What is said of a row that the database did not take. */
export function explainRefusal(
  answer: Extract<Imported, { ok: false }>,
  timeZone: string,
): Omit<BadRow, 'line'> {
  if (isTimeRefused(answer))
    return { column: 'expected_arrival_time', message: explainTime(answer, timeZone) };
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
    case 'number_barred':
    case 'country_not_allowed':
      return { column: 'mobile', message: explainNumber(answer) };
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

function cellsOf(cells: string[], { places }: Layout): Cells {
  const filled = columns.flatMap((column) => {
    const parts = (places[column] ?? []).map((at) => unguardCell(cells[at] ?? ''));
    const cell = parts.length === 1 ? parts.join() : parts.map((part) => part.trim()).join(' ');
    if (cell.trim() === '') return [];
    return [[column, isProse(column) ? cell : cell.trim()] as const];
  });
  return Object.fromEntries(filled);
}

/** Somebody's words are kept as they are, with the line feeds at their ends. */
function isProse(column: Column): boolean {
  return column === 'order_details' || column === 'remarks';
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
  party_size: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, { error: 'must be a number of people' })
    .transform(Number)
    .pipe(partySize),
  allergies: z.string().max(500, { error: 'must have at most 500 characters' }),
};

const rowRules = z.object({
  customer_id: cellRules.customer_id.optional(),
  name: cellRules.name,
  status: cellRules.status.optional(),
  arrival_confirmed: cellRules.arrival_confirmed.optional(),
  order_details: cellRules.order_details.optional(),
  remarks: cellRules.remarks.optional(),
  party_size: cellRules.party_size.optional(),
  allergies: cellRules.allergies.optional(),
});

async function readRow(
  cells: Cells,
  locale: Locale,
  now: number,
): Promise<CustomerRow | Omit<BadRow, 'line'>> {
  for (const column of columns) {
    const message = whyUnstorable(cells[column] ?? '');
    if (message !== null) return { column, message };
  }
  const parsed = rowRules.safeParse(cells);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { column: (issue?.path[0] ?? null) as Column | null, message: issue?.message ?? 'is not right' };
  }
  const phone = await readMobileCell(cells.mobile ?? '', locale);
  if (!phone.ok) return { column: 'mobile', message: phone.message };
  const times: Record<string, string | null> = {};
  for (const column of ['expected_arrival_time', 'last_call_time'] as const) {
    const cell = cells[column];
    const read = cell === undefined ? null : readAgreedTime(cell, locale.timeZone, now);
    if (read !== null && !read.ok) return { column, message: read.message };
    times[column] = read?.instant ?? null;
  }
  const { customer_id, name, status, arrival_confirmed, order_details, remarks, party_size, allergies } =
    parsed.data;
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
    partySize: party_size ?? null,
    allergies: allergies ?? null,
  };
}
