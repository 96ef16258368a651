import type { Facts } from '../../calls/call/facts.ts';
import type { Texts } from '../../calls/texts/texts.ts';
import type { LocalMoment } from '../../language/say.ts';
import type { Phrases } from './phrase-set.ts';

/** Whom the model speaks for and when, the same for a whole reply. */
export interface Setting {
  language: string;
  /** ISO 3166 country of the business, for phone numbers. */
  region: string;
  /** The business's local day, YYYY-MM-DD. */
  today: string;
  /** The same with the time. */
  now: LocalMoment;
  /** What the call request brought along. */
  facts: Facts;
  texts: Texts;
  phrases: Phrases;
}
