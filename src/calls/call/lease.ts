import type { Logger } from '../../shared/logger.ts';
import type { Calls } from './call.ts';

/** Long enough for two missed renewals, short enough that a crashed call is ended while people still wonder. */
export const leaseSeconds = 30;
const renewalMs = 10_000;

/**
 * Keeps the call's lease while the job lives. When the job dies the lease lapses and the sweeper ends the call.
 * @returns a function that stops renewing
 */
export function keepLease(options: {
  callId: string;
  calls: Pick<Calls, 'renew'>;
  logger: Logger;
  /** Somebody else ended the call, such as the sweeper after a long outage. */
  onLost: () => void;
}): () => void {
  const timer = setInterval(async () => {
    try {
      if (!(await options.calls.renew(options.callId, leaseSeconds))) options.onLost();
    } catch (error) {
      options.logger.warn({ err: error }, 'lease not renewed');
    }
  }, renewalMs);
  timer.unref();
  return () => clearInterval(timer);
}
