import type { KnownLanguage } from '../../../../language/tags.ts';

/** What is special about a dish, said apart from it. */
export interface DishNote {
  /** The dish that was named with it; else it is said of the last one. */
  dish: string | null;
  note: string;
}

/** "No onions on one", "extra cheese on the pizza", "without salt in both". */
const english =
  /\b((?:no|without|extra|less|more) [a-z]+(?: [a-z]+)?) (on|in|for) ((?:one|two|three|four|five|six|half|both|all|each|it|them)(?: of (?:them|those|the [a-z]+))?|(?:the|my) ([a-z]+))\b/g;
/** «یکیش بدون پیاز», «یکی از کباب‌ها بدون پیاز» */
const persian =
  /(?<!\p{L})((?:یکی ?(?:ش|شان|شون)?|یکی از آنها|دو تا(?:ش|شون)?|همه(?: شان| شون)?)) ((?:بدون|با) [\p{L}]+)(?: باشد| باشه)?/gu;

/** The notes about dishes in a normalized text, and the text without them. */
export function takeDishNotes(text: string, known: KnownLanguage): { rest: string; notes: DishNote[] } {
  const notes: DishNote[] = [];
  const rest =
    known === 'fa'
      ? text.replace(persian, (_all, which: string, what: string) => {
          notes.push({ dish: null, note: `${which} ${what}` });
          return '';
        })
      : text.replace(english, (_all, what: string, where: string, which: string, dish?: string) => {
          const note = dish === undefined ? `${what} ${where} ${which}` : what;
          notes.push({ dish: dish ?? null, note });
          return '';
        });
  return { rest, notes };
}
