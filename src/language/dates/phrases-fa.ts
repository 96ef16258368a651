import { markHolidays } from './holidays.ts';

type Phrase = [pattern: RegExp, as: string];

const weekdays = [
  'دو ?شنبه',
  'سه ?شنبه',
  'چهار ?شنبه|چار ?شنبه',
  'پنج ?شنبه|پنشنبه',
  'جمعه|آدینه',
  'شنبه',
  'یک ?شنبه|یه ?شنبه',
];

/** Recognizers write compounds with and without spaces. In the order in which they are tried. */
const compounds: Phrase[] = [
  [/(?<!\d)(\d{1,2}):(\d{2})(?!\d)/g, ' c$1:$2 '],
  [/پسون ?فردا|پس ?اون ?فردا/g, ' 3 روز دیگه '],
  [/پس ?فردا/g, ' overmorrow '],
  [/بعد ?از ?ظهر/g, ' بعدازظهر '],
  [/نیمه ?شب/g, ' نیمهشب '],
  [/نصف ?شب/g, ' شب '],
  [/سی ?ام/g, ' o30 '],
  // «نه» is "no" and "nine": at the beginning it is a "no" unless it is told as a time.
  [/^نه[.!]?$/, ''],
  [/(?<=ساعت \S+) نه (?=(?:ساعت )?(?!و |صبح|شب|ظهر|عصر|دقیقه)\S)/g, ' fix '],
  [/^نه,? (?!صبح|شب|ظهر|و |بعد|تا|عصر)/, ' fix '],
];

/** After the names of weekdays have become digits: «سه» of «سه شنبه» is no 3, «نه» between days no 9. */
const phrases: Phrase[] = [
  [/(?<=w\d ) ?ها(?:ی)? +نه(?= |$)/g, ' bad '],
  [/(?<=w\d ) ?ها(?:ی)?(?= |$)/g, ' '],
  [/(?<=w\d ) ?نه(?= +(?:w\d|,|فردا|امروز|overmorrow))/g, ' fix '],
  [/(?<= )نه(?= (?:ببخشید|اشتباه|ساعت|فردا|امروز))/g, ' fix '],
  [/اول وقت|اول صبح|سر صبح|صبح زود|کله ?سحر/g, ' firstthing '],
  [/(?:یک|یه|1) (?=هفته|ماه|روز)/g, ' 1 '],
  [/(?<!\p{L})(?:یک|یه|1) ربع/gu, ' ربع '],
  [/هر ?روز(?:ی)? (?:جز|غیر از|به غیر از|به ?جز|بجز|الا|مگر)/g, ' except '],
  [/(?:به ?)?غیر ?از|به ?جز|بجز|(?<= )جز(?= )|(?<= )الا(?= )/g, ' except '],
  [
    /(?:نمی ?(?:تونم|توانم|شه|شود|خوام|خواهم|رسم|ام|تونیم)|نباشه|نباشد|نیستم|نمیشه|وقت ندارم|گرفتارم|مناسب نیست|خوب نیست|مقدور نیست|ممکن نیست)/g,
    ' bad ',
  ],
  [/(?:به|ب) بعد/g, ' onward '],
  [/(?:بعد|پس) ?از(?! ?ظهر)/g, ' after '],
  [/(?:قبل|پیش) ?از/g, ' before '],
  [/نه (?=(?:before|after))/g, ' not '],
  [/حداکثر تا|تا قبل ?از/g, ' before '],
  [/تا +(?=before)/g, ' '],
];

/** Several words of a normalized Persian text that mean one thing, as one. */
export function persianPhrases(text: string): string {
  const joined = compounds.reduce(replace, markHolidays(text));
  return phrases.reduce(replace, weekdayPatterns.reduce(replace, joined));
}

function replace(text: string, [pattern, as]: Phrase): string {
  return text.replace(pattern, as);
}

/** Longer names first: «شنبه» is in all but one. */
const weekdayPatterns: Phrase[] = weekdays
  .map((name, index): [string, number] => [name, index + 1])
  .toSorted(([one], [other]) => other.length - one.length)
  .map(([name, number]) => [new RegExp(`(?:${name})(?: ?ی(?= ))?`, 'g'), ` w${number} `]);
