/**
 * Chance that repeats itself: the same key gives the same numbers on every machine, so a person who was rude yesterday is
 * rude in today's rerun. Mulberry32 (a 32-bit counter stepped by 0x6D2B79F5 and mixed twice), started at the FNV-1a hash
 * of the key. Good enough to choose people, of no use for secrets.
 */
export interface Chance {
  /** From 0 up to, but not including, 1. */
  next(): number;
  /** A whole number between both, inclusive. */
  between(from: number, to: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** One of the items, each as likely as its weight says; weights need not add up to anything. */
  weighted<Item extends { weight: number }>(items: readonly Item[]): Item;
}

export function chanceOf(...key: Array<string | number>): Chance {
  let state = hash(key.join('|'));
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    weighted(items) {
      const total = items.reduce((sum, { weight }) => sum + weight, 0);
      let left = next() * total;
      for (const item of items) {
        left -= item.weight;
        if (left < 0) return item;
      }
      throw new RangeError('there is nothing to choose from');
    },
  };
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value | 0;
}
