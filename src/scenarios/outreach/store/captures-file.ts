import { guardCell } from '../../../shared/csv/cells.ts';
import { writeCsv } from '../../../shared/csv/write.ts';
import type { CaptureRecords } from './captures.ts';
import type { CaptureClass, CaptureView } from './outreach-views.ts';

/** Class and transcript first, as in the files of examples, so that rows can be pasted there. */
const columns = [
  'class',
  'transcript',
  'classifier',
  'confidence',
  'language',
  'index',
  'call_id',
  'created_at',
] as const satisfies Array<keyof CaptureView>;

/** Asked for a page at a time, since a server may have a limit of its own on how much it sends at once. */
const pageSize = 500;
/** The newest so many: enough to tune examples with, and little enough to be answered in one go. */
const mostRows = 10_000;

/** Captures as a file, newest first. */
export async function exportCaptures(
  records: CaptureRecords,
  organizationId: string,
  wanted: CaptureClass | null,
): Promise<string> {
  const rows: CaptureView[] = [];
  for (let before: Parameters<CaptureRecords['list']>[1]['before'] = null; rows.length < mostRows; ) {
    const page = await records.list(organizationId, { class: wanted, limit: pageSize, before });
    rows.push(...page.captures);
    if (page.next === null) break;
    before = page.next;
  }
  const cells = rows.map((row) => columns.map((column) => guardCell(String(row[column]))));
  return writeCsv([columns, ...cells]);
}
