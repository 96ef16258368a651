import { describe, expect, it } from 'vitest';
import { parseSpokenDate, parseSpokenTime } from './dates.ts';
import { parseSpokenPhone } from './phone-numbers.ts';
import { localMoment, sayDate, sayDateTime, sayInstant, sayPhone, sayTime } from './say.ts';

describe('saying a moment', () => {
  it('names weekday, date and part of the day in English', () => {
    expect(sayDateTime('en-US', { date: '2026-11-24', time: '10:00' })).toBe(
      'Tuesday, November 24 at 10 in the morning',
    );
    expect(sayTime('en', '14:30')).toBe('2:30 in the afternoon');
    expect(sayTime('en', '17:00')).toBe('5 in the evening');
    expect([sayTime('en', '12:00'), sayTime('en', '00:00')]).toEqual(['noon', 'midnight']);
  });

  it('names the Jalali day in words in Persian', () => {
    expect(sayDateTime('fa-IR', { date: '2026-11-24', time: '10:00' })).toBe('سه‌شنبه سوم آذر ساعت ده صبح');
    expect(sayDate('fa', '2026-12-21')).toBe('دوشنبه سی‌ام آذر');
    expect(sayTime('fa', '14:30')).toBe('ساعت دو و نیم بعدازظهر');
    expect(sayTime('fa', '09:20')).toBe('ساعت نه و بیست دقیقه صبح');
  });

  it('uses what Intl knows for other languages', () => {
    expect(sayDateTime('de-DE', { date: '2026-11-24', time: '10:00' })).toBe('Dienstag, 24. November 10:00');
    expect(sayDate('fr', '2026-11-24')).toBe('mardi 24 novembre');
  });

  it.each(['en-US', 'fa-IR'])('says in %s what is understood again', (language) => {
    for (let day = 0; day < 300; day += 7) {
      const date = new Date(Date.UTC(2026, 10, 22 + day)).toISOString().slice(0, 10);
      const said = sayDateTime(language, { date, time: day % 2 ? '09:00' : '15:30' });
      expect(parseSpokenDate(said, { language, today: '2026-11-21' })).toEqual({ date, exists: true });
      expect(parseSpokenTime(said, { language, today: '2026-11-21' })?.time).toBe(
        day % 2 ? '09:00' : '15:30',
      );
    }
  });
});

describe('an instant', () => {
  it('is said in the local time of the business on both days on which clocks change', () => {
    const zone = 'America/New_York';
    expect(localMoment('2026-11-01T05:30:00Z', zone)).toEqual({ date: '2026-11-01', time: '01:30' });
    expect(localMoment('2026-11-01T06:30:00Z', zone)).toEqual({ date: '2026-11-01', time: '01:30' });
    expect(localMoment('2027-03-14T06:59:00Z', zone)).toEqual({ date: '2027-03-14', time: '01:59' });
    expect(localMoment('2027-03-14T07:00:00Z', zone)).toEqual({ date: '2027-03-14', time: '03:00' });
    expect(sayInstant('en', '2026-11-24T15:00:00Z', zone)).toBe('Tuesday, November 24 at 10 in the morning');
  });
});

describe('saying a phone number', () => {
  it('reads digits in groups', () => {
    expect(sayPhone('en', '+12025550100')).toBe('2 0 2, 5 5 5, 0 1 0 0');
    expect(sayPhone('fa', '+989123456789')).toBe('صفر نه دوازده، سیصد و چهل و پنج، شصت و هفت هشتاد و نه');
  });

  it.each([
    ['en', 'US', '+12025550100'],
    ['fa', 'US', '+12025550107'],
    ['fa', 'IR', '+989123456789'],
  ])('in %s is understood again in %s', (language, region, e164) => {
    expect(parseSpokenPhone(sayPhone(language, e164), region, language)).toMatchObject({ e164 });
  });
});
