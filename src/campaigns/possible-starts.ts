import { Temporal } from 'temporal-polyfill';

/** Both ends are instants, ISO 8601. */
export interface Span {
  startsAt: string;
  endsAt: string;
}

/** Openings in any order; a day may have several. ISO weekday, 1 is Monday; local HH:MM, 24:00 is the end of a day. */
export type WeekHours = Array<{ weekday: number; opens: string; closes: string }>;

interface Question {
  provider: { hours: WeekHours | null; timeZone: string };
  context: { from: string; to: string; durationMinutes: number; timeZone: string };
  busy: readonly Span[];
  /** Local hours, besides midnight, at which the person's liking may turn; null where it never does. */
  turnsAt: readonly number[] | null;
}

/** Milliseconds since the epoch, both included: a slot may start at either. */
interface Between {
  first: number;
  last: number;
}

/**
 * The starts among which the best one is, whatever the weights. Between two moments at which the person's liking may
 * turn, an earlier slot is never worse, so that the first possible start of each such stretch is enough.
 */
export function bestStarts({ provider, context, busy, turnsAt }: Question): number[] {
  const lengthMs = context.durationMinutes * 60_000;
  const range = { first: Date.parse(context.from), last: Date.parse(context.to) - lengthMs };
  if (!(range.first <= range.last)) return [];
  const open = provider.hours === null ? [range] : opened(provider.hours, provider.timeZone, range, lengthMs);
  const free = busy.reduce((left, block) => left.flatMap((one) => outside(one, block, lengthMs)), open);
  if (free.length === 0) return [];
  const turns = turnsAt === null ? [] : turnsOf(range, context.timeZone, turnsAt);
  const starts = free.flatMap(({ first, last }) => [
    first,
    ...turns.filter((turn) => first < turn && turn <= last),
  ]);
  return [...new Set(starts)];
}

/** Starts from which a slot ends before the provider closes. */
function opened(hours: WeekHours, timeZone: string, { first, last }: Between, lengthMs: number): Between[] {
  const openings = localDays(first, last + lengthMs, timeZone)
    .flatMap((day) =>
      hours
        .filter(({ weekday }) => weekday === day.dayOfWeek)
        // An hour that the clocks skip or repeat is read so that nothing that may count as open is left out.
        .map(({ opens, closes }) => ({
          first: instantOf(day, opens, timeZone, 'earlier'),
          last: instantOf(day, closes, timeZone, 'later'),
        })),
    )
    .toSorted((one, other) => one.first - other.first);
  return joined(openings)
    .map((opening) => ({
      first: Math.max(first, opening.first),
      last: Math.min(last, opening.last - lengthMs),
    }))
    .filter((between) => between.first <= between.last);
}

/** Openings that touch, as over midnight, are one. */
function joined(openings: Between[]): Between[] {
  const whole: Between[] = [];
  for (const opening of openings) {
    const before = whole.at(-1);
    if (before && opening.first <= before.last) before.last = Math.max(before.last, opening.last);
    else whole.push({ ...opening });
  }
  return whole;
}

/** Starts of slots that do not overlap the block; one may end as it begins, and begin as it ends. */
function outside(between: Between, { startsAt, endsAt }: Span, lengthMs: number): Between[] {
  const before = { first: between.first, last: Math.min(between.last, Date.parse(startsAt) - lengthMs) };
  const after = { first: Math.max(between.first, Date.parse(endsAt)), last: between.last };
  return [before, after].filter(({ first, last }) => first <= last);
}

/** Midnights, the hours that count, and where the clocks change, in the person's zone, as far as they are in the range. */
function turnsOf({ first, last }: Between, timeZone: string, hours: readonly number[]): number[] {
  const atHours = localDays(first, last, timeZone).flatMap((day) =>
    [0, ...hours].flatMap((hour) => {
      const wall = `${String(hour).padStart(2, '0')}:00`;
      return [instantOf(day, wall, timeZone, 'earlier'), instantOf(day, wall, timeZone, 'later')];
    }),
  );
  return [...atHours, ...clockChanges(first, last, timeZone)].filter((turn) => first < turn && turn <= last);
}

function clockChanges(first: number, last: number, timeZone: string): number[] {
  const changes: number[] = [];
  let next = Temporal.Instant.fromEpochMilliseconds(first)
    .toZonedDateTimeISO(timeZone)
    .getTimeZoneTransition('next');
  while (next && next.epochMilliseconds <= last) {
    changes.push(next.epochMilliseconds);
    next = next.getTimeZoneTransition('next');
  }
  return changes;
}

/** Every calendar day that the stretch touches. */
function localDays(first: number, last: number, timeZone: string): Temporal.PlainDate[] {
  const dayOf = (at: number) =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
  const days: Temporal.PlainDate[] = [];
  const end = dayOf(last);
  for (let day = dayOf(first); Temporal.PlainDate.compare(day, end) <= 0; day = day.add({ days: 1 })) {
    days.push(day);
  }
  return days;
}

/** Every bound of a campaign asks for the same few, and each takes some 60 µs to find. */
const found = new Map<string, number>();
const keptInstants = 20_000;

function instantOf(
  day: Temporal.PlainDate,
  time: string,
  timeZone: string,
  disambiguation: 'earlier' | 'later',
): number {
  const key = `${day} ${time} ${timeZone} ${disambiguation}`;
  const known = found.get(key);
  if (known !== undefined) return known;
  const isEnd = time === '24:00';
  const wall = (isEnd ? day.add({ days: 1 }) : day).toPlainDateTime(isEnd ? '00:00' : time);
  const at = wall.toZonedDateTime(timeZone, { disambiguation }).epochMilliseconds;
  if (found.size >= keptInstants) found.clear();
  found.set(key, at);
  return at;
}
