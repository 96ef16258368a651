import type { When } from '../../../../language/dates.ts';
import type { LocalMoment } from '../../../../language/say.ts';
import { englishWeekdays } from '../../../../language/words/weekdays-en.ts';

/** What `fetch_slots` is asked for beyond one day and a part of it, in its words. */
export interface SlotWish {
  appointment_date?: string;
  until_date?: string;
  earliest_time?: string;
  before_time?: string;
  not_on?: string[];
}

type Heard = Extract<When, { kind: 'wish' }>;

/** Where the parts of a day meet: "not in the morning" is from noon. */
const noon = '12:00';
const evening = '17:00';

/** "Any day but tuesday", "between two and four", "next week": null where a day and a time say all. */
export function slotWishOf(when: When): SlotWish | null {
  if (when.kind !== 'wish') return null;
  const wish = { ...daysOf(when), ...timesOf(when), ...exceptionsOf(when) };
  return Object.keys(wish).length === 0 ? null : wish;
}

/** The hours of a wish hold for another day as well. */
export function hoursOf(wish: SlotWish | null): SlotWish | null {
  const { earliest_time: earliest, before_time: before } = wish ?? {};
  if (earliest === undefined && before === undefined) return null;
  return {
    ...(earliest === undefined ? {} : { earliest_time: earliest }),
    ...(before === undefined ? {} : { before_time: before }),
  };
}

function daysOf({ days }: Heard): SlotWish {
  if (days === null || days.kind === 'day') return {};
  if (days.kind === 'span')
    return { appointment_date: days.from, ...(days.to === null ? {} : { until_date: days.to }) };
  const [first, ...others] = days.dates.toSorted();
  const last = others.at(-1);
  return {
    ...(first === undefined ? {} : { appointment_date: first }),
    ...(last === undefined ? {} : { until_date: last }),
  };
}

function timesOf({ days, times, except }: Heard): SlotWish {
  // "Next week at eleven" is no time of one day: what begins then or after it is looked up.
  if (times?.kind === 'at') return days !== null && days.kind !== 'day' ? { earliest_time: times.time } : {};
  if (times?.kind === 'between')
    return {
      ...(times.from === null ? {} : { earliest_time: times.from }),
      ...(times.to === null ? {} : { before_time: times.to }),
    };
  if (except.parts.includes('morning')) return { earliest_time: noon };
  if (except.parts.includes('afternoon')) return { before_time: noon };
  return except.parts.includes('evening') ? { before_time: evening } : {};
}

function exceptionsOf({ days, except }: Heard): SlotWish {
  // "Not tuesday, wednesday": one day is left, so nothing else has to be kept out.
  if (days?.kind === 'day') return {};
  const names = except.weekdays.map((weekday) => englishWeekdays[weekday - 1] ?? '');
  const ofWeekdays = new Set(except.weekdays);
  const dates = except.dates.filter((date) => !ofWeekdays.has(weekdayOf(date)));
  const between = days?.kind === 'days' ? gapsOf(days.dates) : [];
  const notOn = [...names, ...dates, ...between];
  return notOn.length === 0 ? {} : { not_on: notOn };
}

/** "Monday or wednesday" is asked for as the days from the one to the other, without what lies between. */
function gapsOf(dates: string[]): string[] {
  const days = dates.toSorted();
  const [first = '', last = ''] = [days[0], days.at(-1)];
  const length = (Date.parse(last) - Date.parse(first)) / dayMs;
  const all = Array.from({ length: length + 1 }, (_, index) =>
    new Date(Date.parse(first) + index * dayMs).toISOString().slice(0, 10),
  );
  return all.filter((date) => !dates.includes(date));
}

const dayMs = 86_400_000;

function weekdayOf(date: string): number {
  return new Date(`${date}T12:00:00Z`).getUTCDay() || englishWeekdays.length;
}

/** A wish that a time which is held does not fit: that is no agreement to it. */
export function isAgainst(wish: SlotWish | null, held: LocalMoment | null): boolean {
  if (wish === null || held === null) return false;
  const { earliest_time: earliest, before_time: before, not_on: notOn = [] } = wish;
  const isOutside = (earliest ?? held.time) > held.time || (before !== undefined && held.time >= before);
  const isUnwanted =
    notOn.includes(held.date) || notOn.includes(englishWeekdays[weekdayOf(held.date) - 1] ?? '');
  const { appointment_date: first = held.date, until_date: last = held.date } = wish;
  return isOutside || isUnwanted || held.date < first || held.date > last;
}
