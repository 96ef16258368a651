import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type KnownLanguage, knownLanguage } from '../../language/tags.ts';
import { captureClass } from './store/outreach-views.ts';

/** What people say, with the class that it belongs to: columns as in the export, so that rows of it can be pasted. */
const exampleRows = z.array(z.object({ class: captureClass, transcript: z.string().trim().min(1) }));

export type Example = z.infer<typeof exampleRows>[number];

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
  return exampleRows.parse(
    parse(readFileSync(file), { columns: true, skip_empty_lines: true, trim: true, bom: true }),
  );
}
