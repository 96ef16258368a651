import { describe, expect, it } from 'vitest';
import { createLogger } from '../shared/logger.ts';
import { type CalendarEvent, CalendarUnavailable } from './ports.ts';
import { type UnwrittenCommitment, writeCalendars } from './write-calendar.ts';

const logger = createLogger({ level: 'silent', component: 'test' });
const commitment = (campaignId: string): UnwrittenCommitment => ({
  campaignId,
  reference: `CONF-${campaignId}`,
  timeZone: 'America/New_York',
  service: 'dentist',
  provider: 'Mission Dental Care',
  location: '100 Valencia Street',
  startsAt: '2027-03-15T16:00:00.000Z',
  endsAt: '2027-03-15T16:30:00.000Z',
});

/** A calendar that fails for one reference as often as told, over commitments that are unwritten until they are told. */
function scene(fails: { reference: string; times: number }) {
  const booked: CalendarEvent[] = [];
  const open = new Map(['A', 'B'].map((id) => [id, commitment(id)]));
  const writes = {
    unwritten: async () => [...open.values()],
    written: async (id: string) => void open.delete(id),
  };
  let left = fails.times;
  const calendar = {
    busy: async () => [],
    book: async (event: CalendarEvent) => {
      if (event.reference === fails.reference && left > 0) {
        left -= 1;
        throw new CalendarUnavailable('down');
      }
      booked.push(event);
    },
  };
  return { booked, open, run: () => writeCalendars({ writes, calendarOf: () => calendar, logger }) };
}

describe('writing what was committed', () => {
  it('writes each once, with its reference', async () => {
    const { booked, open, run } = scene({ reference: '', times: 0 });
    await run();
    await run();
    expect(booked.map(({ reference, title }) => [reference, title])).toEqual([
      ['CONF-A', 'dentist: Mission Dental Care'],
      ['CONF-B', 'dentist: Mission Dental Care'],
    ]);
    expect(open.size).toBe(0);
  });

  it('leaves what could not be written for later, and the others do not wait for it', async () => {
    const { booked, open, run } = scene({ reference: 'CONF-A', times: 1 });
    await run();
    expect([booked.length, [...open.keys()]]).toEqual([1, ['A']]);
    await run();
    expect([booked.length, open.size]).toEqual([2, 0]);
  });
});
