import { findSpans, type Rule, type Span } from './spans.ts';

export type PartOfDay = 'morning' | 'afternoon' | 'evening';

/** A clock time as it was said: minutes since midnight, or on the face of a clock where no half of the day was said. */
export interface TimeMention {
  minutes: number;
  isOnFace: boolean;
}

type Clock = [hour: number, minute: number, isPadded?: boolean];

const n = Number;
/** A number alone is a time after these. */
const lead = '(?:at|from|to|w\\d|today|tomorrow|overmorrow|[mj]\\d+ [on]\\d+|[on]\\d+ [mj]\\d+|the o\\d+)';

/** In tokens (dates/rewrite.ts). */
const rules: Array<Rule<Clock>> = [
  [/\bc(\d{1,2}):(\d{2})/g, ([, h = '', m]) => [n(h), n(m), h.startsWith('0')]],
  [/\bhalf past n(\d+)/g, ([, h]) => [n(h), 30]],
  [/\bn(\d+) and half/g, ([, h]) => [n(h), 30]],
  [/\bquarter past n(\d+)/g, ([, h]) => [n(h), 15]],
  [/\bn(\d+) and quarter/g, ([, h]) => [n(h), 15]],
  [/\bquarter (?:to|of) n(\d+)/g, ([, h]) => [n(h) - 1, 45]],
  [/\bn(\d+) minute past n(\d+)|\bn(5|10|20|25) past n(\d+)/g, ([, a, b, c, d]) => [n(b ?? d), n(a ?? c)]],
  [
    /\bn(\d+) minute to n(\d+)|(?<!from )\bn(5|10|20|25) to n(\d+)/g,
    ([, a, b, c, d]) => [n(b ?? d) - 1, 60 - n(a ?? c)],
  ],
  [/\bn(\d+) and n(\d+) minute/g, ([, h, m]) => [n(h), n(m)]],
  [/\bn(\d+) minute past noon/g, ([, m]) => [12, n(m), true]],
  [/\bhalf past noon/g, () => [12, 30, true]],
  [/\bquarter past noon/g, () => [12, 15, true]],
  [/\bat n(\d+) and n([1-5]\d)\b/g, ([, h, m]) => [n(h), n(m)]],
  [/\bn(\d+) n100(?: hour|(?= _))/g, ([, h]) => [n(h), 0]],
  [/(?<!n\d+ )\bn(\d{1,2}) n0 n([1-9])\b(?! n\d)/g, ([, h, m]) => [n(h), n(m)]],
  [/(?<!n\d+ )\bn(\d{1,2}) n([1-5]\d)\b(?! n\d| minute)/g, ([, h, m]) => [n(h), n(m)]],
  [/\bn(\d{1,2}) (?:oclock|am|pm)\b/g, ([, h]) => [n(h), 0]],
  [/\bn(\d{1,2})(?= (?:in the )?(?:morning|afternoon|evening|noon))/g, ([, h]) => [n(h), 0]],
  [/\bmidnight\b/g, () => [0, 0, true]],
  [/(?<!n\d+ )\bnoon\b/g, () => [12, 0, true]],
  [
    new RegExp(`\\b(?<=${lead} (?:about )?)n(\\d{1,2})\\b(?! n\\d| minute| day| week| quarter|:)`, 'g'),
    ([, h]) => [n(h), 0],
  ],
  [/\bn(\d{1,2})(?= w\d)/g, ([, h]) => [n(h), 0]],
];

/** "nine and ten", "ten or eleven": the ones beside a time. */
const besides: Array<Rule<Clock>> = [
  [/(?<=\b(?:and|or|to) )n(\d{1,2})\b(?! n\d| minute| day| week| _)/g, ([, h]) => [n(h), 0]],
];

const parts: Array<Rule<PartOfDay>> = [
  [/\bmorning\b|\bam\b/g, () => 'morning'],
  [/\bafternoon\b|\bpm\b|(?<=n\d+ )noon\b/g, () => 'afternoon'],
  [/\bevening\b/g, () => 'evening'],
];

/** Every clock time that the tokens name; a half of the day belongs to the time before it, or to the one after. */
export function findTimes(
  tokens: string,
  taken: ReadonlyArray<Span<unknown>>,
): { times: Array<Span<TimeMention>>; parts: Array<Span<PartOfDay>> } {
  const clocks = findSpans(tokens, rules, undefined, taken);
  if (clocks.length > 0) {
    // "At three, four and five": each beside the one before it.
    for (const next of findSpans(tokens, besides, undefined, [...taken, ...clocks])) {
      const isBeside = ({ to }: Span<Clock>) =>
        /^ (?:(?:in the )?(?:morning|afternoon|evening|am|pm) )?(?:and|or|to) $/.test(
          tokens.slice(to, next.from),
        );
      if (clocks.some(isBeside)) clocks.push(next);
    }
  }
  const halves = findSpans(tokens, parts, undefined, taken);
  const left = new Set(halves);
  const times = clocks
    .toSorted((one, other) => one.from - other.from)
    .flatMap((clock) => {
      const half = halves.find(({ from, to }) => belongs(tokens, clock, { from, to }));
      if (half) left.delete(half);
      const value = onClock(clock.value, half?.value);
      return value === null ? [] : [{ ...clock, value }];
    });
  return { times, parts: halves.filter((half) => left.has(half)) };
}

function belongs(tokens: string, clock: Span<unknown>, part: { from: number; to: number }): boolean {
  if (part.from >= clock.to - 3 && part.from < clock.to) return true;
  const after = part.from >= clock.to ? tokens.slice(clock.to, part.from) : null;
  if (after !== null) return /^ (?:oclock )?(?:in )?(?:the )?$/.test(after);
  const before = tokens.slice(part.to, clock.from);
  const isTaken = /n\d+ (?:oclock )?(?:in the )?$/.test(tokens.slice(0, part.from));
  return !isTaken && /^ (?:at )?$/.test(before);
}

function onClock([hour, minute, isPadded]: Clock, part: PartOfDay | undefined): TimeMention | null {
  if (hour > 24 || hour < 0 || minute > 59) return null;
  if (part === 'morning') return at(hour % 12, minute);
  if (part !== undefined) return at(hour < 12 ? hour + 12 : hour, minute);
  if (hour === 0 || hour > 12 || isPadded) return at(hour % 24, minute);
  return { minutes: (hour % 12) * 60 + minute, isOnFace: true };
}

function at(hour: number, minute: number): TimeMention {
  return { minutes: hour * 60 + minute, isOnFace: false };
}

/** Whether the words can mean this wall-clock time, HH:MM. */
export function isThatTime({ minutes, isOnFace }: TimeMention, time: string): boolean {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const known = hour * 60 + minute;
  return isOnFace ? known % 720 === minutes : known === minutes;
}

const hours: Record<PartOfDay, [from: number, to: number]> = {
  morning: [0, 12],
  afternoon: [12, 18],
  evening: [17, 24],
};

export function isInPart(part: PartOfDay, time: string): boolean {
  const [from, to] = hours[part];
  const hour = Number(time.slice(0, 2));
  return hour >= from && hour < to;
}
