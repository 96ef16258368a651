import type { MiddlewareHandler } from 'hono';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { HttpError } from '../http-errors.ts';

/**
 * Lets a body in that whoever knows the secret has signed within the last five minutes (Standard Webhooks: headers
 * webhook-id, webhook-timestamp, webhook-signature). Without a secret everything passes.
 */
export function requireSignature(secret: string | null): MiddlewareHandler {
  const webhook = secret === null ? null : new Webhook(secret);
  return async (c, next) => {
    if (webhook !== null) {
      // The bytes as they came: parsing and writing them again would change them.
      const body = await c.req.text();
      try {
        webhook.verify(body, c.req.header(), { jsonParse: false });
      } catch (error) {
        if (!(error instanceof WebhookVerificationError)) throw error;
        throw new HttpError('signature_refused', { cause: error });
      }
    }
    await next();
  };
}
