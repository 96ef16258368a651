import { createHash } from 'node:crypto';

/** The same words give the same numbers on every machine: 32 bits of a hash for each. */
export function chances(...words: readonly string[]): (below: number) => number {
  const digest = createHash('sha256').update(JSON.stringify(words)).digest();
  let used = 0;
  return (below) => {
    const number = digest.readUInt32BE((used * 4) % digest.length);
    used += 1;
    return Math.floor((number / 2 ** 32) * below);
  };
}
