import type { Logger } from '../../shared/logger.ts';
import type { Calls } from './call.ts';

/** So that two may be missed before the lease lapses. */
const renewalsPerLease = 3;

/**
 * Keeps the call's lease while the job lives. When the job dies the lease lapses and the sweeper ends the call.
 * @returns a function that stops renewing
 */
export function keepLease(options: {
  callId: string;
  /** CALL_LEASE_SECONDS. */
  leaseSeconds: number;
  calls: Pick<Calls, 'renew'>;
  logger: Logger;
  /** Somebody else ended the call, such as the sweeper after a long outage. */
  onLost: () => void;
}): () => void {
  const renewalMs = (options.leaseSeconds * 1000) / renewalsPerLease;
  const timer = setInterval(async () => {
    try {
      if (!(await options.calls.renew(options.callId, options.leaseSeconds))) options.onLost();
    } catch (error) {
      options.logger.warn({ err: error }, 'lease not renewed');
    }
  }, renewalMs);
  timer.unref();
  return () => clearInterval(timer);
}
