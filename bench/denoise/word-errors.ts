/** Words that were put in, left out or replaced (Levenshtein over words), and how many were said. */
export function countWordErrors(said: string, heard: string): { errors: number; words: number } {
  const reference = said.split(' ').filter(Boolean);
  const hypothesis = heard.split(' ').filter(Boolean);
  let row = hypothesis.map((_, index) => index + 1);
  row.unshift(0);
  for (const [at, word] of reference.entries()) {
    const next = [at + 1];
    for (const [index, other] of hypothesis.entries()) {
      const replaced = (row[index] ?? 0) + (word === other ? 0 : 1);
      next.push(Math.min(replaced, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return { errors: row.at(-1) ?? 0, words: reference.length };
}
