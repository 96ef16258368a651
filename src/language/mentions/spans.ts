/** A piece of a token row that means something. */
export interface Span<T> {
  from: number;
  to: number;
  value: T;
}

/** `pattern` is global. */
export type Rule<T, C = void> = [pattern: RegExp, read: (match: RegExpExecArray, context: C) => T | null];

/** Everything that the rules find, none overlapping another: earlier rules take first. In the order of the row. */
export function findSpans<T, C>(
  row: string,
  rules: ReadonlyArray<Rule<T, C>>,
  context: C,
  taken: ReadonlyArray<Span<unknown>> = [],
): Array<Span<T>> {
  const found: Array<Span<T>> = [];
  for (const [pattern, read] of rules) {
    for (const match of row.matchAll(pattern)) {
      const [from, to] = [match.index, match.index + match[0].length];
      const isFree = [...taken, ...found].every((other) => to <= other.from || from >= other.to);
      const value = isFree ? read(match as RegExpExecArray, context) : null;
      if (value !== null) found.push({ from, to, value });
    }
  }
  return found.toSorted((one, other) => one.from - other.from);
}
