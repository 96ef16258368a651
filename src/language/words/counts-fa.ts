import type { CountWords } from './count-words.ts';

const set = (words: string) => new Set(words.split(' '));

/** «یک دوجین»، «نیم دوجین»، «یک جفت»، «یکی دیگر»، «دو تا بیشتر»، «یکی کمتر» */
export const persianCounts: CountWords = {
  one: set('یک یه یکی یدونه'),
  groups: { دوجین: 12, جفت: 2, صد: 100 },
  half: set('نیم نصف'),
  and: set('و'),
  measures: set('تا عدد دانه دونه پرس لیوان فنجان بطری ظرف'),
  another: new Set(),
  more: set('دیگه دیگر بیشتر اضافه'),
  fewer: set('کمتر'),
};
