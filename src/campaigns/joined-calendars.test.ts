import { describe, expect, it } from 'vitest';
import { joinCalendars } from './joined-calendars.ts';
import { CalendarRevoked, type PersonCalendar } from './ports.ts';

const block = (day: number) => ({ startsAt: `2027-03-${day}T10:00:00Z`, endsAt: `2027-03-${day}T11:00:00Z` });
const readable = (day: number): PersonCalendar => ({ busy: async () => [block(day)] });
const range = ['2027-03-15T00:00:00Z', '2027-03-20T00:00:00Z'] as const;

describe('several calendars of one person', () => {
  it('are busy where any of them is', async () => {
    expect(await joinCalendars([readable(15), readable(16)]).busy(...range)).toEqual([block(15), block(16)]);
  });

  it('know nothing when one of them does not answer', async () => {
    const revoked: PersonCalendar = { busy: () => Promise.reject(new CalendarRevoked('Gone.')) };
    await expect(joinCalendars([readable(15), revoked]).busy(...range)).rejects.toThrow(CalendarRevoked);
  });

  it('are written where they can be', async () => {
    const written: string[] = [];
    const writable = (name: string): PersonCalendar => ({
      ...readable(15),
      book: async ({ reference }) => void written.push(`${name} ${reference}`),
    });
    const event = { reference: 'CONF-1', title: 'Dentist', location: '1 Main Street', ...block(15) };
    await joinCalendars([readable(16), writable('one'), writable('two')]).book?.(event);
    expect(written).toEqual(['one CONF-1', 'two CONF-1']);
    expect(joinCalendars([readable(15), readable(16)]).book).toBeUndefined();
  });
});
