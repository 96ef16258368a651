/** What any call may promise: that is claimed by "we will", and by "we will not". */
export type PromiseClaim = 'callback' | 'opted_out';

/** One way to claim something; `words` is matched against a normalized clause. */
export interface ClaimPattern<Kind extends string = string> {
  claim: Kind;
  words: RegExp;
}

/** The claims of one clause, each once. A blocker ("not", "will") undoes a claim that it stands before or inside of. */
export function matchClaims<Kind extends string>(
  clause: string,
  patterns: Array<ClaimPattern<Kind>>,
  blockers: RegExp[],
): Kind[] {
  const claims: string[] = patterns
    .filter(({ words }) => {
      const match = words.exec(clause);
      if (match === null) return false;
      const upToHere = clause.slice(0, match.index + match[0].length);
      return !blockers.some((blocker) => blocker.test(upToHere));
    })
    .map(({ claim }) => claim);
  const distinct = [...new Set(claims)];
  // "You have an appointment booked on Tuesday" mentions one; it does not say that this call booked it.
  const isMention = distinct.includes('existing') && !distinct.includes('canceled');
  return (isMention ? ['existing'] : distinct) as Kind[];
}
