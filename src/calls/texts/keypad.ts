import { type KnownLanguage, knownLanguage } from '../../language/tags.ts';
import { cardinal } from '../../language/words/speak-fa.ts';

/** What pressed keys mean in words, and what is said of keys that mean nothing. */
export interface KeypadTexts {
  yes: string;
  no: string;
  pressYesOrNo: string;
  /** @param count how many choices there are */
  pressChoice(count: number): string;
}

const texts: Record<KnownLanguage, KeypadTexts> = {
  en: {
    yes: 'yes',
    no: 'no',
    pressYesOrNo: 'Please press 1 for yes or 2 for no.',
    pressChoice: (count) => (count === 1 ? 'Please press 1.' : `Please press a key from 1 to ${count}.`),
  },
  fa: {
    yes: 'بله',
    no: 'نه',
    pressYesOrNo: 'لطفاً برای بله عدد یک و برای نه عدد دو را فشار دهید.',
    pressChoice: (count) =>
      count === 1 ? 'لطفاً عدد یک را فشار دهید.' : `لطفاً عددی از یک تا ${cardinal(count)} را فشار دهید.`,
  },
};

export function keypadTextsFor(language: string): KeypadTexts {
  return texts[knownLanguage(language)];
}
