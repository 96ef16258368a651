import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCaldavCalendar } from '../../../src/services/calendar/caldav-calendar.ts';
import { type FakeCaldav, startFakeCaldav } from '../../support/fakes/caldav.ts';

const range = ['2027-03-15T00:00:00Z', '2027-03-17T00:00:00Z'] as const;
const event = {
  reference: 'CONF-A1B2C3D4',
  title: 'Dentist, the new one; "Smile & Co"',
  location: '1 Main Street,\nSan Francisco',
  startsAt: '2027-03-16T17:00:00Z',
  endsAt: '2027-03-16T17:30:00Z',
};
const clock = { now: () => Date.parse('2027-03-14T08:00:00Z') };

let server: FakeCaldav;

beforeEach(async () => {
  server = await startFakeCaldav();
  put('work', 'lunch', 'DTSTART;TZID=Pacific Standard Time:20270315T120000', 'SUMMARY:Lunch & a < b');
});

afterEach(async () => {
  await server.close();
});

function put(collection: string, uid: string, ...lines: string[]): void {
  const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', 'BEGIN:VEVENT', `UID:${uid}`];
  server.objects.set(
    `/dav/me/home/${collection}/${uid}`,
    [...text, ...lines, 'DURATION:PT1H', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n'),
  );
}

const calendar = (change: { url?: string; password?: string; timeoutMs?: number } = {}) =>
  createCaldavCalendar({
    url: server.calendarUrl,
    user: server.user,
    password: server.password,
    clock,
    timeoutMs: 2000,
    ...change,
  })('America/Los_Angeles');

const lunch = { startsAt: '2027-03-15T19:00:00Z', endsAt: '2027-03-15T20:00:00Z' };

describe('a CalDAV calendar', () => {
  it('is read with its repetitions, and without what its user declined', async () => {
    put('work', 'daily', 'DTSTART:20270101T100000Z', 'RRULE:FREQ=DAILY', 'EXDATE:20270315T100000Z');
    put(
      'work',
      'declined',
      'DTSTART:20270315T150000Z',
      'ATTENDEE;PARTSTAT=DECLINED:mailto:ME@example.com',
      'ATTENDEE;PARTSTAT=ACCEPTED:mailto:you@example.com',
    );
    expect(await calendar().busy(...range)).toEqual([
      lunch,
      { startsAt: '2027-03-16T10:00:00Z', endsAt: '2027-03-16T11:00:00Z' },
    ]);
  });

  it('of an account is all of its calendars of events, found once', async () => {
    put('club', 'match', 'DTSTART:20270316T180000Z');
    const mine = calendar({ url: server.accountUrl });
    expect(await mine.busy(...range)).toEqual([
      lunch,
      { startsAt: '2027-03-16T18:00:00Z', endsAt: '2027-03-16T19:00:00Z' },
    ]);
    const before = server.asked.length;
    await mine.busy(...range);
    expect(server.asked.slice(before).map(({ method }) => method)).toEqual(['REPORT', 'REPORT']);
    await mine.book?.(event);
    expect([...server.objects.keys()]).toContain('/dav/me/home/work/CONF-A1B2C3D4.ics');
  });

  it('that is empty is free', async () => {
    server.objects.clear();
    expect(await calendar().busy(...range)).toEqual([]);
  });

  it('has the event once, however often it is written, and the person is busy then', async () => {
    const mine = calendar();
    await mine.book?.(event);
    await mine.book?.(event);
    await calendar().book?.(event);
    expect(server.objects.size).toBe(2);
    expect(server.asked.filter(({ method }) => method === 'PUT')).toHaveLength(3);
    const written = server.objects.get('/dav/me/home/work/CONF-A1B2C3D4.ics') ?? '';
    expect(written).toContain('UID:CONF-A1B2C3D4\r\n');
    expect(written).toContain('SUMMARY:Dentist\\, the new one\\; "Smile & Co"\r\n');
    expect(await mine.busy(...range)).toContainEqual({ startsAt: event.startsAt, endsAt: event.endsAt });
  });

  it('that answers slowly is waited for', async () => {
    server.next({ kind: 'slow', delayMs: 200 }, 2);
    expect(await calendar().busy(...range)).toEqual([lunch]);
  });

  it.each([
    ['is over its quota', { kind: 'refuse', status: 429, retryAfter: '3' }],
    ['has a fault', { kind: 'refuse', status: 500 }],
    ['breaks off', { kind: 'cut' }],
    ['hangs', { kind: 'hang' }],
  ] as const)('that %s may be asked again, and nothing is taken for free', async (_what, fault) => {
    const away = { code: 'calendar_unavailable', retryable: true };
    const mine = calendar({ timeoutMs: 400 });
    // While the calendar is looked for, and when it is read and written.
    server.next(fault);
    await expect(mine.busy(...range)).rejects.toMatchObject(away);
    await mine.busy(...range);
    server.next(fault);
    await expect(mine.busy(...range)).rejects.toMatchObject(away);
    server.next(fault);
    await expect(mine.book?.(event)).rejects.toMatchObject(away);
    await mine.book?.(event);
    expect(server.objects.size).toBe(2);
  });

  it.each(['accountUrl', 'calendarUrl'] as const)(
    'says at once that a password is wrong (%s)',
    async (at) => {
      await expect(calendar({ url: server[at], password: 'other' }).busy(...range)).rejects.toMatchObject({
        code: 'calendar_refused',
        message: expect.stringContaining('CALDAV_PASSWORD'),
      });
    },
  );

  it('whose password was taken back in the middle is revoked, and never free', async () => {
    const mine = calendar();
    await mine.busy(...range);
    server.password = 'another';
    await expect(mine.busy(...range)).rejects.toMatchObject({ code: 'calendar_revoked', retryable: false });
    await expect(mine.book?.(event)).rejects.toMatchObject({ code: 'calendar_revoked' });
  });

  it('is refused where the address leads to no calendar, or the user may not write', async () => {
    const refused = { code: 'calendar_refused', message: expect.stringContaining('CALDAV_URL') };
    const mistyped = calendar({ url: `${server.url}/dav/me/home/nothing/` });
    await expect(mistyped.busy(...range)).rejects.toMatchObject(refused);
    await expect(mistyped.book?.(event)).rejects.toMatchObject(refused);
    server.readOnly = true;
    await expect(calendar().book?.({ ...event, reference: 'CONF-2' })).rejects.toMatchObject(refused);
    const gone = { status: 404, body: 'Not Found' };
    server.instead = gone;
    await expect(calendar().busy(...range)).rejects.toMatchObject(refused);
  });

  const xml = { 'content-type': 'text/xml' };
  it.each([
    [
      'a page to sign in at',
      { status: 200, body: '<html>Sign in</html>', headers: { 'content-type': 'text/html' } },
    ],
    ['half of an answer', { status: 207, body: '<d:multistatus xmlns:d="DAV:"><d:response>', headers: xml }],
    [
      'an event without its data',
      {
        status: 207,
        body: '<d:multistatus xmlns:d="DAV:"><d:response><d:href>/x.ics</d:href><d:propstat><d:prop><d:getetag>1</d:getetag></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>',
        headers: xml,
      },
    ],
    [
      'a limit on how many events it tells',
      {
        status: 207,
        body: '<d:multistatus xmlns:d="DAV:"><d:response><d:href>/dav/me/home/work/</d:href><d:status>HTTP/1.1 507 Insufficient Storage</d:status></d:response></d:multistatus>',
        headers: xml,
      },
    ],
  ])('that answers with %s is not read as an empty one', async (_what, reply) => {
    server.instead = reply;
    await expect(calendar().busy(...range)).rejects.toMatchObject({ code: 'calendar_unreadable' });
  });
});
