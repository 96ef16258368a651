import { normalize, wordsOf } from './normalize.ts';
import { englishRefusals } from './words/refusals-en.ts';
import { persianRefusals } from './words/refusals-fa.ts';

/** How a refusal of all further calls is recognized, clause by clause. */
export interface Refusals {
  /** The whole of what was said. */
  whole: RegExp;
  /** Each is one, whatever follows. */
  always: RegExp;
  /** Each is one unless what follows in the clause limits it: "don't call me" is, "don't call me before noon" is not. */
  unlimited: RegExp;
  /** What may follow: "again", "please". */
  open: RegExp;
  /** Another way to be reached is asked for: that is no end of calls. */
  elsewhere: RegExp;
  /** What takes a refusal back wherever it stands in the clause. */
  limits: RegExp;
}

/** Each is understood in every call, whatever language the agent speaks. */
const refusals: Refusals[] = [englishRefusals, persianRefusals];

/**
 * Whether somebody asks never to be called again: "lose my number", «دیگر با من تماس نگیرید». Who only limits when, where
 * or under which name they are called does not, and neither does who speaks of something else than calls.
 */
export function asksNotToBeCalled(text: string): boolean {
  return refusals.some((words) => refuses(text, words));
}

function refuses(text: string, words: Refusals): boolean {
  if (words.whole.test(wordsOf(text).join(' '))) return true;
  const clauses = clausesOf(text);
  if (clauses.some((clause) => words.elsewhere.test(clause))) return false;
  return clauses.some((clause) => {
    if (words.limits.test(clause)) return false;
    if (words.always.test(clause)) return true;
    const refusal = words.unlimited.exec(clause);
    return refusal !== null && words.open.test(clause.slice(refusal.index + refusal[0].length).trim());
  });
}

function clausesOf(text: string): string[] {
  return normalize(text)
    .split(/[.,;:!?…]+|\s-+\s/u)
    .map((clause) => wordsOf(clause).join(' '))
    .filter((clause) => clause !== '');
}
