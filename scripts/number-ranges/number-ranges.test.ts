import { readFileSync } from 'node:fs';
import path from 'node:path';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { beforeAll, describe, expect, test } from 'vitest';
import zonesOfPrefixes from '../../src/dialing/zones-of-prefixes.json' with { type: 'json' };
import { readPattern } from './pattern.ts';
import { type NumberRange, numberRanges } from './ranges.ts';
import { rangesSql, zonesJson, zonesSql } from './write.ts';
import { zoneRanges } from './zones.ts';

/** The newest migration that this data was written to. */
const migration = '20261128100100_number_data.sql';
const root = path.resolve(import.meta.dirname, '../..');
let ranges: NumberRange[];
beforeAll(() => {
  ranges = numberRanges();
}, 60_000);

const rangeOf = (phone: string) =>
  ranges
    .filter(({ prefix }) => phone.startsWith(`+${prefix}`))
    .toSorted((one, other) => other.prefix.length - one.prefix.length)[0];

test('the migration and what TypeScript reads are what the libraries say', () => {
  const written = readFileSync(path.join(root, 'supabase/migrations', migration), 'utf8');
  expect(written).toContain(rangesSql(ranges));
  expect(written).toContain(zonesSql(zoneRanges()));
  expect(zonesOfPrefixes).toEqual(JSON.parse(zonesJson(zoneRanges())));
});

/** Islands and enclaves whose numbers are told from those of the country with their code by no digits, or by many. */
const shared = ['AX', 'BL', 'CC', 'CX', 'EH', 'IM', 'MF', 'SJ', 'VA'];

describe('a mobile number of every country', () => {
  test.each(getCountries())('%s is ordinary, and of that country', (country) => {
    const range = rangeOf(getExampleNumber(country, examples)?.number ?? '');
    expect(range?.kind).toBe('ordinary');
    if (!shared.includes(country)) expect(range?.country).toBe(country);
  });
});

test.each([
  ['+19005550100', 'premium'],
  ['+44909879001', 'premium'],
  ['+49180612345', 'shared_cost'],
  ['+447012345678', 'personal'],
  ['+881612345678', 'satellite'],
  ['+79541234567', 'satellite'],
  ['+49116117', 'unassigned'],
  ['+49112000', 'unassigned'],
  ['+12025550100', 'ordinary'],
  ['+18005550100', 'ordinary'],
])('%s is %s', (phone, kind) => {
  expect(rangeOf(phone)?.kind).toBe(kind);
});

test('a pattern is followed digit by digit, and anything but digits in it is refused', () => {
  const pattern = readPattern('(?:1[2-4]|56?)\\d{2}');
  const isWhole = (text: string) =>
    pattern.isWhole([...text].reduce((standing, digit) => pattern.after(standing, digit), pattern.start));
  expect(['1299', '5611', '511', '5600'].map(isWhole)).toEqual([true, true, true, true]);
  expect(['1599', '129', '56', '12999'].map(isWhole)).toEqual([false, false, false, false]);
  expect(() => readPattern('(?=1)')).toThrow(/cannot read/);
});
