import { expect, test } from 'vitest';
import { timeZonesOf } from './time-zones.ts';

const cases: Array<[what: string, phone: string, zones: string[]]> = [
  ['an area code of one zone', '+12025550100', ['America/New_York']],
  ['an area code at the other coast', '+13105550100', ['America/Los_Angeles']],
  ['a country of one zone', '+442079460000', ['Europe/London']],
  ['a mobile number', '+989121234567', ['Asia/Tehran']],
];

test.each(cases)('%s tells where it may be', async (_what, phone, zones) => {
  expect(await timeZonesOf(phone, 'Europe/Rome')).toEqual(zones);
});

test('a toll-free number belongs to no place, so the organization decides', async () => {
  expect(await timeZonesOf('+18005550100', 'Europe/Rome')).toEqual(['Europe/Rome']);
});

test('what is no number gets the organization’s zone', async () => {
  expect(await timeZonesOf('+999', 'Europe/Rome')).toEqual(['Europe/Rome']);
});
