import { describe, expect, it } from 'vitest';
import { askedDay, askedInstant } from './call-views.ts';

describe('a day or an instant that somebody asks for', () => {
  it.each(['1900-01-01', '2027-03-02', '2999-12-31'])('may be of our centuries: %s', (day) => {
    expect(askedDay.safeParse(day).success).toBe(true);
    expect(askedInstant.safeParse(`${day}T19:00:00.123456+00:00`).success).toBe(true);
  });

  it.each(['0000-01-01', '0001-01-01', '1899-12-31', '3000-01-01', '9999-12-31'])(
    'is refused where a database or a time zone could not follow: %s',
    (day) => {
      expect(askedDay.safeParse(day).error?.issues[0]?.message).toContain('1900 to 2999');
      expect(askedInstant.safeParse(`${day}T00:00:00Z`).success).toBe(false);
    },
  );
});
