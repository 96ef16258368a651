import { describe, expect, it } from 'vitest';
import { readWrittenPhone } from './written-phone.ts';

const read = (text: string, region = 'US') => {
  const phone = readWrittenPhone(text, region);
  return phone.ok ? phone.e164 : `${phone.why}: ${phone.part}`;
};

describe('a written phone number', () => {
  it.each([
    ['+1 202 555 0142', 'US', '+12025550142'],
    ['(202) 555-0142', 'US', '+12025550142'],
    ['202.555.0142', 'US', '+12025550142'],
    ["'2025550142", 'US', '+12025550142'],
    ['tel:+1-202-555-0142', 'US', '+12025550142'],
    ['Mobile: 202 555 0142', 'US', '+12025550142'],
    ['202 555 0142 (home)', 'US', '+12025550142'],
    ['۲۰۲ ۵۵۵ ۰۱۴۲', 'US', '+12025550142'],
    ['+44 (0)20 7946 0958', 'US', '+442079460958'],
    ['030/23125042', 'DE', '+493023125042'],
    ['+49 30 / 23125042', 'US', '+493023125042'],
    ['+49 (0) 30 23125042', 'DE', '+493023125042'],
    ['011 44 20 7946 0958', 'US', '+442079460958'],
  ])('«%s» in %s is %s', (text, region, e164) => {
    expect(read(text, region)).toBe(e164);
  });

  it.each([
    ['+49 30 23125042 ext. 5', 'extension: ext. 5'],
    ['+39 06 1234567 ext 89', 'extension: ext 89'],
    ['202 555 0142 x5', 'extension: x5'],
    ['202-555-0142x5', 'extension: x5'],
    ['202 555 0142 extension 12', 'extension: extension 12'],
    ['202 555 0142 Ext:12', 'extension: Ext:12'],
    ['202 555 0142 #5', 'extension: #5'],
    ['202 555 0142#5', 'extension: #5'],
    ['tel:+1-202-555-0142;ext=5', 'extension: ;ext=5'],
    ['+98 21 88553456 داخلی ۱۲', 'extension: داخلی 12'],
  ])('«%s» has an extension that is named', (text, found) => {
    expect(read(text)).toBe(found);
  });

  it.each([
    ['+49 30 23125 042 / 043', '043'],
    ['202 555 0142 / 202 555 0143', '202 555 0143'],
    ['202 555 0142, 202 555 0143', '202 555 0143'],
    ['202 555 0142; 202 555 0143', '202 555 0143'],
    ['202 555 0142 or 202 555 0143', '202 555 0143'],
    ['202 555 0142 ::: 202 555 0143', '202 555 0143'],
    ['202 555 0142 | 202 555 0143', '202 555 0143'],
    ['202 555 0142 & 202 555 0143', '202 555 0143'],
    ['2025550142\n2025550143', '2025550143'],
    ['+12025550142 +12025550143', '+12025550143'],
    ['+12025550142+12025550143', '+12025550143'],
    ['2025550142 2025550143', '2025550143'],
    ['۲۰۲۵۵۵۰۱۴۲ یا ۲۰۲۵۵۵۰۱۴۳', '2025550143'],
  ])('«%s» has a second number that is named', (text, second) => {
    expect(read(text)).toBe(`second_number: ${second}`);
  });

  it.each([
    ['2O2 555 0142', 'letters: O'],
    ['555', 'no_number: '],
    ['call me', 'no_number: '],
    ['', 'no_number: '],
    ['202 555 0142 3', 'second_number: 3'],
  ])('«%s» is refused: %s', (text, found) => {
    expect(read(text)).toBe(found);
  });

  it('of any length is read in no time', () => {
    for (const part of ['1 ', '/', '1,', ' x ', 'or1', '+', '(1']) {
      expect(read(part.repeat(5_000))).not.toMatch(/^\+/);
    }
  });
});
