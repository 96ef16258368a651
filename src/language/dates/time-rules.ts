import { type Rule, rule } from './rewrite.ts';

/** The half of the day that was said with a time: `a` of the morning, `p` after noon, `e` at night, `o` around noon. */
const halves: Record<string, string> = {
  am: 'a',
  morning: 'a',
  pm: 'p',
  afternoon: 'p',
  evening: 'e',
  night: 'g',
  noon: 'o',
};

/** "At about ten" */
const at = '(?:(?:at|about) )*';
const half = '(?:(?:in the |in |this |at )?(am|pm|morning|afternoon|evening|night|noon))';
const hour = `${at}n(\\d{1,2})(?: oclock)?`;

/** Clock times as they are said. */
const clockRules: Rule[] = [
  rule(`${at}c(\\d{1,2}):(\\d{2})(?: oclock)?(?: ${half})?`, ([h = '', m, part]) =>
    time(Number(h), Number(m), part, h.startsWith('0')),
  ),
  rule(`${at}n12 (noon|midnight)`, ([when]) => time(when === 'noon' ? 12 : 0, 0, '', true)),
  rule(`${at}half(?: past)? n(\\d{1,2})(?: ${half})?`, ([h, part]) => time(Number(h), 30, part)),
  rule(`${hour} and half(?: ${half})?`, ([h, part]) => time(Number(h), 30, part)),
  rule(`${at}(?:n1 |a )?quarter (?:past|after) n(\\d{1,2})(?: ${half})?`, ([h, part]) =>
    time(Number(h), 15, part),
  ),
  rule(`${hour} and (?:n1 |a )?quarter(?: ${half})?`, ([h, part]) => time(Number(h), 15, part)),
  rule(`${at}(?:n1 |a )?quarter (?:to|until|of|before) n(\\d{1,2})(?: ${half})?`, ([h, part]) =>
    time(Number(h) - 1, 45, part),
  ),
  rule(`${at}n(\\d{1,2}) (?:minute )?(?:past|after) n(\\d{1,2})(?: ${half})?`, ([m, h, part]) =>
    time(Number(h), Number(m), part),
  ),
  rule(`${at}n(\\d{1,2}) minute (?:to|until|of|before) n(\\d{1,2})(?: ${half})?`, ([m, h, part]) =>
    time(Number(h) - 1, 60 - Number(m), part),
  ),
  rule(
    `(?<!(?:from|between) )${at}n(5|10|15|20|25) (?:to|of|before|(?<=n(?:15|20|25) )until) n(1[0-2]|[1-9])(?: ${half})?`,
    ([m, h, part]) => time(Number(h) - 1, 60 - Number(m), part),
  ),
  rule(`${hour} and n(\\d{1,2}) minute(?: ${half})?`, ([h, m, part]) => time(Number(h), Number(m), part)),
  rule(`${hour} n0 n([1-9])(?: ${half})?`, ([h, m, part]) => time(Number(h), Number(m), part)),
  rule(`${hour} n([1-5]\\d)(?: ${half})?`, ([h, m, part]) => time(Number(h), Number(m), part)),
  rule(`(?<!(?:between|from) )${hour} and n([1-5][05])(?: ${half})?`, ([h, m, part]) =>
    time(Number(h), Number(m), part),
  ),
  rule(`${hour} ${half}`, ([h, part]) => time(Number(h), 0, part)),
  rule('(?:(?:at|about) )*n(\\d{1,2}) oclock', ([h]) => time(Number(h), 0, '')),
  rule(`${at}(?:n1 |a )?quarter (?:(past|after)|to|until|of|before) noon`, ([isPast]) =>
    isPast ? 'T12:15s' : 'T11:45s',
  ),
  rule(`${at}half past noon`, () => 'T12:30s'),
  rule('(?:(?:at|about) )*noon', () => 'T12:00s'),
  rule('(?:(?:at|about) )*midnight', () => 'T00:00s'),
];

/** What people order their day by, taken as the hour that is usual. */
const mealRules: Rule[] = [
  rule('after lunch', () => 'R13:00s/'),
  rule('before lunch', () => 'R/12:00s'),
  rule('(?:(?:at|over|about) )?lunch', () => 'R12:00s/14:00s'),
  rule('after work', () => 'R17:00s/'),
  rule('before work', () => 'R/09:00s'),
  rule('after school', () => 'R15:00s/'),
];

const either = `${at}(?:T(\\d{2}:\\d{2}[a-z])|n(\\d{1,2}))`;

/** Times between which something may begin. The numbers are hours here, although nothing else says so. */
const rangeRules: Rule[] = [
  rule(`between ${either} (?:and|to|until) ${either}(?: ${half})?`, ([a, b, c, d, part]) =>
    range([a, b], [c, d], part),
  ),
  rule(`from ${either} (?:to|until|and) ${either}(?: ${half})?`, ([a, b, c, d, part]) =>
    range([a, b], [c, d], part),
  ),
  rule(`${either} (?:to|until) ${either}(?: ${half})?`, ([a, b, c, d, part]) => range([a, b], [c, d], part)),
  rule(`not before ${either}(?: ${half})?`, ([a, b, part]) => range([a, b], null, part)),
  rule(`not (?:after|past) ${either}(?: ${half})?`, ([a, b, part]) => range(null, [a, b], part)),
  rule(`(?:before|until) ${either}(?: ${half})?`, ([a, b, part]) => range(null, [a, b], part)),
  rule(`(?:after|past) ${either}(?: ${half})?`, ([a, b, part]) => range([a, b], null, part)),
  rule(`(?:from )?${either} (?:onward|or later|or after)`, ([a, b]) => range([a, b], null, '')),
  rule(`from ${either}(?: ${half})?(?: on)?`, ([a, b, part]) => range([a, b], null, part)),
  rule(`${either} or (?:earlier|before)`, ([a, b]) => range(null, [a, b], '')),
];

/** A number alone is a time only where no other word makes it something else. */
const bareRules: Rule[] = [
  rule(
    `(?:at (?:about )?|about at )n(\\d{1,2})(?! week| day| month)|about n(\\d{1,2})(?! week| day| month| _)`,
    ([h, other]) => time(Number(h || other), 0, ''),
  ),
  rule(
    `(?:(?:^|(?<=(?:^| )(?:or|and|fix|but|except|am|pm|morning|afternoon|evening|night|the|on|[DSKXTNR]\\S+) ))n(\\d{1,2})(?= (?:or|and|fix|bad|but|morning|afternoon|evening|this|next|on|[DSKXN]\\S+)|$))`,
    ([h]) => time(Number(h), 0, ''),
  ),
];

export const timeRules: Rule[] = [...clockRules, ...mealRules, ...rangeRules, ...bareRules];

function time(hour: number, minute: number, part: string | undefined, isPadded = false): string | null {
  const value = hour === -1 ? 23 : hour;
  if (value > 24 || minute > 59 || value < 0) return null;
  const isOn24 = value === 0 || value > 12 || isPadded;
  return `T${pad(value)}:${pad(minute)}${halves[part ?? ''] ?? (isOn24 ? 's' : 'u')}`;
}

type Bound = [time: string | undefined, hour: string | undefined];

function range(from: Bound | null, to: Bound | null, part: string | undefined): string | null {
  const [start, end] = [from, to].map((bound) => boundOf(bound, part));
  return start === null || end === null ? null : `R${start}/${end}`;
}

function boundOf(bound: Bound | null, part: string | undefined): string | null {
  if (bound === null) return '';
  const [known, hour] = bound;
  if (known && !known.endsWith('u')) return known;
  const own = known ? known.slice(0, 5).split(':') : [hour, '0'];
  return time(Number(own[0]), Number(own[1]), part)?.slice(1) ?? null;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
