import { Webhook } from 'standardwebhooks';

/** True for a secret that Standard Webhooks can sign with: base64, with or without `whsec_` before it. */
export function isSigningSecret(secret: string): boolean {
  try {
    new Webhook(secret);
    return true;
  } catch {
    return false;
  }
}
