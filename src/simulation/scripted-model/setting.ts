import type { Texts } from '../../language/texts.ts';
import type { Phrases } from './phrase-set.ts';

/** Whom the model speaks for and when, the same for a whole reply. */
export interface Setting {
  language: string;
  /** ISO 3166 country of the business, for phone numbers. */
  region: string;
  /** The business's local day, YYYY-MM-DD. */
  today: string;
  texts: Texts;
  phrases: Phrases;
}
