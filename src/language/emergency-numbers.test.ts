import { getCountries } from 'libphonenumber-js/max';
import { expect, it } from 'vitest';
import { emergencyNumber } from './emergency-numbers.ts';

it.each([
  ['US', '911'],
  ['CA', '911'],
  ['DE', '112'],
  ['GB', '999'],
  ['AU', '000'],
  ['NZ', '111'],
  ['IR', '115'],
  ['ir', '115'],
  ['JP', '119'],
])('an ambulance in %s is called by %s', (region, number) => {
  expect(emergencyNumber(region, 'medical')).toBe(number);
});

it('fire brigade and police have numbers of their own where a country has them', () => {
  expect(emergencyNumber('IR', 'fire')).toBe('125');
  expect(emergencyNumber('IR', 'police')).toBe('110');
  expect(emergencyNumber('US', 'fire')).toBe('911');
});

it('every region has one, the number of mobile telephones where nothing else is known', () => {
  for (const region of getCountries()) expect(emergencyNumber(region, 'medical')).toMatch(/^\d{2,4}$/);
  expect(emergencyNumber('XX', 'medical')).toBe('112');
});
