import { describe, expect, it } from 'vitest';
import { textsFor } from '../calls/texts/texts.ts';
import { readDate, readMoment, readTime } from './wish.ts';

/** A business, on Friday, November 27, 2026, in the morning. */
function business(language: string, region: string, timeZone: string) {
  return {
    agent: { language },
    organization: { timeZone, region },
    clock: { now: () => Date.parse('2026-11-27T15:00:00Z') },
    texts: textsFor(language),
  };
}

const american = business('en-US', 'US', 'America/New_York');
const british = business('en-GB', 'GB', 'Europe/London');
const iranian = business('fa-IR', 'IR', 'Asia/Tehran');

describe('the day that a model passes', () => {
  it.each([
    ['2026-12-01', american, '2026-12-01'],
    ['2026-11-20', american, '2026-11-20'],
    ['1405-09-10', iranian, '2026-12-01'],
    ['۱۴۰۵-۰۹-۱۰', iranian, '2026-12-01'],
    ['1405-09-10', american, '2026-12-01'],
    ['سه‌شنبه هفته بعد', iranian, '2026-12-01'],
    ['tomorrow', american, '2026-11-28'],
    ['a week on Tuesday', british, '2026-12-08'],
    ['03/04/2027', american, '2027-03-04'],
    ['03/04/2027', british, '2027-04-03'],
    ['2026-12-01T10:00', american, '2026-12-01'],
  ])('«%s» is understood', (text, data, date) => {
    expect(readDate(text, data)).toBe(date);
  });

  it.each([
    ['2027-02-30', 'There is no such day. Which day do you mean, Sunday, February 28 or Monday, March 1?'],
    [
      'the 31st',
      'There is no such day. Which day do you mean, Monday, November 30 or Thursday, December 31?',
    ],
    ['Tuesday the 3rd', 'Which day do you mean, Tuesday, December 1 or Thursday, December 3?'],
    ['2026-13-01', 'That day is not in the calendar. Which day would you like?'],
    ['whenever', 'That day is not in the calendar. Which day would you like?'],
  ])('«%s» is asked about with the days that exist', (text, say) => {
    expect(readDate(text, american)).toEqual({ ok: false, code: 'no_such_date', say });
  });

  it('names the days of the calendar of Iran in Persian', () => {
    expect(readDate('1405-09-31', iranian)).toMatchObject({
      say: 'چنین روزی در تقویم نیست. منظورتان کدام روز است، دوشنبه سی‌ام آذر یا سه‌شنبه اول دی؟',
    });
  });
});

describe('the time that a model passes', () => {
  it.each([
    ['14:45', '14:45'],
    ['2:45 PM', '14:45'],
    ['quarter to three', '14:45'],
    ['25:00', null],
    ['soon', null],
  ])('«%s» is %s', (text, time) => {
    const read = readTime(text, american);
    expect(typeof read === 'string' ? read : null).toBe(time);
  });

  it('is refused after the day', () => {
    expect(readMoment('2027-02-30', 'soon', american)).toMatchObject({ code: 'no_such_date' });
    expect(readMoment('2026-12-01', 'soon', american)).toMatchObject({ code: 'no_such_time' });
    expect(readMoment('tomorrow', 'half past ten', american)).toEqual({ date: '2026-11-28', time: '10:30' });
  });
});
