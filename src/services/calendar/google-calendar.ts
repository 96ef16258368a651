import { z } from 'zod';
import {
  type Busy,
  type CalendarError,
  type CalendarEvent,
  CalendarRefused,
  CalendarRevoked,
  CalendarUnavailable,
  CalendarUnreadable,
  type PersonCalendar,
} from '../../campaigns/ports.ts';
import { type Answer, ask, isPassing, parseJson } from '../web/ask.ts';
import type { GoogleCredentials } from './google/credentials.ts';
import { createTokens, type Tokens } from './google/tokens.ts';

/** Google answers within a second; a campaign begins a little later, a call waits for nothing of this. */
const timeoutMs = 10_000;
const maxBytes = 4 * 1024 * 1024;
/** Google answers about three months at once. */
const longestRangeMs = 60 * 86_400_000;

export interface GoogleCalendarSettings {
  credentials: GoogleCredentials;
  calendarId: string;
  /** Another address that speaks the Calendar API, version 3. */
  baseUrl: string | undefined;
  timeoutMs?: number;
}

const freeBusy = z.object({
  calendars: z.record(
    z.string(),
    z.object({
      errors: z.array(z.object({ reason: z.string() })).optional(),
      busy: z
        .array(z.object({ start: z.iso.datetime({ offset: true }), end: z.iso.datetime({ offset: true }) }))
        .optional(),
    }),
  ),
});

const refusal = z.object({
  error: z.object({ errors: z.array(z.object({ reason: z.string() })).default([]) }),
});

/** 403 is what Google says both to whom it knows too well and to whom it does not know. */
const quotaReasons = ['rateLimitExceeded', 'userRateLimitExceeded', 'quotaExceeded', 'dailyLimitExceeded'];

/** A person's Google calendar: its free/busy answer, which knows what is shown as free and what was declined. */
export function createGoogleCalendar(settings: GoogleCalendarSettings): PersonCalendar {
  const within = settings.timeoutMs ?? timeoutMs;
  const tokens = createTokens(settings.credentials, within);
  const { calendarId } = settings;
  const base = settings.baseUrl ?? 'https://www.googleapis.com';
  const post = (path: string, content: unknown) => request(tokens, new URL(path, base), content, within);
  return {
    async busy(from, to) {
      const blocks: Busy[] = [];
      for (const [timeMin, timeMax] of portions(from, to)) {
        const answer = await post('/calendar/v3/freeBusy', { timeMin, timeMax, items: [{ id: calendarId }] });
        if (!answer.isOk) throw explain(answer, tokens);
        blocks.push(...busyIn(answer.text, calendarId));
      }
      return blocks;
    },

    async book(event) {
      const path = `/calendar/v3/calendars/${encodeURIComponent(calendarId)}/events`;
      const answer = await post(path, toEvent(event));
      // 409: an event with this id is there already, which is ours.
      if (!answer.isOk && answer.status !== 409) throw explain(answer, tokens);
    },
  };
}

function* portions(from: string, to: string): Generator<[string, string]> {
  const end = Date.parse(to);
  for (let start = Date.parse(from); start < end; start += longestRangeMs) {
    yield [new Date(start).toISOString(), new Date(Math.min(end, start + longestRangeMs)).toISOString()];
  }
}

function busyIn(text: string, calendarId: string): Busy[] {
  const parsed = freeBusy.safeParse(parseJson(text));
  // Of one calendar that was asked for there is one answer, by whatever name Google knows it.
  const calendar =
    parsed.data && (parsed.data.calendars[calendarId] ?? Object.values(parsed.data.calendars)[0]);
  const [error] = calendar?.errors ?? [];
  if (error?.reason === 'notFound') {
    throw new CalendarRefused(
      'Google knows no such calendar, or does not show it: check GOOGLE_CALENDAR_ID, and share the calendar with the account of GOOGLE_CREDENTIALS_JSON.',
    );
  }
  if (error) throw new CalendarUnavailable(`Google does not say when the person is busy (${error.reason}).`);
  if (!calendar?.busy) {
    throw new CalendarUnreadable('Google answered in another shape than it documents.', {
      cause: parsed.error,
    });
  }
  return calendar.busy.map(({ start, end }) => ({ startsAt: start, endsAt: end }));
}

function toEvent({ reference, title, location, startsAt, endsAt }: CalendarEvent): Record<string, unknown> {
  return {
    id: eventIdOf(reference),
    summary: title,
    location,
    description: reference,
    start: { dateTime: startsAt },
    end: { dateTime: endsAt },
  };
}

/** Google takes digits and the letters a to v (base32hex): hexadecimal is among them. */
export function eventIdOf(reference: string): string {
  return Buffer.from(reference, 'utf8').toString('hex');
}

async function request(tokens: Tokens, url: URL, content: unknown, within: number): Promise<Answer> {
  const token = await tokens.get();
  try {
    return await ask({
      url,
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(content),
      timeoutMs: within,
      maxBytes,
    });
  } catch (cause) {
    throw new CalendarUnavailable("Google's calendar did not answer.", { cause });
  }
}

function explain({ status, text, retryAfterSeconds }: Answer, tokens: Tokens): CalendarError {
  const reasons = refusal.safeParse(parseJson(text)).data?.error.errors.map(({ reason }) => reason) ?? [];
  if (isPassing(status) || reasons.some((reason) => quotaReasons.includes(reason))) {
    return new CalendarUnavailable(`Google's calendar answered ${status}.`, { retryAfterSeconds });
  }
  if (status === 401) {
    tokens.forget();
    return new CalendarRevoked('Google no longer accepts the grant in GOOGLE_CREDENTIALS_JSON.');
  }
  const setting = status === 404 ? 'GOOGLE_CALENDAR_ID' : 'the rights of GOOGLE_CREDENTIALS_JSON on it';
  return new CalendarRefused(`Google's calendar answered ${status}: check ${setting}.`);
}
