import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type KnownLanguage, knownLanguage } from '../../language/tags.ts';
import { unguardCell } from '../../shared/csv/cells.ts';
import { readFileText } from '../../shared/csv/encoding.ts';
import { readTable } from '../../shared/csv/table.ts';
import { captureClass } from './store/outreach-views.ts';

/** What people say, with the class that it belongs to: columns as in the export, so that rows of it can be pasted. */
const exampleRow = z.object({ class: captureClass, transcript: z.string().min(1) });

export type Example = z.infer<typeof exampleRow>;

const columns = Object.keys(exampleRow.shape);

const loaded = new Map<KnownLanguage, Example[]>();

/**
 * The examples that guide classification, from `assets/outreach/examples.LANGUAGE.csv`; English for a language without.
 * @param language BCP 47.
 */
export function examplesFor(language: string): Example[] {
  const known = knownLanguage(language);
  const examples = loaded.get(known) ?? readExamples(known);
  loaded.set(known, examples);
  return examples;
}

function readExamples(language: KnownLanguage): Example[] {
  const file = new URL(`../../../assets/outreach/examples.${language}.csv`, import.meta.url);
  const read = parseExamples(readFileSync(file));
  if ('problem' in read) throw new Error(`${file.pathname} cannot be read: ${read.problem}`);
  return read.examples;
}

/** The examples in a file as a spreadsheet saves it, cells guarded as in the export; or what is wrong with it. */
export function parseExamples(bytes: Uint8Array): { examples: Example[] } | { problem: string } {
  const file = readFileText(bytes);
  if ('problem' in file) return file;
  const table = readTable(file.text, (name) => columns.includes(name.trim().toLowerCase()));
  if ('problem' in table) return table;
  const names = table.names.map((name) => name.toLowerCase());
  const examples: Example[] = [];
  for (const record of table.records) {
    if ('problem' in record) return { problem: `line ${record.line}: ${record.problem}` };
    const cells = columns.map((column) => [
      column,
      unguardCell(record.cells[names.indexOf(column)] ?? '').trim(),
    ]);
    const parsed = exampleRow.safeParse(Object.fromEntries(cells));
    if (!parsed.success)
      return { problem: `line ${record.line}: ${parsed.error.issues[0]?.path.join('.')} is not right` };
    examples.push(parsed.data);
  }
  return { examples };
}
