import { Temporal } from 'temporal-polyfill';
import {
  type Calendar,
  lastBefore,
  lastOfMonth,
  monthAfter,
  nextAfter,
  upcoming,
  weekdayOfMonth,
  weekdayOfWeek,
  type YearMonthDay,
} from './calendar.ts';
import {
  checkedWeekday,
  dayOfMonth,
  dayToken,
  isoDay,
  monthDay,
  spanToken,
  systemOf,
  weekdayAndDay,
  weekdayToken,
  yearOf,
} from './day-tokens.ts';
import { holidayDate } from './holidays.ts';
import { type Rule, rule } from './rewrite.ts';

/** A month, named or pointed at: four groups. */
export const someMonth =
  '(?:(?:in|of) )?(?:the )?(?:{month}{year}|((?:this|next) )?month( next| later| this)?)';

/** One day, from the most exact words to the vaguest. */
export const dayRules: Rule[] = [
  rule('d(\\d{4})~(\\d+)~(\\d+)', ([y, m, d]) =>
    isoDay({ year: Number(y), month: Number(m), day: Number(d) }),
  ),
  rule('h~([a-z~]+)', ([name = ''], { today, region }) => dayToken(holidayDate(name, today, region))),
  rule(`(?:the )?(?:{o}|(last)) {w} ${someMonth}`, ([nth, last, w, ...month], calendar) => {
    const { system, first, isBare } = monthIn(month, calendar);
    const dayIn = (of: YearMonthDay) => weekdayOfMonth(Number(w), last ? -1 : Number(nth), of, system);
    const day = dayIn(first);
    const isOver = isBare && day !== null && Temporal.PlainDate.compare(day, calendar.today) < 0;
    return dayToken(isOver ? dayIn(monthAfter(first, 1)) : day);
  }),
  rule(`(?:the )?(?:{o}|(last)) week ${someMonth}`, ([nth, last, ...month], calendar) => {
    const { system, first } = monthIn(month, calendar);
    const end = lastOfMonth(first, system);
    const start = last ? end?.subtract({ days: 6 }) : system.make({ ...first, day: Number(nth) * 7 - 6 });
    return start && end ? spanToken(start, last ? end : start.add({ days: 6 })) : null;
  }),
  rule(`(?:the )?(?:(start|o1 day)|(?:last day|end)) ${someMonth}`, ([start, ...month], calendar) => {
    const { system, first } = monthIn(month, calendar);
    return dayToken(start ? system.make(first) : lastOfMonth(first, system));
  }),
  rule(
    '(?:the )?(?<!at )[on](\\d{1,2}) (?:of )?{month}{year}(?! (?:the )?o)',
    ([d, kind, m, year, short], calendar) =>
      monthDay(Number(m), Number(d), yearIn(year, short), systemOf(kind), calendar),
  ),
  rule('{month} (?:on )?(?:the )?[on](\\d{1,2}){year}', ([kind, m, d, year, short], calendar) =>
    monthDay(Number(m), Number(d), yearIn(year, short), systemOf(kind), calendar),
  ),
  rule('(?:the )?{o} (?:of )?(?:the )?month after (?:the )?next', ([d], calendar) => {
    const { months, today } = calendar;
    const month = monthAfter(months.read(today), 2);
    return monthDay(month.month, Number(d), month.year, months, calendar);
  }),
  rule(
    `(?:the )?{o} (?:of )?(?:the )?(?:((?:this|next) )month|month( next| later| this))`,
    (groups, calendar) => {
      const { system, first } = monthIn(['', '', '', '', ...groups.slice(1)], calendar);
      return monthDay(first.month, Number(groups[0]), first.year, system, calendar);
    },
  ),
  rule('(today|tomorrow) (?:{n} )?week|{n} week (?:from )?(today|tomorrow)', ([a, n, count, b], { today }) =>
    dayToken(today.add({ days: (a || b) === 'today' ? 0 : 1, weeks: Number(n || count || 1) })),
  ),
  rule('yesterday', (_, { today }) => dayToken(today.subtract({ days: 1 }))),
  rule('overmorrow', (_, { today }) => dayToken(today.add({ days: 2 }))),
  rule('tomorrow', (_, { today }) => dayToken(today.add({ days: 1 }))),
  rule('today|now day|(?<=(?:between|from) )now(?= (?:and|to|until))', (_, { today }) => dayToken(today)),
  rule('(?:on )?{w} (?:on )?D(\\d{4}-\\d\\d-\\d\\d)', ([w, date = ''], calendar) =>
    checkedWeekday(Number(w), date, calendar),
  ),
  rule('D(\\d{4}-\\d\\d-\\d\\d) {w}(?! week| next| this)', ([date = '', w], calendar) =>
    checkedWeekday(Number(w), date, calendar),
  ),
  rule('{w} (?:the )?{o}(?! choice)', ([w, d], calendar) => weekdayAndDay(Number(w), Number(d), calendar)),
  rule(
    '(?:the )?{o} (?:(to|until|and|or) )(?:the )?(D\\d{4}-\\d\\d-\\d\\d)',
    ([d, joint, day = ''], calendar) => {
      const month = calendar.months.read(Temporal.PlainDate.from(day.slice(1)));
      return `${monthDay(month.month, Number(d), month.year, calendar.months, calendar)} ${joint} ${day}`;
    },
  ),
  rule('(D\\d{4}-\\d\\d-\\d\\d) (to|until|and|or) (?:the )?{o}', ([day = '', joint, d], calendar) => {
    const month = calendar.months.read(Temporal.PlainDate.from(day.slice(1)));
    return `${day} ${joint} ${monthDay(month.month, Number(d), month.year, calendar.months, calendar)}`;
  }),
  rule('(?:the )?(?:o1|next) {w} after {D}', ([w, date = '']) =>
    dayToken(nextAfter(Temporal.PlainDate.from(date), Number(w))),
  ),
  rule('(?:the )?(?:o1|next) (?:weekdays|weekday) after {D}', ([date = '']) => {
    const day = Temporal.PlainDate.from(date).add({ days: 1 });
    return dayToken(day.dayOfWeek > 5 ? nextAfter(day, 1) : day);
  }),
  rule('the {o}(?! choice| _)|on {o}|{o} (?:this )?month', ([a, b, c], calendar) =>
    dayOfMonth(Number(a || b || c), calendar),
  ),
  rule('(?:on the|on|the) n(1[3-9]|2\\d|3[01])(?! (?:minute|hour|past|to|of|and|until|_))', ([d], calendar) =>
    dayOfMonth(Number(d), calendar),
  ),
  rule('(?:the )?{w} (?:(after)|before) (?:the )?{D}', ([w, isAfter, date = '']) => {
    const day = Temporal.PlainDate.from(date);
    return dayToken(isAfter ? nextAfter(day, Number(w)) : lastBefore(day, Number(w)));
  }),
  ...weekdayRules(),
  rule('(?<!n\\d+ )(?:the )?week (?:(after)|before) {D}', ([isAfter, date = '']) => {
    const day = Temporal.PlainDate.from(date);
    return isAfter
      ? spanToken(day.add({ days: 1 }), day.add({ days: 7 }))
      : spanToken(day.subtract({ days: 7 }), day.subtract({ days: 1 }));
  }),
  rule('(D\\S+) or (?:the )?day after', ([day = '']) => {
    const date = Temporal.PlainDate.from(day.slice(1, 11));
    return `${day} or ${dayToken(date.add({ days: 1 }))}`;
  }),
  rule('(?:the )?(?:{n} )?{unit} (?:from|after|(before)) {D}', ([count, unit, isBefore, date = '']) => {
    const by = duration(Number(count || 1), unit);
    const day = Temporal.PlainDate.from(date);
    return dayToken(isBefore ? day.subtract(by) : day.add(by));
  }),
  rule('in (?:about )?{n} {unit}(?: later| from now)?', ([count, unit], { today }) =>
    dayToken(today.add(duration(Number(count), unit))),
  ),
  rule('{n} {unit} (?:later|next|from now|after)', ([count, unit], { today }) =>
    dayToken(today.add(duration(Number(count), unit))),
  ),
  rule('(?:^|(?<=_ ))o([4-9]|\\d\\d)$', ([d], calendar) => dayOfMonth(Number(d), calendar)),
];

function weekdayRules(): Rule[] {
  const inWeek = (weeks: number) => (groups: string[], calendar: Calendar) =>
    weekdayToken(weekdayOfWeek(Number(groups.find(Boolean)), weeks, calendar));
  const weeksAfter = (groups: string[], calendar: Calendar) => {
    const [w, count] = groups;
    return weekdayToken(upcoming(Number(w), calendar).add({ weeks: Number(count || 1) }));
  };
  return [
    rule(
      '{n} week (?:(?:from|on|after|later|from now) )*(?:this |next )?{w}(?: next)?',
      ([count, w], calendar) => weeksAfter([w ?? '', count ?? ''], calendar),
    ),
    rule('not this {w} (?:but )?(?:the )?(?:next|following)(?: choice)?', weeksAfter),
    rule(
      '(?:the )?{w} (?:of |in )?(?:the )?week after (?:the )?next|(?:the )?week after (?:the )?next (?:on )?{w}',
      inWeek(2),
    ),
    rule(
      '{w} (?:of |in )?(?:the )?(?:next week|week next|week later|week after)|(?:next week|week next|week later) (?:on )?{w}',
      inWeek(1),
    ),
    rule('(?:the )?{w} after (?:the )?(?:next|this)(?: choice| n1)?', weeksAfter),
    rule('{w} (?:in )?{n} week(?: later| next| from now| from today)?', weeksAfter),
    rule('last {w}|{w} last', (groups, calendar) =>
      weekdayToken(lastBefore(calendar.today, Number(groups.find(Boolean)))),
    ),
    rule('next {w} week', weeksAfter),
    rule('next {w}|{w} next', inWeek(1)),
    rule('this week (?:on )?{w}|{w} (?:of )?this week|{w} week this', (groups, calendar) =>
      weekdayToken(upcoming(Number(groups.find(Boolean)), calendar)),
    ),
    rule('{n} {w} (?:from now|later)', ([count, w], calendar) =>
      weekdayToken(upcoming(Number(w), calendar).add({ weeks: Number(count) - 1 })),
    ),
    rule('{w} week', weeksAfter),
    rule('(?:this )?{w}(?: this)?', ([w], calendar) => weekdayToken(upcoming(Number(w), calendar))),
  ];
}

interface NamedMonth {
  system: ReturnType<typeof systemOf>;
  first: YearMonthDay;
  /** "Of the month", neither by name nor "this" or "next". */
  isBare: boolean;
}

/** The month of the groups of `someMonth`: the next of that name, this one, or the next. */
export function monthIn(groups: string[], calendar: Calendar): NamedMonth {
  const [kind, month, year, short, before, after] = groups;
  if (month) {
    const system = systemOf(kind);
    const named = yearIn(year, short) ?? yearOf(Number(month), 31, system, calendar);
    return { system, first: { year: named, month: Number(month), day: 1 }, isBare: false };
  }
  const isNext = before === 'next ' || after === ' next' || after === ' later';
  const system = calendar.months;
  const first = monthAfter(system.read(calendar.today), isNext ? 1 : 0);
  return { system, first, isBare: !before && !after };
}

/** "2027", or the second half of "twenty twenty-seven". */
function yearIn(year: string | undefined, short: string | undefined): number | null {
  if (year) return Number(year);
  return short ? 2000 + Number(short) : null;
}

function duration(count: number, unit: string | undefined): Temporal.DurationLike {
  if (unit === 'month') return { months: count };
  return unit === 'week' ? { weeks: count } : { days: count };
}
