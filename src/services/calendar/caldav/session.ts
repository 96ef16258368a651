import {
  type CalendarError,
  CalendarRefused,
  CalendarRevoked,
  CalendarUnavailable,
  CalendarUnreadable,
} from '../../../campaigns/ports.ts';
import { isPassing, retryAfter } from '../../web/ask.ts';
import { readBody } from '../../web/body.ts';

const maxBytes = 20 * 1024 * 1024;

export interface SessionSettings {
  url: string;
  user: string;
  password: string;
  timeoutMs: number;
}

/**
 * A server's connection as tsdav wants it. tsdav takes much for an answer: a page to sign in at, or half of one, becomes an
 * empty calendar, and failed discovery an error without a reason. So what is wrong is found here, before tsdav sees it.
 */
export class Session {
  readonly headers: Record<string, string>;
  private readonly timeoutMs: number;
  private readonly isEncrypted: boolean;
  private isKnown = false;

  constructor({ url, user, password, timeoutMs }: SessionSettings) {
    this.isEncrypted = new URL(url).protocol === 'https:';
    this.headers = { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
    this.timeoutMs = timeoutMs;
  }

  /**
   * Runs what asks the server through tsdav.
   * @throws CalendarError: the first that was met, else what `otherwise` makes of the fault
   */
  async run<Answer>(
    work: (fetching: typeof fetch) => Promise<Answer>,
    otherwise: (cause: unknown) => CalendarError,
  ): Promise<Answer> {
    let failure: CalendarError | null = null;
    const fetching: typeof fetch = async (input, init) => {
      try {
        return await this.ask(input, init);
      } catch (error) {
        // tsdav swallows some of these and goes on with less.
        failure ??= error as CalendarError;
        throw error;
      }
    };
    try {
      const answer = await work(fetching);
      if (failure) throw failure;
      return answer;
    } catch (cause) {
      throw failure ?? otherwise(cause);
    }
  }

  private async ask(input: Parameters<typeof fetch>[0], init: RequestInit = {}): Promise<Response> {
    let response: Response;
    let text: string;
    const url = new URL(input instanceof Request ? input.url : input);
    if (this.isEncrypted && url.protocol !== 'https:') {
      throw new CalendarRefused('The CalDAV server of CALDAV_URL wants the password without encryption.');
    }
    try {
      response = await fetch(url, { ...init, signal: AbortSignal.timeout(this.timeoutMs) });
      text = await readBody(response, maxBytes);
    } catch (cause) {
      throw new CalendarUnavailable('The CalDAV server did not answer.', { cause });
    }
    this.judge(response, text, init.method ?? 'GET');
    const { status, statusText, headers } = response;
    return new Response(text === '' ? null : text, { status, statusText, headers });
  }

  private judge({ status, headers }: Response, text: string, method: string): void {
    if (isPassing(status)) {
      const retryAfterSeconds = retryAfter(headers.get('retry-after'));
      throw new CalendarUnavailable(`The CalDAV server answered ${status}.`, { retryAfterSeconds });
    }
    if (status === 401 && this.isKnown) {
      throw new CalendarRevoked('The CalDAV server no longer accepts CALDAV_USER and CALDAV_PASSWORD.');
    }
    if (status === 401) {
      throw new CalendarRefused('The CalDAV server does not accept CALDAV_USER and CALDAV_PASSWORD.');
    }
    if (status === 207) this.isKnown = true;
    if (method !== 'REPORT') return;
    if (status === 403 || status === 404) {
      throw new CalendarRefused(
        `The CalDAV server answered ${status}: check CALDAV_URL and what this user may read.`,
      );
    }
    const isXml = headers.get('content-type')?.toLowerCase().includes('xml') ?? false;
    if (status !== 207 || !isXml || !/<\/(?:[\w-]+:)?multistatus\s*>\s*$/.test(text)) {
      throw new CalendarUnreadable('The CalDAV server answered with something else than a calendar.');
    }
  }
}
