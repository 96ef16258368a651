import { Temporal } from 'temporal-polyfill';
import { type Calendar, lastOfMonth, nextAfter, startOfWeek, upcoming } from './calendar.ts';
import { monthIn, someMonth } from './day-rules.ts';
import { spanToken, weekdayToken } from './day-tokens.ts';
import { type Rule, rule } from './rewrite.ts';

/** Several days at once, tried when single days have been found. */
export const spanRules: Rule[] = [
  rule(
    '(?:the )?(?:(early|start|o1) |(late|end) |mid )(?:of |in )?(?:the )?(?:(next week|week next|week later)|(?:this )?week(?: this)?)',
    partOfWeek,
  ),
  rule('(?:the )?week after (?:the )?next', (_, calendar) => weekToken(calendar, 2)),
  rule('(?:the )?(?:next week|week next|week later)', (_, calendar) => weekToken(calendar, 1)),
  rule('not {S} (?:but )?(?:the )?week after', ([, to = '']) => {
    const end = Temporal.PlainDate.from(to);
    return spanToken(end.add({ days: 1 }), end.add({ days: 7 }));
  }),
  rule('this week|week this', (_, calendar) =>
    spanToken(calendar.today, startOfWeek(calendar, 1).subtract({ days: 1 })),
  ),
  rule('(?:the )?week (?:of|in|with) {D}', ([date = ''], calendar) =>
    weekToken({ ...calendar, today: Temporal.PlainDate.from(date) }, 0),
  ),
  rule('weekdays|(?:not|except) (?:on )?(?:the )?weekend', (_, calendar) =>
    [6, 7].map((weekday) => `N${weekdayToken(upcoming(weekday, calendar))}`).join(' '),
  ),
  rule('(?:the )?(?:(next )|this |on )?(?:the )?weekend( next)?', ([a, b], calendar) =>
    weekend(calendar, a || b ? 1 : 0),
  ),
  rule(`(?:(early|start|o1 half)|(late|o2 half)|mid) ${someMonth}`, partOfMonth),
  rule(
    `in {month}{year}|(next |this )month|month( next| later| this)`,
    ([kind = '', m = '', y = '', s = '', a = '', b = ''], calendar) => {
      const { system, first } = monthIn([kind, m, y, s, a, b], calendar);
      const start = system.make(first);
      const isThis = a === 'this ' || b === ' this';
      return spanToken(isThis ? calendar.today : start, lastOfMonth(first, system));
    },
  ),
  rule(
    '(?:from |between )?(?:on )?{D} (?:to|until|(?<=between .*)and) (?:on )?{D}',
    ([from = '', to = '']) => {
      const [start, end] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
      return Temporal.PlainDate.compare(start, end) > 0
        ? spanToken(start, nextAfter(start, end.dayOfWeek))
        : spanToken(start, end);
    },
  ),
  rule('(?:not before|from) {D}(?: onward| on)?|{D} onward', ([a, b]) =>
    spanToken(Temporal.PlainDate.from(a || b || ''), null),
  ),
  rule('(?:not before|from|(after)) (?:the )?{S}', ([isAfter, from = '', to = '']) =>
    isAfter
      ? spanToken(Temporal.PlainDate.from(to).add({ days: 1 }), null)
      : spanToken(Temporal.PlainDate.from(from), null),
  ),
  rule('before (?:the )?{S}', ([from = ''], { today }) =>
    spanToken(today, Temporal.PlainDate.from(from).subtract({ days: 1 })),
  ),
  rule('after {D}', ([date = '']) => spanToken(Temporal.PlainDate.from(date).add({ days: 1 }), null)),
  rule('before {D}', ([date = ''], { today }) =>
    spanToken(today, Temporal.PlainDate.from(date).subtract({ days: 1 })),
  ),
  rule('(?:not after|until) {D}', ([date = ''], { today }) =>
    spanToken(today, Temporal.PlainDate.from(date)),
  ),
];

/** What is not wanted, tried last. */
export const exclusionRules: Rule[] = [
  rule('(?:not|except) (?:(?:this|on|at|in|the|a) )*([DSTR]\\S+)', ([what]) => `N${what}`),
  rule('(?:not|except) (?:(?:in|the|at) )*(morning|afternoon|evening)', ([part]) => `N${part}`),
  // "Anything except Monday or Tuesday"
  rule('(N[DS]\\S+) (?:or|and) (?:on )?(D\\S+)', ([first, second]) => `${first} N${second}`),
  rule('(D\\S+) (?:and|or) (D\\S+) bad', ([first, second]) => `N${first} N${second}`),
  rule('(morning|afternoon|evening|night) bad', ([part]) => `N${part}`),
  rule('([DSTR]\\S+) bad', ([what]) => `N${what}`),
  // «نه سه‌شنبه چهارشنبه»
  rule('fix (D\\S+w\\d) (D\\S+w\\d)', ([first, second]) => `N${first} ${second}`),
];

function weekToken(calendar: Calendar, weeksAhead: number): string {
  const start = startOfWeek(calendar, weeksAhead);
  return spanToken(start, start.add({ days: 6 }));
}

/** Two days at its beginning, the middle one, and its last working day; in Iran people mean the days off by its end. */
function partOfWeek([early, late, next]: string[], calendar: Calendar): string | null {
  const isIran = calendar.weekStart === 6;
  const start = startOfWeek(calendar, next ? 1 : 0);
  const [first, last] = early
    ? [0, early === 'early' ? 1 : 0]
    : late
      ? isIran
        ? [5, 6]
        : [late === 'late' ? 3 : 4, 4]
      : [isIran ? 3 : 2, isIran ? 3 : 2];
  const day = (index: number) => start.add({ days: index });
  const isOver = Temporal.PlainDate.compare(day(isIran ? first : last), calendar.today) < 0;
  const [from, to] = [day(first), day(last)].map((date) => (isOver ? date.add({ days: 7 }) : date));
  return spanToken(from ?? null, to ?? null);
}

/** The weekend that begins next, or goes on; the one after for "next weekend". */
function weekend(calendar: Calendar, weeks: number): string {
  const { today, weekStart } = calendar;
  const end = startOfWeek(calendar, 1).add({ days: 7 * weeks - 1 });
  const start = end.subtract({ days: 1 });
  const isOver = weekStart === 1 && Temporal.PlainDate.compare(end, today) < 0;
  return isOver ? spanToken(start.add({ days: 7 }), end.add({ days: 7 })) : spanToken(start, end);
}

/** Its thirds: to the tenth, to the twentieth, to its end. */
function partOfMonth([early, late, ...month]: string[], calendar: Calendar): string | null {
  const { system, first } = monthIn(month, calendar);
  const day = (of: number) => system.make({ ...first, day: of });
  if (early) return spanToken(day(1), day(10));
  return late ? spanToken(day(21), lastOfMonth(first, system)) : spanToken(day(11), day(20));
}
