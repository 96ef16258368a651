import { z } from 'zod';
import { asData } from '../../language/quoted.ts';

/**
 * What a scenario knows from its call request, as the last line of its instructions: the language model reads it there,
 * and so does the scripted one, which has nothing else to know it from.
 */
const facts = z.looseObject({
  /** We called them. */
  isCalled: z.boolean().default(false),
  /** E.164, of whoever is at the other end. */
  phone: z.string().nullable().default(null),
  person: z.string().nullable().default(null),
});

/** What any call knows, and beside it what only its scenario can read. */
export type Facts = z.infer<typeof facts>;

const mark = 'Known facts: ';

export function writeFacts(known: Partial<Facts>): string {
  return `${mark}${JSON.stringify(asData(known))}`;
}

/** Instructions without facts know nothing. */
export function readFacts(instructions: string): Facts {
  const line = instructions.split('\n').findLast((text) => text.startsWith(mark));
  return facts.parse(line === undefined ? {} : JSON.parse(line.slice(mark.length)));
}
