import { Temporal } from 'temporal-polyfill';
import { gregorian, jalali, weekdayOfMonth } from './calendar.ts';

type Rule = (year: number, region: string) => Temporal.PlainDate | null;

const fixed =
  (month: number, day: number): Rule =>
  (year) =>
    gregorian.make({ year, month, day });

const iranian =
  (month: number, day: number): Rule =>
  (year) =>
    jalali.make({ year: month < 10 ? year - 621 : year - 622, month, day });

const nth =
  (weekday: number, count: number, month: number): Rule =>
  (year) =>
    weekdayOfMonth(weekday, count, { year, month, day: 1 }, gregorian);

const fromEaster =
  (days: number): Rule =>
  (year) =>
    easter(year).add({ days });

/** Whole names as people say them; the calendar's day of each in a year (Gregorian). */
const rules: Record<string, Rule> = {
  'christmas~eve': fixed(12, 24),
  christmas: fixed(12, 25),
  'boxing~day': fixed(12, 26),
  'new~years~eve': fixed(12, 31),
  'new~years~day': fixed(1, 1),
  valentines: fixed(2, 14),
  'st~patricks': fixed(3, 17),
  juneteenth: fixed(6, 19),
  'fourth~of~july': fixed(7, 4),
  halloween: fixed(10, 31),
  'veterans~day': fixed(11, 11),
  'mlk~day': nth(1, 3, 1),
  'presidents~day': nth(1, 3, 2),
  'memorial~day': nth(1, -1, 5),
  'labor~day': nth(1, 1, 9),
  'columbus~day': nth(1, 2, 10),
  thanksgiving: (year, region) => (region === 'CA' ? nth(1, 2, 10) : nth(4, 4, 11))(year, region),
  'black~friday': (year) => nth(4, 4, 11)(year, 'US')?.add({ days: 1 }) ?? null,
  'good~friday': fromEaster(-2),
  easter: fromEaster(0),
  'easter~monday': fromEaster(1),
  nowruz: iranian(1, 1),
  sizdah: iranian(1, 13),
  yalda: iranian(9, 30),
  // The eve of the last Wednesday of the year
  'chaharshanbe~suri': (year) =>
    weekdayOfMonth(3, -1, { year: year - 622, month: 12, day: 1 }, jalali)?.subtract({ days: 1 }) ?? null,
};

/** A holiday that was is still meant for a few days ("thanksgiving", said on the day after), then the next one. */
const recentDays = 7;

export function holidayDate(
  name: string,
  today: Temporal.PlainDate,
  region: string,
): Temporal.PlainDate | null {
  const earliest = today.subtract({ days: recentDays });
  const days = [today.year - 1, today.year, today.year + 1].map(
    (year) => rules[name]?.(year, region) ?? null,
  );
  return days.find((day) => day !== null && Temporal.PlainDate.compare(day, earliest) >= 0) ?? null;
}

/** Easter Sunday of the Western church, by the algorithm of Meeus, Jones and Butcher. */
function easter(year: number): Temporal.PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const shift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - shift + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * late + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(days / 31), day: (days % 31) + 1 });
}

/** Names in normalized English and Persian text, longer ones first, and the rule of each. */
const holidayNames: Array<[name: RegExp, rule: string]> = [
  [/\bchristmas eve\b/u, 'christmas~eve'],
  [/\b(?:christmas|xmas)(?: day)?\b/u, 'christmas'],
  [/\bboxing day\b/u, 'boxing~day'],
  [/\bnew year'?s? eve\b/u, 'new~years~eve'],
  [/\bnew year'?s?(?: day)?\b/u, 'new~years~day'],
  [/\bvalentine'?s?(?: day)?\b/u, 'valentines'],
  [/\b(?:st|saint) patrick'?s?(?: day)?\b/u, 'st~patricks'],
  [/\bjuneteenth\b/u, 'juneteenth'],
  [/\bindependence day\b|\b(?:fourth|4th) of july\b/u, 'fourth~of~july'],
  [/\bhalloween\b/u, 'halloween'],
  [/\bveterans'? day\b/u, 'veterans~day'],
  [/\b(?:mlk|martin luther king)(?: jr)?(?:'s)?(?: day)?\b/u, 'mlk~day'],
  [/\bpresident'?s'? day\b/u, 'presidents~day'],
  [/\bmemorial day\b/u, 'memorial~day'],
  [/\blabou?r day\b/u, 'labor~day'],
  [/\b(?:columbus|indigenous peoples'?) day\b/u, 'columbus~day'],
  [/\bthanksgiving(?: day)?\b/u, 'thanksgiving'],
  [/\bblack friday\b/u, 'black~friday'],
  [/\bgood friday\b/u, 'good~friday'],
  [/\beaster monday\b/u, 'easter~monday'],
  [/\beaster(?: sunday)?\b/u, 'easter'],
  [/\b(?:nowruz|norouz|nowrooz)\b|(?:عید )?نوروز/u, 'nowruz'],
  [/(?:سیزده|13) ?(?:به ?در|بدر)/u, 'sizdah'],
  [/(?:شب )?یلدا|شب چله/u, 'yalda'],
  [/چهار ?شنبه ?سوری/u, 'chaharshanbe~suri'],
  [/کریسمس/u, 'christmas'],
];

const anyHoliday = new RegExp(holidayNames.map(([name]) => `(${name.source})`).join('|'), 'gu');

/** Each holiday in a normalized text as the token `h~name`. */
export function markHolidays(text: string): string {
  return text.replace(anyHoliday, (_, ...groups: unknown[]) => {
    const [, rule] = holidayNames[groups.findIndex((group) => group !== undefined)] ?? [];
    return ` h~${rule} `;
  });
}
