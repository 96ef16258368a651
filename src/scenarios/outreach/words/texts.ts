import { type KnownLanguage, knownLanguage } from '../../../language/tags.ts';

/** What is written of a campaign's call; what is said are prompts (`assets/audio`). */
export interface OutreachTexts {
  /** Somebody spoke and nothing was done. */
  nothing: string;
  /** Their answer to the offer, in their words. */
  answered(words: string): string;
  /** What a result means. */
  results: Readonly<Record<string, string>>;
  /** Any other result, which begins with `failed:`. */
  failed: string;
}

const texts: Record<KnownLanguage, OutreachTexts> = {
  en: {
    nothing: 'Nothing was settled.',
    answered: (words) => `Answered the offer: “${words}”.`,
    results: {
      connected_to_operator: 'Is interested, and was connected to an operator.',
      not_interested: 'Is not interested.',
      hangup: 'Hung up before it was known whether they are interested.',
      disconnected: 'The call broke off before it was known whether they are interested.',
      missed: 'Was not reached.',
      'failed:operator_failed': 'Is interested, but no operator could be reached.',
    },
    failed: 'The call failed before it was known whether they are interested.',
  },
  fa: {
    nothing: 'چیزی قطعی نشد.',
    answered: (words) => `در پاسخ به پیشنهاد گفت: «${words}».`,
    results: {
      connected_to_operator: 'علاقه‌مند است و به همکارمان وصل شد.',
      not_interested: 'علاقه‌مند نیست.',
      hangup: 'پیش از آن که علاقه‌اش معلوم شود گوشی را گذاشت.',
      disconnected: 'پیش از آن که علاقه‌اش معلوم شود تماس قطع شد.',
      missed: 'پاسخی داده نشد.',
      'failed:operator_failed': 'علاقه‌مند است، اما هیچ همکاری در دسترس نبود.',
    },
    failed: 'پیش از آن که علاقه‌اش معلوم شود تماس ناموفق ماند.',
  },
};

/** English where there are no words of its own. */
export function outreachTexts(language: string): OutreachTexts {
  return texts[knownLanguage(language)];
}
