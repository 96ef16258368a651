import { expect, test } from 'vitest';
import { readNumber } from './caller-number.ts';

const sam = '+12025550142';

test.each([
  '+12025550142',
  '12025550142',
  '2025550142',
  '01112025550142',
  '0012025550142',
  '+12025550142;phone-context=x',
  '2025550142;phone-context=+1',
  '5550142;phone-context=+1202',
  '12025550142;phone-context=+1',
  '2025550142;phone-context=example.com',
  'sip:+12025550142@10.0.0.1',
  'sip:2025550142@example.com:5060;user=phone',
  'sips:%2B12025550142;cpc=ordinary@example.com',
  'SIP:+12025550142:secret@example.com',
  'tel:+1-202-555-0142',
  'tel:2025550142;phone-context=+1',
  '"Sam" <sip:+12025550142@example.com>;tag=1',
  '+12025550142@example.com',
  ' +1 (202) 555-0142 ',
  '+1.202.555.0142',
  '+1\u00a0202\u2011555\u20110142',
  '\u202a+12025550142\u202c',
  '+۱۲۰۲۵۵۵۰۱۴۲',
])('reads %j as the number of a caller in the United States', (text) => {
  expect(readNumber(text, 'US')).toBe(sam);
});

test.each([
  ['02079460958', 'GB', '+442079460958'],
  ['+44 (0)20 7946 0958', 'US', '+442079460958'],
  ['011442079460958', 'US', '+442079460958'],
  ['00442079460958', 'US', '+442079460958'],
  ['442079460958', 'US', '+442079460958'],
  ['12025550142', 'GB', sam],
  ['01112025550142', 'DE', sam],
  ['0012025550142', 'DE', sam],
])('reads %j in %s as %s', (text, region, number) => {
  expect(readNumber(text, region)).toBe(number);
});

test.each([
  'anonymous',
  'Anonymous',
  'sip:anonymous@anonymous.invalid',
  '"Anonymous" <sip:anonymous@anonymous.invalid>',
  'unavailable',
  'restricted',
  'unknown',
  'asserted.id',
  '',
  ' ',
  '+',
  '+0',
  '101',
  '+266696687',
  '266696687',
  '+7378742833',
  '7378742833',
  '+2562533',
  '+8656696',
  '+86282452253',
  '+7748483',
  'sip:+266696687@10.0.0.1',
  '0000000000',
  '+10000000000',
])('takes %j for a withheld number', (text) => {
  expect(readNumber(text, 'US')).toBeNull();
});

test.each([
  '+49 30 23125042 ext. 5',
  '+49 30 23125042 x5',
  '+493023125042;ext=5',
  'tel:+49-30-23125042;ext=5',
  '+39 06 1234567 ext 89',
  '+49 30 23125 042 / 043',
  '2025550142, 2025550143',
  '2025550142 2025550143',
  '+12025550142+12025550143',
  '2025550142#5',
  '*672025550142',
  'sip:%E0%A4%A@example.com',
])('glues nothing together from %j', (text) => {
  expect(readNumber(text, 'US')).toBeNull();
});

test('a very long user part is no number and no error', () => {
  for (const part of ['1', '+1', ' ', '(', ';phone-context=+1', 'sip:']) {
    expect(readNumber(part.repeat(100_000), 'US')).toBeNull();
  }
});

test('an attribute that was not set is no number', () => {
  expect(readNumber(undefined, 'US')).toBeNull();
});
