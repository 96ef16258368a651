import { ApiError } from '../../lib/api.ts';
import type { MicrophoneFault, Trouble } from './call-signal.ts';

/** What a limit without `Retry-After` is worth waiting for. */
const unstatedWaitSeconds = 30;

/** `POST /token` was not answered with a token. */
export function troubleOf(error: unknown, now: number): Trouble {
  if (!(error instanceof ApiError)) return { kind: 'unexpected' };
  if (error.code === 'malformed') return { kind: 'unexpected' };
  if (error.code === 'unreachable') return { kind: 'unreachable' };
  if (error.status === 429) {
    return { kind: 'rate_limited', retryAt: now + (error.retryAfterSeconds ?? unstatedWaitSeconds) * 1000 };
  }
  const fix = error.fix ?? null;
  if (error.code.includes('livekit')) return { kind: 'no_server', url: null, fix };
  return { kind: 'refused', message: error.message, fix };
}

/** `getUserMedia` rejects with a DOMException of these names; without a secure context there is no such function. */
export function microphoneFaultOf(error: unknown): MicrophoneFault {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'absent';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'absent';
}
