import { describe, expect, it } from 'vitest';
import { weekHoursOf } from './google-hours.ts';

const at = (day: number, hour: number, minute = 0) => ({ day, hour, minute });

describe("opening hours as Google's places have them", () => {
  it('count from Monday, and may pause', () => {
    const periods = [
      { open: at(1, 9), close: at(1, 12) },
      { open: at(1, 13, 30), close: at(1, 17) },
      { open: at(0, 10), close: at(0, 14) },
    ];
    expect(weekHoursOf(periods)).toEqual([
      { weekday: 1, opens: '09:00', closes: '12:00' },
      { weekday: 1, opens: '13:30', closes: '17:00' },
      { weekday: 7, opens: '10:00', closes: '14:00' },
    ]);
  });

  it('that go over midnight, or over the end of the week, are cut there', () => {
    expect(weekHoursOf([{ open: at(5, 22), close: at(6, 2) }])).toEqual([
      { weekday: 5, opens: '22:00', closes: '24:00' },
      { weekday: 6, opens: '00:00', closes: '02:00' },
    ]);
    expect(weekHoursOf([{ open: at(6, 20), close: at(0, 0) }])).toEqual([
      { weekday: 6, opens: '20:00', closes: '24:00' },
    ]);
  });

  it('that never end are all of the week', () => {
    const always = weekHoursOf([{ open: at(0, 0) }]);
    expect(always).toHaveLength(7);
    expect(new Set(always.map(({ weekday }) => weekday))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7]));
    for (const { opens, closes } of always) expect([opens, closes]).toEqual(['00:00', '24:00']);
  });

  it('that are not known to be any are none', () => {
    expect(weekHoursOf([])).toEqual([]);
    expect(weekHoursOf([{ open: at(1, 9), close: at(1, 9) }])).toEqual([]);
  });
});
