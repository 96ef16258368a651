import { parseSpokenDate } from '../../../language/dates.ts';
import { normalize, wordsOf } from '../../../language/normalize.ts';
import { type KnownLanguage, knownLanguage } from '../../../language/tags.ts';
import { leadingAnswer } from '../../../language/yes-no.ts';
import type { Setting } from '../../../simulation/scripted-model/setting.ts';
import { intentOf } from './intents.ts';

/** What people put around their name when they are asked for it. */
const around: Record<KnownLanguage, RegExp> = {
  en: /^(?:(?:yes|okay|ok|sure|well|um|uh|please) )*(?:(?:it's|it is|it should be|that's|my name is|my name's|the name is|the name's|the name|this is|i am|i'm)\b ?)?(?:(?:under|in|for|on)\b ?)?(?:the name\b(?: of\b)? ?)?(?:(?:mister|mrs|mr|miss|ms|doctor|dr)\b ?)?/,
  fa: /^(?:(?:بله|خب|باشه) )*(?:(?:به )?(?:اسم|نام)(?:م| من)?|من)? ?| (?:است|هستم|هست)$/gu,
};

/** No name is longer, and a whole sentence is none. */
const mostWords = 4;

/** What somebody answers who is asked for the name or the day that is on file; null when it is neither. */
export function proofIn(
  text: string,
  setting: Setting,
): { appointment_date: string } | { name: string } | null {
  const { language, today } = setting;
  const date = parseSpokenDate(text, { language, today });
  if (date?.exists) return { appointment_date: date.date };
  if (intentOf(text, language) !== null) return null;
  const words = wordsOf(wordsOf(text).join(' ').replace(around[knownLanguage(language)], ''));
  const isName =
    words.length > 0 &&
    words.length <= mostWords &&
    words.every((word) => /^\p{L}[\p{L}\p{M}'’-]*$/u.test(word));
  return isName && leadingAnswer(normalize(words.join(' ')), language) === null
    ? { name: words.join(' ') }
    : null;
}
