import type { Sms } from '../../lines/alerts.ts';
import { ParleyError } from '../../shared/errors.ts';

/** A text message is not worth more; the alert is sent again later. */
const timeoutMs = 10_000;

export interface TwilioSettings {
  account: string;
  /** Auth token of the account, or of an API key whose id is `account`. */
  key: string;
  from: string;
  /** Another address that speaks Twilio's API. */
  baseUrl: string | undefined;
}

/** Text messages by Twilio's Messages resource (API version 2010-04-01). */
export function createTwilioSms({ account, key, from, baseUrl }: TwilioSettings): Sms {
  const host = baseUrl ?? 'https://api.twilio.com';
  const url = new URL(`/2010-04-01/Accounts/${encodeURIComponent(account)}/Messages.json`, host);
  return {
    async send({ to, text }) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`${account}:${key}`).toString('base64')}` },
        body: new URLSearchParams({ To: to, From: from, Body: text }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      await response.body?.cancel();
      if (response.ok) return;
      throw new ParleyError('sms_failed', `The SMS provider answered ${response.status}.`, {
        retryable: response.status === 429 || response.status >= 500,
      });
    },
  };
}
