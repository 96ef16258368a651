import { type KnownLanguage, knownLanguage } from '../../../../language/tags.ts';

/** Monday first, as ISO counts; nobody works at the weekend. */
export const weekdays = [1, 2, 3, 4, 5] as const;
export type Weekday = (typeof weekdays)[number];

/** What people who want an appointment say, in one language, each in the only wording it has. */
export interface CallerLines {
  bookAppointment: string;
  firstOffered: string;
  day(weekday: Weekday): string;
}

const english = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const persian = ['دوشنبه', 'سه‌شنبه', 'چهارشنبه', 'پنجشنبه', 'جمعه'];

const lines: Record<KnownLanguage, CallerLines> = {
  en: {
    bookAppointment: 'i would like to book an appointment',
    firstOffered: 'the first one',
    day: (weekday) => `on ${english[weekday - 1]}`,
  },
  fa: {
    bookAppointment: 'می‌خواهم نوبت بگیرم',
    firstOffered: 'اولی',
    day: (weekday) => persian[weekday - 1] ?? '',
  },
};

export function callerLines(language: string): CallerLines {
  return lines[knownLanguage(language)];
}
