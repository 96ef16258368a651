import ICAL from 'ical.js';
import {
  calendarQuery,
  createAccount,
  createCalendarObject,
  type DAVCalendar,
  type DAVResponse,
  fetchCalendars,
  propfind,
} from 'tsdav';
import {
  type Busy,
  type CalendarEvent,
  CalendarRefused,
  CalendarUnavailable,
  CalendarUnreadable,
  type PersonCalendar,
} from '../../campaigns/ports.ts';
import type { Clock } from '../../shared/clock.ts';
import { Session } from './caldav/session.ts';
import { busyInIcs } from './ics/busy.ts';

const timeoutMs = 15_000;
/** Servers read whole days and times of no zone by clocks of their own. */
const marginMs = 26 * 3_600_000;

export interface CaldavSettings {
  /** Of the calendar, or of the account: then all its calendars are read, and the first is written. */
  url: string;
  user: string;
  password: string;
  clock: Clock;
  timeoutMs?: number;
}

/**
 * A calendar that is read and written by CalDAV (RFC 4791), for a person's zone (IANA). It is looked for once, and whether
 * the password was ever accepted is known to all of its questions.
 */
export function createCaldavCalendar(settings: CaldavSettings): (timeZone: string) => PersonCalendar {
  const { url, user, clock } = settings;
  const session = new Session({ ...settings, timeoutMs: settings.timeoutMs ?? timeoutMs });
  let found: DAVCalendar[] | null = null;
  const calendars = async () => {
    found ??= await findCalendars(session, url);
    return found;
  };
  return (timeZone) => ({
    async busy(from, to) {
      const blocks: Busy[] = [];
      for (const calendar of await calendars()) {
        for (const text of await objectsIn(session, calendar.url, from, to)) {
          blocks.push(...busyInIcs(text, { from, to, timeZone, address: calendar.url, owners: [user] }));
        }
      }
      return blocks;
    },

    async book(event) {
      const [calendar] = await calendars();
      if (!calendar) throw noCalendar();
      const { status } = await session.run(
        (fetch) =>
          createCalendarObject({
            calendar,
            filename: `${encodeURIComponent(event.reference)}.ics`,
            iCalString: toIcs(event, clock.now()),
            headers: session.headers,
            fetch,
          }),
        (cause) => new CalendarUnavailable('The CalDAV server did not take the event.', { cause }),
      );
      // 412: what is written only where nothing is (If-None-Match: *) is there already, which is ours.
      if ((status >= 200 && status < 300) || status === 412) return;
      throw new CalendarRefused(
        `The CalDAV server answered ${status}: check CALDAV_URL and whether this user may write.`,
      );
    },
  });
}

async function findCalendars(session: Session, url: string): Promise<DAVCalendar[]> {
  const { headers } = session;
  const calendars = await session.run(
    async (fetch) => {
      const [self] = await propfind({ url, props: { 'd:resourcetype': {} }, depth: '0', headers, fetch });
      if ('calendar' in Object(self?.props?.resourcetype)) return [{ url }];
      // A name that is mistyped must not lead to another calendar; many servers have nothing at their root.
      if (!self?.ok && new URL(url).pathname !== '/') throw noCalendar();
      const account = await createAccount({
        account: { serverUrl: url, accountType: 'caldav' },
        headers,
        fetch,
      });
      return fetchCalendars({ account, headers, fetch });
    },
    (cause) => noCalendar(cause),
  );
  const ofEvents = calendars.filter(
    ({ components = [] }: DAVCalendar) => components.length === 0 || components.includes('VEVENT'),
  );
  if (ofEvents.length === 0) throw noCalendar();
  return ofEvents;
}

function noCalendar(cause?: unknown): CalendarRefused {
  return new CalendarRefused('CALDAV_URL leads to no calendar.', { cause });
}

async function objectsIn(session: Session, url: string, from: string, to: string): Promise<string[]> {
  const range = { start: stamp(Date.parse(from) - marginMs), end: stamp(Date.parse(to) + marginMs) };
  const answers = await session.run(
    (fetch) =>
      calendarQuery({
        url,
        props: { 'd:getetag': {}, 'c:calendar-data': {} },
        filters: {
          'comp-filter': {
            _attributes: { name: 'VCALENDAR' },
            'comp-filter': { _attributes: { name: 'VEVENT' }, 'time-range': { _attributes: range } },
          },
        },
        depth: '1',
        headers: session.headers,
        fetch,
      }),
    (cause) =>
      new CalendarUnreadable('The CalDAV server answered in another shape than RFC 4791.', { cause }),
  );
  return answers.map(dataOf);
}

function dataOf({ props }: DAVResponse): string {
  const data: unknown = props?.calendarData;
  const text: unknown = typeof data === 'object' && data !== null && '_cdata' in data ? data._cdata : data;
  if (typeof text === 'string') return text;
  throw new CalendarUnreadable('The CalDAV server answered without an event that it has.');
}

/** 20270315T080000Z. */
function stamp(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

function toIcs({ reference, title, location, startsAt, endsAt }: CalendarEvent, now: number): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('prodid', '-//Parley//EN');
  const event = new ICAL.Component('vevent');
  event.addPropertyWithValue('uid', reference);
  event.addPropertyWithValue('dtstamp', icalTime(now));
  event.addPropertyWithValue('dtstart', icalTime(Date.parse(startsAt)));
  event.addPropertyWithValue('dtend', icalTime(Date.parse(endsAt)));
  event.addPropertyWithValue('summary', title);
  event.addPropertyWithValue('location', location);
  event.addPropertyWithValue('description', reference);
  calendar.addSubcomponent(event);
  return `${calendar.toString()}\r\n`;
}

function icalTime(at: number): ICAL.Time {
  return ICAL.Time.fromJSDate(new Date(at), true);
}
