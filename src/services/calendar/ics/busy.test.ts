import { describe, expect, it } from 'vitest';
import { CalendarUnreadable } from '../../../campaigns/ports.ts';
import { busyInIcs } from './busy.ts';

const question = {
  from: '2027-03-12T00:00:00Z',
  to: '2027-03-19T00:00:00Z',
  timeZone: 'America/Los_Angeles',
  address: 'http://127.0.0.1/calendar.ics',
};

function calendar(...lines: string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...lines, 'END:VCALENDAR', ''].join('\r\n');
}

function event(...lines: string[]): string {
  return ['BEGIN:VEVENT', 'UID:one@example.com', ...lines, 'END:VEVENT'].join('\r\n');
}

/** "start/end" in UTC, without seconds. */
function busy(text: string, change: Partial<typeof question> = {}): string[] {
  const short = (instant: string) => instant.replace(/:00Z$/, 'Z');
  return busyInIcs(text, { ...question, ...change }).map(
    ({ startsAt, endsAt }) => `${short(startsAt)}/${short(endsAt)}`,
  );
}

const zoned = (name: string, value: string, zone = 'America/Los_Angeles') => `${name};TZID=${zone}:${value}`;

describe('what is in the way in a calendar', () => {
  it('is what overlaps the range, in order, however it is written', () => {
    const text = calendar(
      event(zoned('DTSTART', '20270316T090000'), 'DURATION:PT1H'),
      event('DTSTART:20270315T170000Z', 'DTEND:20270315T173000Z'),
      event('DTSTART:20270314T100000', 'DTEND:20270314T110000'),
      event('DTSTART:20270311T230000Z', 'DTEND:20270312T003000Z'),
      event('DTSTART:20270311T230000Z', 'DTEND:20270312T000000Z'),
      event('DTSTART:20270319T000000Z', 'DTEND:20270319T010000Z'),
      event('DTSTART:20270316T000000Z'),
    );
    expect(busy(text)).toEqual([
      '2027-03-11T23:00Z/2027-03-12T00:30Z',
      // Of no zone: the person's own, an hour further from UTC since that night.
      '2027-03-14T17:00Z/2027-03-14T18:00Z',
      '2027-03-15T17:00Z/2027-03-15T17:30Z',
      '2027-03-16T16:00Z/2027-03-16T17:00Z',
    ]);
  });

  it('stays at its local time when the clocks change, and lasts as long as it lasts', () => {
    const text = calendar(
      event(zoned('DTSTART', '20270301T090000'), zoned('DTEND', '20270301T100000'), 'RRULE:FREQ=DAILY'),
    );
    expect(busy(text, { from: '2027-03-13T00:00:00Z', to: '2027-03-16T00:00:00Z' })).toEqual([
      '2027-03-13T17:00Z/2027-03-13T18:00Z',
      '2027-03-14T16:00Z/2027-03-14T17:00Z',
      '2027-03-15T16:00Z/2027-03-15T17:00Z',
    ]);
  });

  it('leaves out what is excluded, in whatever zone it is written, and keeps what comes after', () => {
    const text = calendar(
      event(
        zoned('DTSTART', '20270308T090000'),
        'DURATION:PT30M',
        'RRULE:FREQ=DAILY;COUNT=9',
        zoned('EXDATE', '20270301T090000,20270302T090000,20270312T090000'),
        'EXDATE:20270313T170000Z',
        'EXDATE;VALUE=DATE:20270314',
      ),
    );
    expect(busy(text)).toEqual([
      '2027-03-15T16:00Z/2027-03-15T16:30Z',
      '2027-03-16T16:00Z/2027-03-16T16:30Z',
    ]);
  });

  it('has an instance where it was moved to, and not where it was', () => {
    const text = calendar(
      event(zoned('DTSTART', '20270301T090000'), 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY'),
      event(zoned('RECURRENCE-ID', '20270315T090000'), zoned('DTSTART', '20270317T140000'), 'DURATION:PT2H'),
    );
    expect(busy(text)).toEqual(['2027-03-17T21:00Z/2027-03-17T23:00Z']);
    // Moved into the range from outside of it.
    const from = '2027-03-17T00:00:00Z';
    expect(busy(text, { from })).toEqual(['2027-03-17T21:00Z/2027-03-17T23:00Z']);
  });

  it('has no instance that was canceled, and no event that was', () => {
    const text = calendar(
      event(zoned('DTSTART', '20270301T090000'), 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;BYDAY=MO,WE'),
      event(
        'RECURRENCE-ID:20270315T160000Z',
        zoned('DTSTART', '20270315T090000'),
        'DURATION:PT1H',
        'STATUS:CANCELLED',
      ),
      event('DTSTART:20270316T100000Z', 'DURATION:PT1H', 'STATUS:CANCELLED').replace('one@', 'two@'),
    );
    expect(busy(text)).toEqual(['2027-03-17T16:00Z/2027-03-17T17:00Z']);
  });

  it('moves all that follow where one was moved for all', () => {
    const text = calendar(
      event(zoned('DTSTART', '20270301T090000'), 'DURATION:PT1H', 'RRULE:FREQ=DAILY'),
      event(
        'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=America/Los_Angeles:20270315T090000',
        zoned('DTSTART', '20270315T150000'),
        'DURATION:PT30M',
      ),
    );
    expect(busy(text, { from: '2027-03-14T00:00:00Z', to: '2027-03-17T00:00:00Z' })).toEqual([
      '2027-03-14T16:00Z/2027-03-14T17:00Z',
      '2027-03-15T22:00Z/2027-03-15T22:30Z',
      '2027-03-16T22:00Z/2027-03-16T22:30Z',
    ]);
  });

  it.each([
    ['until a moment in UTC', 'UNTIL=20270315T160000Z', 2],
    ['until the moment before', 'UNTIL=20270315T155959Z', 1],
    ['until a day, which counts', 'UNTIL=20270315', 2],
    ['a number of times', 'COUNT=15', 2],
  ])('repeats %s', (_what, end, count) => {
    const text = calendar(
      event(zoned('DTSTART', '20270301T090000'), 'DURATION:PT1H', `RRULE:FREQ=DAILY;${end}`),
    );
    expect(busy(text, { from: '2027-03-14T00:00:00Z' })).toHaveLength(count);
  });

  it('knows the last Friday of a month, and days that were added', () => {
    const text = calendar(
      event(
        zoned('DTSTART', '20260130T090000'),
        'DURATION:PT1H',
        'RRULE:FREQ=MONTHLY;BYDAY=-1FR',
        zoned('RDATE', '20270317T120000'),
      ),
    );
    const april = { from: '2027-03-15T00:00:00Z', to: '2027-04-01T00:00:00Z' };
    expect(busy(text, april)).toEqual([
      '2027-03-17T19:00Z/2027-03-17T20:00Z',
      '2027-03-26T16:00Z/2027-03-26T17:00Z',
    ]);
  });

  it("takes a whole day for the person's own day, also the one that has 23 hours", () => {
    const text = calendar(
      event('DTSTART;VALUE=DATE:20270314', 'DTEND;VALUE=DATE:20270316'),
      event('DTSTART;VALUE=DATE:20270317').replace('one@', 'two@'),
    );
    expect(busy(text)).toEqual([
      '2027-03-14T08:00Z/2027-03-16T07:00Z',
      '2027-03-17T07:00Z/2027-03-18T07:00Z',
    ]);
    expect(busy(text, { timeZone: 'Europe/Berlin' })).toEqual([
      '2027-03-13T23:00Z/2027-03-15T23:00Z',
      '2027-03-16T23:00Z/2027-03-17T23:00Z',
    ]);
  });

  it('is not what the person shows as free', () => {
    const text = calendar(
      event('DTSTART;VALUE=DATE:20270315', 'TRANSP:TRANSPARENT'),
      event('DTSTART:20270316T100000Z', 'DURATION:PT1H', 'TRANSP:OPAQUE').replace('one@', 'two@'),
    );
    expect(busy(text)).toEqual(['2027-03-16T10:00Z/2027-03-16T11:00Z']);
  });

  const guest = (address: string, answer: string) => `ATTENDEE;PARTSTAT=${answer}:mailto:${address}`;
  const meeting = (...guests: string[]) =>
    event('DTSTART:20270316T100000Z', 'DURATION:PT1H', 'ORGANIZER:mailto:boss@example.com', ...guests);

  it.each([
    ['the only guest declined', [guest('me@example.com', 'DECLINED')], 0],
    [
      'everybody but its organizer declined',
      [guest('boss@example.com', 'ACCEPTED'), guest('me@example.com', 'DECLINED')],
      0,
    ],
    ['somebody comes', [guest('me@example.com', 'DECLINED'), guest('you@example.com', 'ACCEPTED')], 1],
    ['nobody has answered', [guest('me@example.com', 'NEEDS-ACTION')], 1],
    ['it is tentative', [guest('me@example.com', 'TENTATIVE')], 1],
  ])(
    'does or does not count a meeting of whose guests nobody is known to be the person: %s',
    (_what, guests, count) => {
      expect(busy(calendar(meeting(...guests)))).toHaveLength(count);
    },
  );

  it('does not count what the person declined, whose address the calendar or its own address names', () => {
    const text = meeting(guest('me@example.com', 'DECLINED'), guest('you@example.com', 'ACCEPTED'));
    expect(busy(calendar('X-WR-CALNAME:Me@example.com', text))).toEqual([]);
    const address = 'https://calendar.example/ical/me%40example.com/private-0/basic.ics';
    expect(busy(calendar(text), { address })).toEqual([]);
    const other = meeting(guest('you@example.com', 'DECLINED'));
    expect(busy(calendar(other), { address })).toEqual([]);
    const mine = meeting(guest('me@example.com', 'ACCEPTED'), guest('you@example.com', 'DECLINED'));
    expect(busy(calendar(mine), { address })).toHaveLength(1);
  });

  it.each([
    ['Windows', 'Pacific Standard Time'],
    ['Windows, in quotes', '"Pacific Standard Time"'],
    ['a path', '/citadel.org/20270101_1/America/Los_Angeles'],
  ])('knows zones by names of %s', (_what, zone) => {
    const text = calendar(event(zoned('DTSTART', '20270316T090000', zone), 'DURATION:PT1H'));
    expect(busy(text)).toEqual(['2027-03-16T16:00Z/2027-03-16T17:00Z']);
  });

  const described = [
    ...['BEGIN:VTIMEZONE', 'TZID:Our own clocks'],
    ...['BEGIN:STANDARD', 'DTSTART:16010101T020000', 'TZOFFSETFROM:-0700', 'TZOFFSETTO:-0800'],
    ...['RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11', 'END:STANDARD'],
    ...['BEGIN:DAYLIGHT', 'DTSTART:16010101T020000', 'TZOFFSETFROM:-0800', 'TZOFFSETTO:-0700'],
    ...['RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3', 'END:DAYLIGHT', 'END:VTIMEZONE'],
  ];

  it('reads a zone that only the calendar knows, over its change of clocks', () => {
    const series = event(
      zoned('DTSTART', '20270312T090000', 'Our own clocks'),
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;UNTIL=20270315T160000Z',
    );
    expect(busy(calendar(...described, series))).toEqual([
      '2027-03-12T17:00Z/2027-03-12T18:00Z',
      '2027-03-13T17:00Z/2027-03-13T18:00Z',
      '2027-03-14T16:00Z/2027-03-14T17:00Z',
      '2027-03-15T16:00Z/2027-03-15T17:00Z',
    ]);
  });

  it('guesses no clocks: an event of an unknown zone makes it unreadable, unless it is far away', () => {
    const on = (day: string, rule = 'SEQUENCE:1') =>
      calendar(event(zoned('DTSTART', `${day}T090000`, 'Moon/Tranquility'), 'DURATION:PT1H', rule));
    expect(() => busy(on('20270316'))).toThrow(CalendarUnreadable);
    expect(() => busy(on('20270101', 'RRULE:FREQ=DAILY'))).toThrow(/Moon\/Tranquility/);
    expect(busy(on('20260316'))).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['a page', '<html><body>Sign in</body></html>'],
    ['something else', 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann\r\nEND:VCARD\r\n'],
    ['half of it', calendar(event('DTSTART:20270316T100000Z')).slice(0, 90)],
    ['an event that never begins', calendar(event('SUMMARY:lunch'))],
    ['a time that is none', calendar(event('DTSTART:noon'))],
  ])('is not known where a calendar was %s', (_what, text) => {
    expect(() => busy(text)).toThrow(CalendarUnreadable);
  });

  it('reads several calendars in one file', () => {
    const one = calendar(event('DTSTART:20270316T100000Z', 'DURATION:PT1H'));
    const two = calendar(event('DTSTART:20270317T100000Z', 'DURATION:PT1H'));
    expect(busy(one + two)).toHaveLength(2);
  });

  it('finds the day of a series that began long ago', () => {
    const text = calendar(event('DTSTART:19990101T100000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY'));
    expect(busy(text)).toHaveLength(7);
  });

  it.each([
    'FREQ=DAILY',
    'FREQ=DAILY;INTERVAL=5',
    'FREQ=DAILY;BYDAY=MO,WE;BYMONTH=3',
    'FREQ=WEEKLY',
    'FREQ=WEEKLY;INTERVAL=3',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU,FR',
    'FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,MO,SA',
    'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  ])('counts %s from long ago as if it had counted each', (rule) => {
    const days = ['20250101', '20250102', '20250104', '20250105'];
    for (const day of days) {
      const of = (end: string) =>
        busy(calendar(event(zoned('DTSTART', `${day}T090000`), 'DURATION:PT1H', `RRULE:${rule}${end}`)));
      expect(of('')).toEqual(of(';COUNT=5000'));
    }
  });

  it('leaves out a whole day that is excluded or moved by its midnight', () => {
    const text = calendar(
      event(
        'DTSTART;VALUE=DATE:20270301',
        'RRULE:FREQ=DAILY',
        'EXDATE:20270313T000000Z',
        zoned('EXDATE', '20270314T000000'),
      ),
      event(zoned('RECURRENCE-ID', '20270315T000000'), 'DTSTART;VALUE=DATE:20270401'),
    );
    expect(busy(text, { from: '2027-03-13T08:00:00Z', to: '2027-03-17T07:00:00Z' })).toEqual([
      '2027-03-16T07:00Z/2027-03-17T07:00Z',
    ]);
  });

  it.each([
    ['with a byte order mark', (text: string) => `\uFEFF${text}`],
    ['with line ends of Unix', (text: string) => text.replaceAll('\r\n', '\n')],
    ['with empty lines', (text: string) => text.replaceAll('\r\n', '\r\n\r\n')],
    [
      'in small letters',
      (text: string) => text.replace('DTSTART', 'dtstart').replace('DURATION', 'duration'),
    ],
    ['with folded lines', (text: string) => text.replace('20270316T1', '20270316\r\n T1')],
  ])('reads a file %s', (_what, write) => {
    const text = calendar(event('DTSTART:20270316T100000Z', 'DURATION:PT1H'));
    expect(busy(write(text))).toEqual(['2027-03-16T10:00Z/2027-03-16T11:00Z']);
  });
});
