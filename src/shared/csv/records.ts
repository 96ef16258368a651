import { parse } from 'csv-parse/sync';

/** A record of a CSV file (RFC 4180), with the line that it begins in, or what is wrong with that line. */
export type CsvRecord = { line: number; cells: string[] } | { line: number; problem: string };

/** A line of a file with the characters that end it. */
export interface Line {
  text: string;
  end: string;
}

/** No record that people wrote is longer; a quote that is still open then was never meant to be one. */
const longestRecord = 20_000;

/** The lines of a text, with any of the three endings. */
export function splitLines(text: string): Line[] {
  const parts = text.split(/(\r\n|\n|\r)/);
  return Array.from({ length: Math.ceil(parts.length / 2) }, (_, at) => ({
    text: parts[2 * at] ?? '',
    end: parts[2 * at + 1] ?? '',
  }));
}

/**
 * The records in lines, each parsed by itself, so that a line with a stray quote is reported and costs nobody else their
 * row. Lines without anything in them are passed over. What is in a cell is left as it is, line breaks included.
 * @param first where to begin, counted from 0.
 * @param most one more is read, which tells that there are too many; nobody waits for the rest.
 */
export function readRecords(lines: Line[], separator: string, first = 0, most = Infinity): CsvRecord[] {
  const records: CsvRecord[] = [];
  for (let at = first; at < lines.length && records.length <= most; ) {
    const { record, next } = readRecord(lines, at, separator);
    if ('problem' in record || record.cells.some((cell) => cell.trim() !== '')) records.push(record);
    at = next;
  }
  return records;
}

/** The record that begins in a line, and the line after it. */
export function readRecord(
  lines: Line[],
  at: number,
  separator: string,
): { record: CsvRecord; next: number } {
  if ((lines[at]?.text.length ?? 0) > longestRecord) {
    return { record: { line: at + 1, problem: `has more than ${longestRecord} characters` }, next: at + 1 };
  }
  const length = recordLength(lines, at);
  const cells = length === null ? null : parseRecord(joinLines(lines.slice(at, at + length)), separator);
  if (cells !== null) return { record: { line: at + 1, cells }, next: at + (length ?? 1) };
  const problem = 'a quote is not closed, or stands where none may';
  return { record: { line: at + 1, problem }, next: at + 1 };
}

/** How many lines a record goes on for: until its quotes are even. Null when they never are. */
function recordLength(lines: Line[], start: number): number | null {
  let quotes = 0;
  let characters = 0;
  for (let at = start; at < lines.length && characters <= longestRecord; at += 1) {
    const { text, end } = lines[at] as Line;
    quotes += text.split('"').length - 1;
    characters += text.length + end.length;
    if (quotes % 2 === 0) return at + 1 - start;
  }
  return null;
}

function joinLines(lines: Line[]): string {
  return lines.map(({ text, end }, at) => (at < lines.length - 1 ? text + end : text)).join('');
}

function parseRecord(text: string, delimiter: string): string[] | null {
  try {
    const [cells = ['']] = parse(text, {
      delimiter,
      record_delimiter: [],
      relax_column_count: true,
    }) as string[][];
    return cells;
  } catch {
    return null;
  }
}
