import { describe, expect, it } from 'vitest';
import { chanceOf } from './chance.ts';

const draw = (...key: Array<string | number>) => {
  const chance = chanceOf(...key);
  return Array.from({ length: 1000 }, () => chance.next());
};

describe('chance', () => {
  it('is the same for the same key on every machine', () => {
    const chance = chanceOf('person', 1, '+12025550100', 1);
    expect([chance.next(), chance.next(), chance.next()].map((value) => value.toFixed(6))).toEqual([
      '0.447302',
      '0.034143',
      '0.748084',
    ]);
  });

  it('is another one when any part of the key differs', () => {
    const firsts = [draw('a', 1), draw('a', 2), draw('b', 1), draw('a', 1, 1)].map(([first]) => first);
    expect(new Set(firsts).size).toBe(4);
  });

  it('spreads evenly, so that weights mean what they say', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => index);
    const items = [
      { name: 'often', weight: 90 },
      { name: 'rarely', weight: 10 },
      { name: 'never', weight: 0 },
    ];
    const chosen = keys.map((key) => chanceOf('phone', key).weighted(items).name);
    const share = (name: string) => chosen.filter((one) => one === name).length / keys.length;
    expect(share('rarely')).toBeCloseTo(0.1, 1);
    expect(share('never')).toBe(0);
  });

  it('stays within its bounds and reaches both', () => {
    const chance = chanceOf('bounds');
    const drawn = new Set(Array.from({ length: 200 }, () => chance.between(3, 5)));
    expect([...drawn].sort()).toEqual([3, 4, 5]);
  });
});
