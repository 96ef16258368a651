/** A state of the machine that reads a pattern: which digits lead where, and what is reached without one. */
interface State {
  on: Array<{ digits: ReadonlySet<string>; to: State }>;
  free: State[];
}

/** Where a reader of a pattern may stand after some digits; empty when no number of it begins with them. */
export type Standing = ReadonlySet<State>;

export interface DigitPattern {
  start: Standing;
  /** Where it stands after one digit more. */
  after(standing: Standing, digit: string): Standing;
  isWhole(standing: Standing): boolean;
}

export const digits = [...'0123456789'];

/**
 * Reads the patterns of libphonenumber's metadata digit by digit, which tells what numbers that begin so can be. They use
 * digits, `\d`, classes, groups, alternatives and counts, and nothing else of regular expressions; anything else throws.
 */
export function readPattern(source: string): DigitPattern {
  const end: State = { on: [], free: [] };
  let at = 0;

  /** Builds from the back: what follows is there already. */
  function alternatives(from: string): Array<(to: State) => State> {
    const found = [sequence(from)];
    while (source[at] === '|') {
      at += 1;
      found.push(sequence(from));
    }
    return found;
  }
  function sequence(from: string): (to: State) => State {
    const parts: Array<(to: State) => State> = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(counted(from));
    return (to) => parts.reduceRight((next, part) => part(next), to);
  }
  function counted(from: string): (to: State) => State {
    const one = atom(from);
    const count = /^(?:\?|\{(\d+)(?:,(\d+))?\})/.exec(source.slice(at));
    if (!count) return one;
    at += count[0].length;
    const least = count[0] === '?' ? 0 : Number(count[1]);
    const most = count[0] === '?' ? 1 : Number(count[2] ?? count[1]);
    return (to) => {
      let state = to;
      for (let more = most; more > least; more -= 1) state = { on: [], free: [one(state), to] };
      for (let more = least; more > 0; more -= 1) state = one(state);
      return state;
    };
  }
  function atom(from: string): (to: State) => State {
    if (source.startsWith('(?:', at)) {
      at += 3;
      const choices = alternatives(from);
      at += 1;
      return (to) => ({ on: [], free: choices.map((choice) => choice(to)) });
    }
    const token = /^(?:\\d|\[([\d-]+)\]|\d)/.exec(source.slice(at));
    if (!token) throw new Error(`cannot read “${source.slice(at)}” of ${from}`);
    at += token[0].length;
    const accepted = new Set(token[0] === '\\d' ? digits : expand(token[1] ?? token[0]));
    return (to) => ({ on: [{ digits: accepted, to }], free: [] });
  }

  const choices = alternatives(source);
  return {
    start: reach(choices.map((choice) => choice(end))),
    after: (standing, digit) =>
      reach(
        [...standing].flatMap((state) =>
          state.on.filter((edge) => edge.digits.has(digit)).map((edge) => edge.to),
        ),
      ),
    isWhole: (standing) => standing.has(end),
  };
}

function expand(members: string): string[] {
  return members
    .replace(/(\d)-(\d)/g, (_range, low: string, high: string) =>
      digits.slice(Number(low), Number(high) + 1).join(''),
    )
    .split('');
}

function reach(states: State[]): Standing {
  const found = new Set<State>();
  const open = [...states];
  for (let state = open.pop(); state; state = open.pop()) {
    if (found.has(state)) continue;
    found.add(state);
    open.push(...state.free);
  }
  return found;
}
