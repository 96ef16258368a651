import { parse } from 'csv-parse/sync';

/** A record of a CSV file (RFC 4180), with the line that it begins in, or what is wrong with that line. */
export type CsvRecord = { line: number; cells: string[] } | { line: number; problem: string };

/** No cell that a person wrote has more lines; a quote that is still open then was never meant to be one. */
const longestRecordLines = 50;

/**
 * The records of a text, each parsed by itself, so that a line with a stray quote is reported and costs nobody else
 * their row. Lines without anything in them are passed over.
 */
export function readCsv(text: string): CsvRecord[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n');
  const records: CsvRecord[] = [];
  for (let at = 0; at < lines.length; ) {
    const length = recordLength(lines, at);
    const cells = length === null ? null : parseRecord(lines.slice(at, at + length).join('\n'));
    if (cells === null)
      records.push({ line: at + 1, problem: 'a quote is not closed, or stands where none may' });
    else if (cells.some((cell) => cell !== '')) records.push({ line: at + 1, cells });
    at += cells === null ? 1 : (length ?? 1);
  }
  return records;
}

/** How many lines a record goes on for: until its quotes are even. Null when they never are. */
function recordLength(lines: string[], start: number): number | null {
  let quotes = 0;
  for (const [index, line] of lines.slice(start, start + longestRecordLines).entries()) {
    quotes += line.split('"').length - 1;
    if (quotes % 2 === 0) return index + 1;
  }
  return null;
}

function parseRecord(text: string): string[] | null {
  try {
    const [cells = []] = parse(text, { record_delimiter: [], relax_column_count: true }) as string[][];
    return cells.map((cell) => cell.trim());
  } catch {
    return null;
  }
}
