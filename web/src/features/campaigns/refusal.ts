import { ApiError } from '../../lib/api.ts';
import { texts } from '../../lib/texts/texts.ts';
import { words } from './words.ts';

/** Why the server did not do it, for whoever filled a form in. */
export interface Refusal {
  text: string;
  /** The same where this field of the request is meant, or something in it; else null. */
  at(field: string): string | null;
  /** None of these fields is meant. */
  elsewhere(fields: readonly string[]): boolean;
}

export function refusalOf(error: unknown): Refusal {
  const text = textOf(error);
  const field = error instanceof ApiError ? error.field?.replace(/^body\./, '') : undefined;
  const isAt = (one: string) => field === one || (field?.startsWith(`${one}.`) ?? false);
  return {
    text,
    at: (one) => (isAt(one) ? text : null),
    elsewhere: (fields) => !fields.some(isAt),
  };
}

function textOf(error: unknown): string {
  if (!(error instanceof ApiError) || error.code === 'malformed') return texts.lists.failed;
  const known = words.confirm.refusals[error.code];
  if (known) return known;
  // "body.date_range_end is not right: it has passed." is read at that field: what is wrong is enough.
  const wrong = error.message.replace(/^\S+ is not right: /, '');
  const sentence = wrong.charAt(0).toUpperCase() + wrong.slice(1);
  return [sentence, error.fix].filter(Boolean).join(' ');
}
