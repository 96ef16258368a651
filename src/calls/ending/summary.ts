import { withoutFullStop } from '../../language/sentences.ts';
import { withoutPhones } from '../../language/without-phones.ts';
import type { CallReview } from '../call/call.ts';
import type { CommittedAction } from '../call/committed-action.ts';
import type { SummaryParts } from '../scenario/definition.ts';
import { textsFor } from '../texts/texts.ts';
import { readSentiment } from './sentiment.ts';

export interface SummaryInput {
  /** In the order that they were said. */
  turns: Array<{ role: 'agent' | 'person'; text: string }>;
  /** The scenario's part. */
  parts: SummaryParts;
  /** What the call did. Not known any more of a call whose job died before it could tell. */
  actions?: CommittedAction[];
  /** BCP 47; a language without texts of its own is summarized in English. */
  language: string;
}

/** Long enough for a request, short enough for a line in a list. */
const requestLength = 140;
/** "Hello", "yes please" and "it's me" are no request. */
const requestWords = 4;

/**
 * What happened, from committed rows and the person's words alone: the same call always reads the same. Telephone numbers
 * are in the call's own fields, for whoever may see them; a summary goes further.
 */
export function summarize({ turns, parts, actions = [], language }: SummaryInput): CallReview {
  const own = textsFor(language).summary;
  const said = turns.filter((turn) => turn.role === 'person').map((turn) => turn.text.trim());
  const done = [...parts.told, ...actions.map(({ told }) => told)]
    .filter((told) => told !== '')
    .map((told) => withoutPhones(told, language));
  const asked = request(said.map((text) => withoutPhones(text, language)));
  const sentences = [...(asked === null ? [] : [(parts.quote ?? own.asked)(asked)]), ...done];
  if (done.length === 0) sentences.push(said.length === 0 ? own.silent : parts.nothing);
  return { summary: sentences.join(' '), sentiment: readSentiment(said, language) };
}

/** A number that was taken out is no word: "my number is …" asks for nothing. */
function wordsOf(text: string): number {
  return text
    .replace(/\[[^\]]*\]/gu, ' ')
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word)).length;
}

function request(said: string[]): string | null {
  const first = said.find((text) => wordsOf(text) >= requestWords);
  if (!first) return null;
  const letters = [...first];
  const short = letters.length > requestLength ? `${letters.slice(0, requestLength).join('')}…` : first;
  return withoutFullStop(short);
}
