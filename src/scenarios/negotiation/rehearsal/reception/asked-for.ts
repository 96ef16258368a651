import { parseSpokenDate, parseSpokenTime } from '../../../../language/dates.ts';
import type { LocalMoment } from '../../../../language/say.ts';
import { type KnownLanguage, knownLanguage } from '../../../../language/tags.ts';

/** A bound that the agent named, and where in its words it stands. */
export type Bound = 'from' | 'before' | 'until';

const where: Record<KnownLanguage, Record<Bound, RegExp>> = {
  en: {
    from: /\b(?:from|after|since) (.+?)(?: on)?\s*\?/i,
    before: /\b(?:before|earlier than|sooner than) (.+?)(?:, if possible|\?|$)/i,
    until: /\b(?:until|till) (.+?)(?:\?|$)/i,
  },
  fa: {
    from: /(?<!زودتر )از (.+?) به بعد/u,
    before: /زودتر از (.+?)(?:، و اگر| وقت|[؟?]|$)/u,
    until: /را تا (.+?) برای/u,
  },
};

export interface Hearing {
  /** BCP 47. */
  language: string;
  /** Where the provider is, YYYY-MM-DD. */
  today: string;
}

/** The moment that the agent named as this bound, as far as a reception understands it. */
export function boundIn(said: string, bound: Bound, hearing: Hearing): LocalMoment | null {
  const words = where[knownLanguage(hearing.language)][bound].exec(said)?.[1];
  return words === undefined ? null : momentIn(words, hearing);
}

/** The day and the time in a text, today where no day is named. */
export function momentIn(text: string, { language, today }: Hearing): LocalMoment | null {
  const time = parseSpokenTime(text, { language, today })?.time;
  if (time === undefined) return null;
  return { date: parseSpokenDate(text, { language, today })?.date ?? today, time };
}
