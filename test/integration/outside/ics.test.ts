import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIcsCalendar } from '../../../src/services/calendar/ics-calendar.ts';
import { type OutsideServer, startOutsideServer } from '../../support/fakes/outside-server.ts';

const range = ['2027-03-15T00:00:00Z', '2027-03-17T00:00:00Z'] as const;
const lunch = [
  ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', 'BEGIN:VEVENT', 'UID:lunch'],
  ...[
    'DTSTART;TZID=Pacific Standard Time:20270315T120000',
    'DURATION:PT1H',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ],
].join('\r\n');

let feed: OutsideServer;
let body = lunch;

beforeAll(async () => {
  feed = await startOutsideServer({
    answer: ({ url }) =>
      url.pathname === '/me/basic.ics'
        ? { status: 200, body, headers: { 'content-type': 'text/calendar; charset=utf-8' } }
        : { status: 404, body: 'Not found' },
    refusal: (status) => `<html>${status}</html>`,
  });
});

afterAll(async () => {
  await feed.close();
});

const calendar = (path = '/me/basic.ics', timeoutMs = 2000) =>
  createIcsCalendar({ url: `${feed.url}${path}`, timeZone: 'America/Los_Angeles', timeoutMs });

describe('a published calendar', () => {
  it('is read anew for each question, and cannot be written', async () => {
    const before = feed.asked.length;
    expect(await calendar().busy(...range)).toEqual([
      { startsAt: '2027-03-15T19:00:00Z', endsAt: '2027-03-15T20:00:00Z' },
    ]);
    await calendar().busy(...range);
    expect(feed.asked.length - before).toBe(2);
    expect(calendar().book).toBeUndefined();
  });

  it('that answers slowly is waited for', async () => {
    feed.next({ kind: 'slow', delayMs: 300 });
    expect(await calendar().busy(...range)).toHaveLength(1);
  });

  it.each([
    ['is over its quota', { kind: 'refuse', status: 429, retryAfter: '7' }, 7],
    ['has a fault', { kind: 'refuse', status: 500 }, null],
    ['breaks off', { kind: 'cut' }, null],
  ] as const)(
    'that %s may be asked again, and nothing is taken for free',
    async (_what, fault, retryAfterSeconds) => {
      feed.next(fault);
      await expect(calendar().busy(...range)).rejects.toMatchObject({
        code: 'calendar_unavailable',
        retryable: true,
        retryAfterSeconds,
      });
    },
  );

  it('that does not answer is given up', async () => {
    feed.next({ kind: 'hang' });
    await expect(calendar('/me/basic.ics', 200).busy(...range)).rejects.toMatchObject({
      code: 'calendar_unavailable',
    });
  });

  it('that nobody listens for is away', async () => {
    const closed = createIcsCalendar({ url: 'http://127.0.0.1:1/basic.ics', timeZone: 'UTC' });
    await expect(closed.busy(...range)).rejects.toMatchObject({ code: 'calendar_unavailable' });
  });

  it('whose address was taken back says which setting to look at', async () => {
    await expect(calendar('/old/basic.ics').busy(...range)).rejects.toMatchObject({
      code: 'calendar_refused',
      retryable: false,
      message: expect.stringContaining('CALENDAR_ICS_URL'),
    });
  });

  it('that turned into a page to sign in at is not read as an empty one', async () => {
    body = '<!doctype html><title>Sign in</title>';
    await expect(calendar().busy(...range)).rejects.toMatchObject({ code: 'calendar_unreadable' });
    body = lunch;
  });

  it('that has moved is read where it is now', async () => {
    feed.next({ kind: 'redirect', to: `${feed.url}/me/basic.ics` });
    expect(await calendar('/old/basic.ics').busy(...range)).toHaveLength(1);
  });
});
