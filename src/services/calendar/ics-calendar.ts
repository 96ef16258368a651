import {
  CalendarRefused,
  CalendarUnavailable,
  CalendarUnreadable,
  type PersonCalendar,
} from '../../campaigns/ports.ts';
import { type Answer, ask, isPassing } from '../web/ask.ts';
import { busyInIcs } from './ics/busy.ts';

/** Large calendars are put together while one waits. */
const timeoutMs = 15_000;
/** Some twenty thousand events. */
const maxBytes = 20 * 1024 * 1024;

export interface IcsSettings {
  /** webcal: is https: by another name. */
  url: string;
  /** Of the person (IANA). */
  timeZone: string;
  timeoutMs?: number;
}

/** A calendar that somebody publishes; it can only be read. */
export function createIcsCalendar(settings: IcsSettings): PersonCalendar {
  const { timeZone } = settings;
  const address = settings.url.replace(/^webcal:/i, 'https:');
  return {
    async busy(from, to) {
      const { text } = await read(address, settings.timeoutMs ?? timeoutMs);
      return busyInIcs(text, { from, to, timeZone, address });
    },
  };
}

async function read(url: string, within: number): Promise<Answer> {
  let answer: Answer;
  try {
    const headers = { accept: 'text/calendar, */*;q=0.1' };
    answer = await ask({ url, headers, timeoutMs: within, maxBytes, followsRedirects: true });
  } catch (cause) {
    throw new CalendarUnavailable('The published calendar did not answer.', { cause });
  }
  const { status, retryAfterSeconds } = answer;
  if (status === 204) throw new CalendarUnreadable('The published calendar is empty.');
  if (answer.isOk) return answer;
  if (isPassing(status)) {
    throw new CalendarUnavailable(`The published calendar answered ${status}.`, { retryAfterSeconds });
  }
  throw new CalendarRefused(
    `The published calendar answered ${status}: check CALENDAR_ICS_URL; its secret address may have been renewed.`,
  );
}
