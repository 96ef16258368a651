import { type CsvRecord, type Line, readRecord, readRecords, splitLines } from './records.ts';

/** The names in the first line, and what stands below them; or a sentence about why they cannot be told. */
export type CsvTable = { names: string[]; records: CsvRecord[] } | { problem: string };

/** What spreadsheets put between cells: Excel the second where a comma is for decimals, the third as "Unicode text". */
const separators: Record<string, string> = { ',': 'comma', ';': 'semicolon', '\t': 'tab' };

/** More columns than any list of people is exported with. */
const mostColumns = 200;

/**
 * A table with names of columns in its first line. Nothing in a file says what separates its cells, so the names decide:
 * what makes most known names of the first line. Where two do, the file is refused, since rows that are cut at the wrong
 * character would be taken as other people's.
 * @param isKnown whether a name of a column is one that the reader has a use for.
 * @param mostRows a table with more is refused.
 */
export function readTable(text: string, isKnown: (name: string) => boolean, mostRows = Infinity): CsvTable {
  const lines = splitLines(text);
  const declared = /^"?sep=(.)"?$/i.exec(lines[0]?.text ?? '')?.[1];
  const begin = lines.findIndex(({ text }, at) => text.trim() !== '' && !(at === 0 && declared));
  if (begin === -1) return noNames;
  const separator = declared ?? chooseSeparator(lines, begin, isKnown);
  if (separator === null) return unclear(lines[begin]);
  const { record, next } = readRecord(lines, begin, separator);
  if ('problem' in record) return noNames;
  const names = record.cells.map((cell) => cell.trim());
  while (names.at(-1) === '') names.pop();
  if (names.length === 0) return noNames;
  if (names.length > mostColumns) return { problem: `it has more than ${mostColumns} columns` };
  const records = readRecords(lines, separator, next, mostRows);
  if (records.length > mostRows) return { problem: `it has more than ${mostRows} rows; send several files` };
  return { names, records };
}

const noNames = { problem: 'it has no line with the names of columns' };

function chooseSeparator(lines: Line[], begin: number, isKnown: (name: string) => boolean): string | null {
  const ways = Object.keys(separators).flatMap((separator) => {
    const { record } = readRecord(lines, begin, separator);
    if ('problem' in record) return [];
    return [{ separator, cells: record.cells.length, known: record.cells.filter(isKnown).length }];
  });
  // A quote that is never closed: no separator would help.
  if (ways.length === 0) return ',';
  const most = Math.max(0, ...ways.map(({ known }) => known));
  const best = ways.filter(({ known }) => known === most);
  // A single column, known whichever way it is read, needs no separator.
  if (most > 0 && best.every(({ cells }) => cells === 1)) return best[0]?.separator ?? null;
  const splitting = best.filter(({ cells }) => cells > 1);
  return splitting.length === 1 ? (splitting[0]?.separator ?? null) : null;
}

function unclear(line: Line | undefined): { problem: string } {
  const found = Object.entries(separators).filter(([separator]) => line?.text.includes(separator));
  const what =
    found.length > 1
      ? `both ${found.map(([, name]) => name).join(' and ')} stand in its first line`
      : `no ${Object.values(separators).join(', ')} stands between names in its first line`;
  return { problem: `its separator cannot be told: ${what}` };
}
