/** "a, b and c": a list as it is said. */
export function joinWords(words: string[], between: string, beforeLast: string): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(between)}${beforeLast}${last}`;
}
