import { describe, expect, it } from 'vitest';
import { canGrow, isValidPhone, parseSpokenPhone, phoneProblem, toE164 } from './phone-numbers.ts';

/** +1 202 555 0100 to 0199 are reserved for fiction. */
const american: Array<[string, string]> = [
  ['202 555 0123', '+12025550123'],
  ['2025550123', '+12025550123'],
  ['(202) 555-0123', '+12025550123'],
  ['1-202-555-0123', '+12025550123'],
  ['+1 202 555 0199', '+12025550199'],
  ['+12025550100', '+12025550100'],
  ['001 202 555 0123', '+12025550123'],
  ['011 44 20 7946 0958', '+442079460958'],
  ['+44 20 7946 0958', '+442079460958'],
  ['٢٠٢ ٥٥٥ ٠١٢٣', '+12025550123'],
  ['two oh two five five five oh one two three', '+12025550123'],
  ['two zero two, five five five, zero one two three.', '+12025550123'],
  ['two o two triple five zero one double two', '+12025550122'],
  ['plus one two oh two triple five oh one two three', '+12025550123'],
  ["um it's two oh two five five five oh one two three", '+12025550123'],
  ["oh, it's two oh two five five five oh one two three", '+12025550123'],
  ['my number is two oh two, double five five, oh one four three', '+12025550143'],
  ['two oh two five fifty five zero one twenty two', '+12025550122'],
  ['two hundred and two five fifty five oh one twenty three', '+12025550123'],
  ['two oh two three fives oh one one one', '+12025550111'],
  ['one eight hundred five five five one two three four', '+18005551234'],
  ['2 0 2 5 5 5 oh one 2 3', '+12025550123'],
  ['Two-oh-two, five-five-five, oh-one-two-three', '+12025550123'],
  ['202 555 0124 no sorry 202 555 0125', '+12025550125'],
  ['202-555-0123 extension 12', '+12025550123'],
  ['yes this one two oh two five five five oh one two three', '+12025550123'],
];

const iranian: Array<[string, string]> = [
  ['۰۹۱۲ ۳۴۵ ۶۷۸۹', '+989123456789'],
  ['٠٩١٢٣٤٥٦٧٨٩', '+989123456789'],
  ['9123456789', '+989123456789'],
  ['صفر نه یک دو سه چهار پنج شش هفت هشت نه', '+989123456789'],
  ['صفر نهصد و دوازده سیصد و چهل و پنج شصت و هفت هشتاد و نه', '+989123456789'],
  ['شماره‌ام صفر نهصدو دوازده سیصد و چهل و پنج شصت و هفت هشتاد و نه است', '+989123456789'],
  ['صفر نهصد دوازده سیصد چهل پنج شصت هفت هشتاد نه', '+989123456789'],
  ['به‌علاوه نود و هشت نهصد و دوازده سیصد و چهل و پنج شصت و هفت هشتاد و نه', '+989123456789'],
  ['صفر صفر نود و هشت نهصد و دوازده سیصد و چهل و پنج شصت و هفت هشتاد و نه', '+989123456789'],
  ['صفر بیست و یک هشتاد و هشت دو تا پنج سی و چهار پنجاه و شش', '+982188553456'],
];

describe('a spoken phone number', () => {
  it.each(american)('«%s» said in the United States is %s', (text, e164) => {
    expect(parseSpokenPhone(text, 'US', 'en-US')).toMatchObject({ status: 'valid', e164, canGrow: false });
  });

  it.each(iranian)('«%s» said in Iran is %s', (text, e164) => {
    expect(parseSpokenPhone(text, 'IR', 'fa-IR')).toMatchObject({ status: 'valid', e164, canGrow: false });
  });

  it('in Persian words is valid in any region', () => {
    const text = 'دویست و دو پانصد و پنجاه و پنج صفر یک بیست و سه';
    expect(parseSpokenPhone(text, 'US', 'fa-IR')).toMatchObject({ e164: '+12025550123' });
  });

  it.each([
    ['555 0123', '5550123'],
    ['two oh two', '202'],
    ['', ''],
    ['my number is', ''],
    ['plus', '+'],
    ['+1 202 555', '+1202555'],
    ['202 555 0124 no sorry 202', '202'],
  ])('«%s» is incomplete', (text, digits) => {
    expect(parseSpokenPhone(text, 'US', 'en')).toEqual({ status: 'incomplete', digits });
  });

  it('is not completed by a far-fetched reading: 912 is not 900 and then 12', () => {
    const text = 'صفر نهصد و دوازده سیصد و چهل و پنج';
    expect(parseSpokenPhone(text, 'IR', 'fa')).toEqual({ status: 'incomplete', digits: '0912345' });
  });

  it.each([
    ['202 555 0123 45', 'too_long'],
    ['000 000 0000 00', 'impossible'],
    ['999 999 9999', 'impossible'],
    ['+999 123 456 789', 'impossible'],
  ])('«%s» cannot exist: %s', (text, reason) => {
    expect(parseSpokenPhone(text, 'US', 'en')).toMatchObject({ status: 'impossible', reason });
  });

  it('that cannot be used says why', () => {
    expect(phoneProblem(parseSpokenPhone('555', 'US', 'en'))).toBe('too_short');
    expect(phoneProblem(parseSpokenPhone('202 555 0123 4', 'US', 'en'))).toBe('too_long');
    expect(phoneProblem(parseSpokenPhone('202 555 0123', 'US', 'en'))).toBeNull();
  });
});

describe('whether a number can grow', () => {
  it.each([
    ['2', 'US', true],
    ['202555012', 'US', true],
    ['2025550123', 'US', false],
    ['12025550123', 'US', false],
    ['+1202555012', 'US', true],
    ['+12025550123', 'US', false],
    ['0', 'US', true],
    ['01', 'US', true],
    ['0912345678', 'IR', true],
    ['09123456789', 'IR', false],
    ['9123456789', 'IR', false],
    ['030123456', 'DE', true],
    ['015123456789', 'DE', false],
    ['020794609', 'GB', true],
    ['02079460958', 'GB', false],
  ])('%s in %s: %s', (digits, region, grows) => {
    expect(canGrow(digits, region)).toBe(grows);
  });

  it('matters for a number that is valid already', () => {
    expect(parseSpokenPhone('030 123456', 'DE', 'de')).toMatchObject({ status: 'valid', canGrow: true });
  });
});

describe('a date in figures', () => {
  it.each([
    ['03/04/2027', 'GB', 'en'],
    ['13/04/2027 at ten', 'GB', 'en'],
    ['3.4.2027', 'DE', 'en'],
    ['2027-04-03', 'US', 'en'],
    ['۱۴۰۵/۰۹/۱۰', 'IR', 'fa'],
  ])('«%s» is no telephone number in %s', (text, region, language) => {
    const phone = parseSpokenPhone(text, region, language);
    expect(phone.status).not.toBe('valid');
    expect(phone).not.toHaveProperty('digits', expect.stringMatching(/\d{4}/));
  });

  it('leaves the number beside it alone', () => {
    const text = 'on 12/01/2026 and my number is 202 555 0123';
    expect(parseSpokenPhone(text, 'US', 'en')).toMatchObject({ e164: '+12025550123' });
  });
});

describe('a written phone number', () => {
  it('becomes E.164 in the region of the business', () => {
    expect(toE164('020 7946 0958', 'GB')).toBe('+442079460958');
    expect(toE164('202 555 0100', 'us')).toBe('+12025550100');
    expect(toE164('555 0100', 'US')).toBeNull();
  });

  it('is valid for all hundred numbers reserved for fiction', () => {
    const numbers = Array.from(
      { length: 100 },
      (_, index) => `+1202555${String(100 + index).padStart(4, '0')}`,
    );
    expect(numbers.every((number) => isValidPhone(number, 'US'))).toBe(true);
  });
});
