import { Webhook as Signer } from 'standardwebhooks';
import type { Webhook } from '../../lines/alerts.ts';
import { ParleyError } from '../../shared/errors.ts';

/** The receiver is somebody else's server; the alert is sent again later. */
const timeoutMs = 10_000;

/**
 * Posts JSON signed as Standard Webhooks describes (standardwebhooks.com), so that the receiver can tell that it is ours
 * and fresh. The id stays the same when it is sent again.
 * @param secret `whsec_` and base64
 */
export function createSignedWebhook(url: string, secret: string): Webhook {
  const signer = new Signer(secret);
  return {
    async post({ id, type, data, at }) {
      const body = JSON.stringify({ type, timestamp: at, data });
      const sentAt = new Date();
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
          'webhook-signature': signer.sign(id, sentAt, body),
        },
        body,
        signal: AbortSignal.timeout(timeoutMs),
      });
      await response.body?.cancel();
      if (response.ok) return;
      throw new ParleyError('webhook_failed', `The webhook's receiver answered ${response.status}.`, {
        retryable: response.status === 429 || response.status >= 500,
      });
    },
  };
}
