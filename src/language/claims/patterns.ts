export type Claim = 'booked' | 'modified' | 'canceled' | 'done' | 'existing';

/** One way to claim something; `words` is matched against a normalized clause. */
export interface ClaimPattern {
  claim: Claim;
  words: RegExp;
}

/** The claims of one clause, each once. A blocker ("not", "will") undoes a claim that it stands before or inside of. */
export function matchClaims(clause: string, patterns: ClaimPattern[], blockers: RegExp[]): Claim[] {
  const claims = patterns
    .filter(({ words }) => {
      const match = words.exec(clause);
      if (match === null) return false;
      const upToHere = clause.slice(0, match.index + match[0].length);
      return !blockers.some((blocker) => blocker.test(upToHere));
    })
    .map(({ claim }) => claim);
  const distinct = [...new Set(claims)];
  // "You have an appointment booked on Tuesday" mentions one; it does not say that this call booked it.
  return distinct.includes('existing') && !distinct.includes('canceled') ? ['existing'] : distinct;
}
