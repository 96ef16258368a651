import { describe, expect, it } from 'vitest';
import { withoutPhones } from './without-phones.ts';

describe('a text without telephone numbers', () => {
  it.each([
    ['My number is 202 555 0142, please.', 'My number is [number], please.'],
    ['Call +12025550142 or (202) 555-0143.', 'Call [number] or [number].'],
    ["it's two oh two five five five oh one four two thanks", "it's [number] thanks"],
    ['two oh two, and then triple five, zero one forty two', '[number]'],
    ['202-555 and uh 0142 is mine', '[number] is mine'],
    ['+49 30 23125 042', '[number]'],
    ['555 0142', '[number]'],
  ])('says in English only that there was one: %s', (text, kept) => {
    expect(withoutPhones(text, 'en-US')).toBe(kept);
  });

  it.each([
    ['شماره‌ام ۰۲۰۲۵۵۵۰۱۴۲ است', 'شماره‌ام [شماره] است'],
    ['شماره من صفر دویست و دو پنج پنج پنج صفر یک چهل و دو است', 'شماره من [شماره] است'],
    ['با ۰۲۰۲ ۵۵۵ ۰۱۴۲ تماس بگیرید', 'با [شماره] تماس بگیرید'],
  ])('says in Persian only that there was one: %s', (text, kept) => {
    expect(withoutPhones(text, 'fa-IR')).toBe(kept);
  });

  it.each([
    'Booked Tuesday, November 24, 2026 at 10:30 AM with Dr. Rivera.',
    'Expected 2026-11-24 at 19:00, or 24.11.2026 at 20:30, or 11/24/26.',
    'Ordered 12 x kebab, 2 x lemonade, 120 x tea.',
    'twenty four people on the third of march two thousand twenty six at ten thirty',
    'Once more on 2026-11-24, 2026-11-25.',
    'Their id is CUST000001.',
    'room 302 and table 12',
    '',
  ])('is otherwise as it was: %s', (text) => {
    expect(withoutPhones(text, 'en-US')).toBe(text);
  });

  it('finds figures in a language without words of its own', () => {
    expect(withoutPhones('Meine Nummer ist 030 23125 042.', 'de-DE')).toBe('Meine Nummer ist [number].');
  });
});
