import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { Temporal } from 'temporal-polyfill';
import { isKnownLanguage, normalizeLanguage, primaryLanguage } from './tags.ts';
import { cardinal, ordinal } from './words/speak-fa.ts';

/** A moment as a business names it: its local calendar day (YYYY-MM-DD) and wall-clock time (HH:MM). */
export interface LocalMoment {
  date: string;
  time: string;
}

/** The business's local day and time of an instant (ISO 8601). */
export function localMoment(instant: string, timeZone: string): LocalMoment {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  return {
    date: local.toPlainDate().toString(),
    time: local.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
}

/** "Tuesday, November 24"; Persian names the day of the Jalali calendar: «سه‌شنبه سوم آذر». */
export function sayDate(language: string, date: string): string {
  const day = Temporal.PlainDate.from(date);
  if (primaryLanguage(language) === 'fa') return sayJalaliDate(day);
  return dayFormat(language).format(new Date(`${day.toString()}T12:00:00Z`));
}

/** "10 in the morning", "2:30 in the afternoon", "noon"; «ساعت ده و نیم صبح». */
export function sayTime(language: string, time: string): string {
  const { hour, minute } = Temporal.PlainTime.from(time);
  if (primaryLanguage(language) === 'fa') return sayPersianTime(hour, minute);
  if (isKnownLanguage(language)) return sayEnglishTime(hour, minute);
  const format = new Intl.DateTimeFormat(normalizeLanguage(language), {
    timeZone: 'UTC',
    hour: 'numeric',
    minute: '2-digit',
  });
  return format.format(new Date(Date.UTC(2000, 0, 1, hour, minute)));
}

/** "Tuesday, November 24 at 10 in the morning" */
export function sayDateTime(language: string, moment: LocalMoment): string {
  const day = sayDate(language, moment.date);
  const time = sayTime(language, moment.time);
  return primaryLanguage(language) === 'en' ? `${day} at ${time}` : `${day} ${time}`;
}

/** "Today at 8 in the evening", "tomorrow at noon", "on Tuesday, November 24 at 2 in the afternoon": within a sentence. */
export function sayWhen(language: string, moment: LocalMoment, today: string): string {
  const isEnglish = primaryLanguage(language) === 'en';
  const days = Temporal.PlainDate.from(today).until(moment.date, { largestUnit: 'days' }).days;
  const near = (isEnglish ? ['today', 'tomorrow'] : ['امروز', 'فردا'])[days];
  if (near === undefined) return `${isEnglish ? 'on ' : ''}${sayDateTime(language, moment)}`;
  return `${near}${isEnglish ? ' at' : ''} ${sayTime(language, moment.time)}`;
}

/** An instant (ISO 8601) in the words of the business's local time. */
export function sayInstant(language: string, instant: string, timeZone: string): string {
  return sayDateTime(language, localMoment(instant, timeZone));
}

/** More digits than any number has are not read out: nobody would listen. */
export const longestReadOut = 20;

/** Digits that make no number, as they were understood: in groups of three, as people read out what they are unsure of. */
export function sayDigits(language: string, digits: string): string {
  const groups = digits.replace('+', '').match(/\d{1,3}/g) ?? [];
  if (primaryLanguage(language) === 'fa') return groups.map(sayPersianGroup).join('، ');
  return groups.map((group) => [...group].join(' ')).join(', ');
}

/** A number digit by digit in its usual groups: "2 0 2, 5 5 5, 0 1 0 0". Persian reads pairs and triples in words. */
export function sayPhone(language: string, e164: string): string {
  const number = parsePhoneNumberFromString(e164);
  const groups = (number?.formatNational() ?? e164).split(/\D+/).filter((group) => group !== '');
  if (primaryLanguage(language) === 'fa') return groups.map(sayPersianGroup).join('، ');
  return groups.map((group) => [...group].join(' ')).join(', ');
}

function dayFormat(language: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(normalizeLanguage(language), {
    timeZone: 'UTC',
    weekday: 'long',
    month: 'long',
    day: 'numeric',
  });
}

function sayEnglishTime(hour: number, minute: number): string {
  if (minute === 0 && hour === 12) return 'noon';
  if (minute === 0 && hour === 0) return 'midnight';
  const clock = `${hour % 12 === 0 ? 12 : hour % 12}${minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`}`;
  if (hour < 12) return `${clock} in the morning`;
  return hour < 17 ? `${clock} in the afternoon` : `${clock} in the evening`;
}

function sayPersianTime(hour: number, minute: number): string {
  const clock = cardinal(hour % 12 === 0 ? 12 : hour % 12);
  const minutes = minute === 0 ? '' : minute === 30 ? ' و نیم' : ` و ${cardinal(minute)} دقیقه`;
  return `ساعت ${clock}${minutes} ${persianPartOfDay(hour)}`;
}

function persianPartOfDay(hour: number): string {
  if (hour < 5) return 'بامداد';
  if (hour < 12) return 'صبح';
  if (hour < 14) return 'ظهر';
  return hour < 18 ? 'بعدازظهر' : 'شب';
}

function sayJalaliDate(day: Temporal.PlainDate): string {
  const instant = new Date(`${day.toString()}T12:00:00Z`);
  const parts = new Intl.DateTimeFormat('fa-u-ca-persian-nu-latn', {
    timeZone: 'UTC',
    weekday: 'long',
    month: 'long',
    day: 'numeric',
  }).formatToParts(instant);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('weekday')} ${ordinal(Number(part('day')))} ${part('month')}`;
}

/** «صفر نهصد و دوازده»; groups of four are read as two pairs. */
function sayPersianGroup(group: string): string {
  const chunks = group.length > 3 ? (group.match(/.{1,2}/g) ?? []) : [group];
  return chunks.map(sayPersianChunk).join(' ');
}

function sayPersianChunk(chunk: string): string {
  const zeros = /^0*/.exec(chunk)?.[0].length ?? 0;
  const rest = chunk.slice(zeros);
  const words = Array.from({ length: zeros }, () => 'صفر');
  return [...words, ...(rest === '' ? [] : [cardinal(Number(rest))])].join(' ');
}
