export interface SpokenTime {
  /** HH:MM on a 24 hour clock. */
  time: string;
  /** False when morning or afternoon was not said and the likelier one was taken. */
  isSure: boolean;
}

export type SpokenPartOfDay = 'morning' | 'afternoon' | 'evening';

type Rule = [pattern: RegExp, read: (groups: number[]) => [hour: number, minute: number]];

/** Tokens are described in date-grammar.ts. */
const rules: Rule[] = [
  [/\bc(\d{1,2}):(\d{2})/, ([hour = 0, minute = 0]) => [hour, minute]],
  [/\bhalf past n(\d+)/, ([hour = 0]) => [hour, 30]],
  [/\bn(\d+) and half/, ([hour = 0]) => [hour, 30]],
  [/\bquarter past n(\d+)/, ([hour = 0]) => [hour, 15]],
  [/\bn(\d+) and quarter/, ([hour = 0]) => [hour, 15]],
  [/\bquarter to n(\d+)/, ([hour = 0]) => [hour - 1, 45]],
  [/\bn(\d+) (?:minute )?past n(\d+)/, ([minute = 0, hour = 0]) => [hour, minute]],
  [/\bn(\d+) minute to n(\d+)/, ([minute = 0, hour = 0]) => [hour - 1, 60 - minute]],
  [/(?<!from )\bn(5|10|20|25) to n(\d+)/, ([minute = 0, hour = 0]) => [hour - 1, 60 - minute]],
  [/\bn(\d+) and n(\d+) minute/, ([hour = 0, minute = 0]) => [hour, minute]],
  [/\bn(\d+) n0 n([1-9])\b/, ([hour = 0, minute = 0]) => [hour, minute]],
  [/\bn(\d{1,2}) n([1-5]\d)\b/, ([hour = 0, minute = 0]) => [hour, minute]],
  [/\bn(\d{1,2}) (?:oclock|am|pm|(?:in the )?(?:morning|afternoon|evening|noon))/, ([hour = 0]) => [hour, 0]],
  [/\bat n(\d{1,2})\b/, ([hour = 0]) => [hour, 0]],
];

/** A number alone is a time only where no other word makes it something else. */
const bare =
  /(?:^|\b(?:or|am|pm|morning|afternoon|evening|in the|the) )n(\d{1,2})(?= (?:or|am|pm|morning|this|next)|$)/;

/** The clock time that the tokens name. */
export function findTime(tokens: string): SpokenTime | null {
  const named = [...rules, [bare, ([hour = 0]) => [hour, 0]] satisfies Rule]
    .map(([pattern, read]) => ({ match: pattern.exec(tokens), read }))
    .find(({ match }) => match !== null);
  if (named?.match) {
    const [hour, minute] = named.read(named.match.slice(1).map(Number));
    const isPadded = /\bc0\d:/.test(tokens);
    return onClock(hour, minute, tokens, isPadded);
  }
  if (/\bnoon\b/.test(tokens)) return { time: '12:00', isSure: true };
  return /\bmidnight\b/.test(tokens) ? { time: '00:00', isSure: true } : null;
}

export function findPartOfDay(tokens: string): SpokenPartOfDay | null {
  if (/\bmorning\b|\bam\b/.test(tokens)) return 'morning';
  if (/\bafternoon\b|\bpm\b/.test(tokens)) return 'afternoon';
  return /\bevening\b/.test(tokens) ? 'evening' : null;
}

function onClock(hour: number, minute: number, tokens: string, isPadded: boolean): SpokenTime | null {
  if (hour > 24 || minute > 59 || hour < 0) return null;
  const isMorning = /\bam\b|\bmorning\b/.test(tokens);
  const isLater = /\bpm\b|\bafternoon\b|\bevening\b|\bnoon\b/.test(tokens);
  if (isMorning)
    return { time: clock(hour % 12 === 0 && hour !== 0 ? hour - 12 : hour, minute), isSure: true };
  if (isLater) return { time: clock(hour < 12 ? hour + 12 : hour, minute), isSure: true };
  if (hour === 0 || hour > 12 || isPadded) return { time: clock(hour % 24, minute), isSure: true };
  // Businesses are open from about eight in the morning to about seven in the evening.
  return { time: clock(hour < 8 ? hour + 12 : hour, minute), isSure: false };
}

function clock(hour: number, minute: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
