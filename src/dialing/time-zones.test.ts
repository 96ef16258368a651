import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, test } from 'vitest';
import { timeZonesOf } from './time-zones.ts';

const cases: Array<[what: string, phone: string, zones: string[]]> = [
  ['an area code of one zone', '+12025550100', ['America/New_York']],
  ['an area code at the other coast', '+13105550100', ['America/Los_Angeles']],
  ['a country of one zone', '+442079460000', ['Europe/London']],
  ['a mobile number', '+989121234567', ['Asia/Tehran']],
  ['a number in Tokyo', '+81312345678', ['Asia/Tokyo']],
];

test.each(cases)('%s tells where it may be', (_what, phone, zones) => {
  expect(timeZonesOf(phone, 'Europe/Rome')).toEqual(zones);
});

test('a toll-free number may be anywhere in North America', () => {
  const zones = timeZonesOf('+18005550100', 'Europe/Rome');
  expect(zones).toEqual(expect.arrayContaining(['America/St_Johns', 'Pacific/Honolulu', 'Pacific/Guam']));
  expect(zones).not.toContain('Europe/Rome');
});

test('what is no number gets the organization’s zone', () => {
  expect(timeZonesOf('+999', 'Europe/Rome')).toEqual(['Europe/Rome']);
});

describe('one number of every country', () => {
  test.each(getCountries())('%s is where its country is, and not where the organization is', (country) => {
    const number = getExampleNumber(country, examples)?.number;
    if (number === undefined) throw new Error('no example');
    const zones = timeZonesOf(number, 'nowhere');
    expect(zones).not.toContain('nowhere');
    for (const zone of zones) expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
  });
});

test.each([
  ['PT', ['Europe/Lisbon', 'Atlantic/Azores']],
  ['KZ', ['Asia/Almaty']],
  ['PF', ['Pacific/Tahiti', 'Pacific/Marquesas']],
  ['CD', ['Africa/Kinshasa', 'Africa/Lubumbashi']],
] as const)('a number of %s that tells no area may be in each zone of its country', (country, zones) => {
  const number = getExampleNumber(country, examples)?.number ?? '';
  expect(timeZonesOf(number, 'nowhere')).toEqual(expect.arrayContaining([...zones]));
});
