type Sense = 'done' | 'promise' | 'stands';

/** One way to claim something; `words` is matched against a normalized clause. */
export interface ClaimPattern<Kind extends string = string> {
  claim: Kind;
  words: RegExp;
  /**
   * What undoes it in its clause. Something `done`, the usual case: "not", "will", "may" before or inside of it. A
   * `promise` is made by "will", so only "not" and "may" do. What `stands` says itself that something is not, or will
   * never be: nothing but a question or an "if" undoes it.
   */
  sense?: Sense;
  /** "I have you down for three, shall I confirm it?" reads back what is not done yet. */
  isReadBack?: boolean;
}

/** A part of a sentence with a verb of its own, and what it claims. */
export interface ClaimClause {
  /** Normalized, with what was said of it between commas. */
  text: string;
  /** Names of what it claims, each once. */
  claims: string[];
  /** Names of what it says is not so; none where it claims something. */
  denied: string[];
  /** False where it asks, supposes, or repeats what somebody said. */
  isAsserted: boolean;
  /** It says that something is not so, may be so, or will be. */
  isOpen: boolean;
  /** It says that something is not so. */
  isNegated: boolean;
  /** It speaks of what could be claimed, and says that it is not so yet. */
  isUndone: boolean;
  /** It has no verb. */
  isFragment: boolean;
}

export interface RawClause {
  text: string;
  isAsserted: boolean;
  /** Without a verb: it belongs to the clause beside it. */
  isFragment: boolean;
  /** The sentence goes on to ask whether it is right, or shall be done. */
  isReadBack: boolean;
  /** Where in the clause an "if", "once", "when" begins; -1 for nowhere. */
  conditionAt: number;
}

export interface Blockers {
  negation: RegExp;
  /** May, can, could. */
  possible: RegExp;
  /** Will, must, and what else has not happened yet. */
  notYet: RegExp;
  /** A clause without its "not", as what it denies would be claimed. */
  affirm: (clause: string) => string;
}

/** Claims of a sentence, a clause at a time, fragments with the clause that they belong to. */
export function claimsOf(
  raw: RawClause[],
  patterns: readonly ClaimPattern[],
  blockers: Blockers,
): ClaimClause[] {
  const clauses = raw.map((clause) => {
    const matched = matchClaims(clause, patterns, blockers);
    // What claims something, "we will not call you again", is judged by that.
    const denied = matched.claims.length > 0 ? [] : deniedIn(clause, patterns, blockers);
    return { ...clause, ...matched, denied };
  });
  const whole: Array<(typeof clauses)[number]> = [];
  let before = '';
  for (const clause of clauses) {
    const last = whole.at(-1);
    const isLoose = clause.isFragment && clause.isAsserted && clause.claims.length === 0;
    // "Monday, not Tuesday": what it is not matters to nobody.
    if (isLoose && contrast.test(clause.text)) continue;
    if (
      isLoose &&
      exception.test(clause.text) &&
      (blockers.negation.test(last?.text ?? '') || /\bno longer\b/.test(last?.text ?? ''))
    )
      continue;
    if (isLoose && last) last.text += `, ${clause.text}`;
    else if (isLoose) before += `${clause.text}, `;
    else {
      whole.push({ ...clause, text: before + clause.text });
      before = '';
    }
  }
  if (before !== '')
    whole.push({
      text: before.trim(),
      claims: [],
      denied: [],
      isAsserted: true,
      isFragment: true,
      isReadBack: false,
      isUndone: false,
      conditionAt: -1,
    });
  return whole.map(({ text, claims, denied, isAsserted, isFragment, isUndone }) => ({
    text,
    claims,
    denied,
    isAsserted,
    isFragment,
    isUndone,
    isNegated: blockers.negation.test(text),
    isOpen: blockers.negation.test(text) || blockers.possible.test(text) || blockers.notYet.test(text),
  }));
}

function deniedIn(clause: RawClause, patterns: readonly ClaimPattern[], blockers: Blockers): string[] {
  if (!clause.isAsserted || !blockers.negation.test(clause.text)) return [];
  const positive = { ...clause, text: blockers.affirm(clause.text) };
  return matchClaims(positive, patterns, blockers).claims;
}

/** "Nothing on Tuesday, only Monday at three": the denial is not about that. */
const exception = /^(?:only|just|فقط) /u;
const contrast = /^(?:and |but )?(?:not|rather than|نه|و نه) |(?:امروز|فردا|شنبه|جمعه) نه$/u;

function matchClaims(
  { text, conditionAt, isReadBack, isAsserted }: RawClause,
  patterns: readonly ClaimPattern[],
  { negation, possible, notYet }: Blockers,
): { claims: string[]; isUndone: boolean } {
  if (!isAsserted) return { claims: [], isUndone: true };
  const undoing: Record<Sense, RegExp[]> = {
    done: [negation, possible, notYet],
    promise: [negation, possible],
    stands: [],
  };
  const matched = patterns.flatMap((pattern) => {
    const match = pattern.words.exec(text);
    return match === null ? [] : [{ pattern, match }];
  });
  const claimed = matched.filter(({ pattern, match }) => {
    const { isReadBack: mayReadBack } = pattern;
    const sense: Sense = pattern.sense ?? 'done';
    if (isReadBack && mayReadBack) return false;
    const isConditional = sense === 'done' ? conditionAt >= 0 : conditionAt >= 0 && conditionAt < match.index;
    const upToHere = text.slice(0, match.index + match[0].length);
    return !isConditional && !undoing[sense].some((blocker) => blocker.test(upToHere));
  });
  const claims = [...new Set(claimed.map(({ pattern }) => pattern.claim))];
  return { claims, isUndone: matched.length > claimed.length || (claims.length === 0 && conditionAt >= 0) };
}
