import { type KnownLanguage, knownLanguage } from '../../../language/tags.ts';

/** What is written of a campaign's call; what is said are prompts (`assets/audio`). */
export interface OutreachTexts {
  /** Somebody spoke and nothing was done. */
  nothing: string;
}

const texts: Record<KnownLanguage, OutreachTexts> = {
  en: { nothing: 'Nothing was settled.' },
  fa: { nothing: 'چیزی قطعی نشد.' },
};

/** English where there are no words of its own. */
export function outreachTexts(language: string): OutreachTexts {
  return texts[knownLanguage(language)];
}
