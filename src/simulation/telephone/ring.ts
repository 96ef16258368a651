import type { Dialed } from '../../calls/telephony/telephone.ts';
import type { Answering } from '../people/reaction.ts';

type NotAnswered = Extract<Dialed, { answered: false }>;

/**
 * Rings until somebody picks up. @returns null when they did, else what the network says, with the status that
 * livekit-sip reports for it
 */
export async function ring(
  answering: Answering,
  ringTimeoutMs: number,
  signal?: AbortSignal,
): Promise<NotAnswered | null> {
  const afterMs = answering.kind === 'rings' ? Number.POSITIVE_INFINITY : answering.afterMs;
  if ((await pause(Math.min(afterMs, ringTimeoutMs), signal)) === 'aborted') {
    return { answered: false, outcome: 'canceled', sipStatusCode: null, detail: 'the dial was taken back' };
  }
  if (answering.kind === 'rings' || afterMs > ringTimeoutMs) {
    return { answered: false, outcome: 'no_answer', sipStatusCode: 408, detail: 'nobody picked up' };
  }
  if (answering.kind !== 'refuses') return null;
  const { outcome, sipStatusCode } = answering;
  return { answered: false, outcome, sipStatusCode, detail: `the telephone is ${outcome}` };
}

function pause(ms: number, signal?: AbortSignal): Promise<'over' | 'aborted'> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve('aborted');
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve('over');
    }, ms);
    const onAbort = () => {
      clearTimeout(timer);
      resolve('aborted');
    };
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
