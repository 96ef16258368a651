import { describe, expect, it } from 'vitest';
import { localDay, parsePartOfDay, parseSpokenDate, parseSpokenTime } from './dates.ts';

/** A Saturday. */
const today = '2026-11-21';

const englishDates: Array<[string, string | null]> = [
  ['today', '2026-11-21'],
  ['tomorrow at ten', '2026-11-22'],
  ['the day after tomorrow', '2026-11-23'],
  ['yesterday', '2026-11-20'],
  ['Tuesday', '2026-11-24'],
  ['on tuesday at ten', '2026-11-24'],
  ['saturday', '2026-11-28'],
  ['next Monday', '2026-11-23'],
  ['monday next week', '2026-11-23'],
  ['this friday', '2026-11-27'],
  ['last friday', '2026-11-20'],
  ['a week from tuesday', '2026-12-01'],
  ['next week', '2026-11-23'],
  ['in three days', '2026-11-24'],
  ['in a week', '2026-11-28'],
  ['in two weeks', '2026-12-05'],
  ['November 24th', '2026-11-24'],
  ['november twenty fourth at two in the afternoon', '2026-11-24'],
  ['Nov. 24', '2026-11-24'],
  ['24 november', '2026-11-24'],
  ['the twenty fourth of november', '2026-11-24'],
  ['tuesday november twenty fourth ten am', '2026-11-24'],
  ['Tuesday, November 24 at 10 in the morning', '2026-11-24'],
  ['the 24th', '2026-11-24'],
  ['the twenty fourth', '2026-11-24'],
  ['tuesday the twenty fourth', '2026-11-24'],
  ['the third', '2026-12-03'],
  ['2026-11-24', '2026-11-24'],
  ['11/24', '2026-11-24'],
  ['11/24/2026 at 9', '2026-11-24'],
  ['november 3rd', '2026-11-03'],
  ['january fifth', '2027-01-05'],
  ['march 2 2027', '2027-03-02'],
  ['on tuesday no wednesday', '2026-11-25'],
  ['not tuesday, wednesday', '2026-11-25'],
  ['no wait make it thursday', '2026-11-26'],
  ['tuesday please no thanks', '2026-11-24'],
  ['the second one', null],
  ['just a second', null],
  ['the first one', null],
  ['at ten', null],
  ['hello', null],
  ['i may come', null],
  ['may i come at ten', null],
  ['in may', null],
  ['may 5', '2027-05-05'],
];

describe('a spoken English date', () => {
  it.each(englishDates)('«%s» is %s', (text, date) => {
    expect(parseSpokenDate(text, { language: 'en-US', today })?.date ?? null).toBe(date);
  });

  it.each([
    ['the thirtieth of February', '2027-02-30'],
    ['february thirtieth', '2027-02-30'],
    ['November 31', '2026-11-31'],
    ['2026-13-01', '2026-13-01'],
  ])('«%s» is recognized as a day that does not exist', (text, date) => {
    expect(parseSpokenDate(text, { language: 'en', today })).toEqual({ date, exists: false });
  });

  it('counts the weekday from the day it is said, on each day of the week', () => {
    const days = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-29'];
    const said = (text: string) =>
      days.map((day) => parseSpokenDate(text, { language: 'en', today: day })?.date);
    expect(said('tuesday')).toEqual(['2026-11-24', '2026-12-01', '2026-12-01', '2026-12-01']);
    expect(said('next tuesday')).toEqual(['2026-12-01', '2026-12-01', '2026-12-01', '2026-12-01']);
  });
});

const englishTimes: Array<[string, string | null]> = [
  ['ten', '10:00'],
  ['at ten', '10:00'],
  ['ten please', '10:00'],
  ['ten works for me', '10:00'],
  ["let's do two", '14:00'],
  ['2 pm', '14:00'],
  ['2pm', '14:00'],
  ['two p.m.', '14:00'],
  ['10 a.m.', '10:00'],
  ['10:30', '10:30'],
  ['at 10.30', '10:30'],
  ['09:00', '09:00'],
  ['14:00', '14:00'],
  ['14:30 on tuesday', '14:30'],
  ['ten thirty', '10:30'],
  ['half past two', '14:30'],
  ['quarter past nine', '09:15'],
  ['quarter to three', '14:45'],
  ['ten past eleven', '11:10'],
  ['twenty to ten', '09:40'],
  ["ten o'clock", '10:00'],
  ['two in the afternoon', '14:00'],
  ['nine in the morning', '09:00'],
  ['seven in the morning', '07:00'],
  ['seven', '19:00'],
  ['noon', '12:00'],
  ['twelve', '12:00'],
  ['12 am', '00:00'],
  ['tuesday at ten', '10:00'],
  ['tuesday ten', '10:00'],
  ['november 24 at 10', '10:00'],
  ['the 24th at 2 pm', '14:00'],
  ['tuesday november twenty fourth ten am', '10:00'],
  ['24 november 10:00', '10:00'],
  ['Tuesday, November 24 at 10 in the morning', '10:00'],
  ['tomorrow afternoon at three', '15:00'],
  ['at ten no eleven', '11:00'],
  ['at ten thirty no wait at eleven', '11:00'],
  ['the first one', null],
  ['that one', null],
  ['tuesday', null],
  ['november 24', null],
  ['in the morning', null],
  ['two of us', null],
  ['i have three questions', null],
  ['at twenty five', null],
  ['i am free at two', '14:00'],
  ['10 AM.', '10:00'],
  ['Tuesday at 10:00 AM.', '10:00'],
  ['ten to nine', '08:50'],
];

describe('a spoken English time', () => {
  it.each(englishTimes)('«%s» is %s', (text, time) => {
    expect(parseSpokenTime(text, { language: 'en-US', today })?.time ?? null).toBe(time);
  });

  it('is not sure of the half of the day unless it was said', () => {
    expect(parseSpokenTime('two', { language: 'en', today })?.isSure).toBe(false);
    expect(parseSpokenTime('two pm', { language: 'en', today })?.isSure).toBe(true);
  });

  it.each([
    ['in the morning', 'morning'],
    ['tomorrow afternoon', 'afternoon'],
    ['tuesday evening', 'evening'],
    ['tuesday', null],
    ['i am free on tuesday', null],
    ['at 10 am', 'morning'],
  ])('knows the part of the day in «%s»', (text, part) => {
    expect(parsePartOfDay(text, { language: 'en', today })).toBe(part);
  });
});

const persianDates: Array<[string, string | null]> = [
  ['امروز', '2026-11-21'],
  ['فردا ساعت ده', '2026-11-22'],
  ['پس‌فردا', '2026-11-23'],
  ['دیروز', '2026-11-20'],
  ['سه‌شنبه', '2026-11-24'],
  ['سه شنبه ساعت ده صبح', '2026-11-24'],
  ['سهشنبه', '2026-11-24'],
  ['شنبه', '2026-11-28'],
  ['يكشنبه', '2026-11-22'],
  ['چهارشنبه هفته بعد', '2026-12-02'],
  ['هفته آینده دوشنبه', '2026-11-30'],
  ['پنجشنبه بعد', '2026-12-03'],
  ['جمعه', '2026-11-27'],
  ['سوم آذر', '2026-11-24'],
  ['۳ آذر', '2026-11-24'],
  ['سوم آذرماه ساعت ده', '2026-11-24'],
  ['سه‌شنبه سوم آذر ساعت ده صبح', '2026-11-24'],
  ['بیست و یکم آذر', '2026-12-12'],
  ['سی‌ام آذر', '2026-12-21'],
  ['۱۴۰۵/۰۹/۰۳', '2026-11-24'],
  ['۲۰۲۶-۱۱-۲۴', '2026-11-24'],
  ['بیست و چهارم نوامبر', '2026-11-24'],
  ['سه روز دیگه', '2026-11-24'],
  ['نه سه‌شنبه نه چهارشنبه', '2026-11-25'],
  ['ساعت ده', null],
  ['سلام', null],
];

describe('a spoken Persian date', () => {
  it.each(persianDates)('«%s» is %s', (text, date) => {
    expect(parseSpokenDate(text, { language: 'fa-IR', today })?.date ?? null).toBe(date);
  });

  it('knows that آذر has no thirty-first', () => {
    expect(parseSpokenDate('سی و یکم آذر', { language: 'fa', today })?.exists).toBe(false);
  });

  it.each([
    ['ده', '10:00'],
    ['ساعت ده صبح', '10:00'],
    ['ساعت ۱۰', '10:00'],
    ['دو بعدازظهر', '14:00'],
    ['ساعت دو بعد از ظهر', '14:00'],
    ['ساعت سه عصر', '15:00'],
    ['ده و نیم', '10:30'],
    ['یازده و ربع', '11:15'],
    ['یک ربع به یازده', '10:45'],
    ['ساعت نه و بیست دقیقه', '09:20'],
    ['۱۴:۳۰', '14:30'],
    ['دوازده ظهر', '12:00'],
    ['سه‌شنبه ساعت ده صبح', '10:00'],
    ['سه‌شنبه', null],
    ['سوم آذر', null],
    ['سوم آذر ساعت یازده', '11:00'],
    ['ده خوبه', '10:00'],
  ])('«%s» is %s', (text, time) => {
    expect(parseSpokenTime(text, { language: 'fa-IR', today })?.time ?? null).toBe(time);
  });
});

it('knows the local day on both sides of midnight and of a change of clocks', () => {
  expect(localDay(Date.parse('2026-11-22T04:59:00Z'), 'America/New_York')).toBe('2026-11-21');
  expect(localDay(Date.parse('2026-11-22T05:01:00Z'), 'America/New_York')).toBe('2026-11-22');
  expect(localDay(Date.parse('2026-11-01T04:30:00Z'), 'America/New_York')).toBe('2026-11-01');
});
