/** More slips than these are another word. */
const mostSlips = 2;

/** The known word that somebody probably meant; null when none is near. */
export function nearest(word: string, known: string[]): string | null {
  const ranked = known
    .map((candidate) => ({ candidate, slips: candidate.startsWith(word) ? 1 : countSlips(word, candidate) }))
    .sort((a, b) => a.slips - b.slips);
  const [best] = ranked;
  return best && best.slips <= mostSlips && best.slips < best.candidate.length ? best.candidate : null;
}

/** Levenshtein's distance: letters that are missing, too many or others. */
function countSlips(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries()) {
      const changed = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
