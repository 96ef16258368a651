import { stringify } from 'csv-stringify/sync';

/** A file of rows, the names of its columns first, as RFC 4180 has it. */
export function writeCsv(rows: ReadonlyArray<readonly string[]>): string {
  // csv-stringify quotes for the ending of its own records only: a bare line feed in a cell would begin a row.
  return stringify(
    rows.map((row) => [...row]),
    { record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  );
}
