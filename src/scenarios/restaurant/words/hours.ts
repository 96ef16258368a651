import { sayTime } from '../../../language/say.ts';
import type { VisitHours } from '../store/visits.ts';

/** How weekly hours are put together in one language. */
export interface HoursWords {
  sentence(days: string, times: string): string;
  span(opens: string, closes: string): string;
  /** "Monday to Thursday". */
  run(first: string, last: string): string;
  everyDay: string;
  open(parts: string): string;
  kitchen(parts: string): string;
  and: string;
}

interface Span {
  opens: string;
  closes: string;
}

const weekdays = [1, 2, 3, 4, 5, 6, 7];

/** "We are open Monday to Thursday from 11 in the morning to 11 in the evening." Null where there are no hours. */
export function sayHours(language: string, hours: VisitHours[], words: HoursWords): string | null {
  const sentences = (['opening', 'kitchen'] as const).flatMap((kind) => {
    const own = hours.filter((row) => row.kind === kind);
    if (own.length === 0) return [];
    const parts = sayWeek(language, own, words);
    return [kind === 'opening' ? words.open(parts) : words.kitchen(parts)];
  });
  return sentences.length === 0 ? null : sentences.join(' ');
}

function sayWeek(language: string, hours: VisitHours[], words: HoursWords): string {
  const groups = new Map<string, number[]>();
  for (const weekday of weekdays) {
    const spans = spansOf(hours, weekday);
    if (spans.length === 0) continue;
    const times = spans
      .map(({ opens, closes }) => words.span(sayTime(language, opens), sayTime(language, clockTime(closes))))
      .join(words.and);
    groups.set(times, [...(groups.get(times) ?? []), weekday]);
  }
  return [...groups].map(([times, days]) => words.sentence(sayDays(language, days, words), times)).join('; ');
}

/** Hours that go on past midnight belong to the evening on which they began. */
function spansOf(hours: VisitHours[], weekday: number): Span[] {
  const of = (day: number) => hours.filter((row) => row.weekday === ((day - 1) % 7) + 1);
  const isOn = (day: number) => of(day).some(({ closes }) => clockTime(closes) === '00:00');
  return of(weekday).flatMap(({ opens, closes }) => {
    if (opens === '00:00' && isOn(weekday + 6)) return [];
    const later =
      clockTime(closes) === '00:00' ? of(weekday + 1).find((row) => row.opens === '00:00') : undefined;
    return [{ opens, closes: later?.closes ?? closes }];
  });
}

/** The end of a day is the beginning of the next. */
function clockTime(text: string): string {
  return text === '24:00' ? '00:00' : text;
}

function sayDays(language: string, days: number[], words: HoursWords): string {
  if (days.length === weekdays.length) return words.everyDay;
  const name = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  // January 1, 2024 was a Monday.
  const say = (day: number) => name.format(Date.UTC(2024, 0, day));
  const [first = 1] = days;
  const last = days.at(-1) ?? first;
  const isRun = days.length > 2 && last - first === days.length - 1;
  return isRun ? words.run(say(first), say(last)) : days.map(say).join(words.and);
}
