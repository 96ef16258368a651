import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../../shared/logger.ts';

/** A provider whose connections are limited by its account, as the settings MAX_PARALLEL_STT, _TTS and _LLM name them. */
export type ProviderKind = 'stt' | 'tts' | 'llm';

/** A provider that is not named is not used, as by a typed call. */
export type SeatLimits = Partial<Record<ProviderKind, number>>;

/** Shared by all calls of a deployment, in whatever process they run. */
export interface Seats {
  /** A seat at each provider until the call ends, or the one that is full. */
  take(callId: string, limits: SeatLimits): Promise<{ ok: true } | { ok: false; kind: ProviderKind }>;
}

/** Calls end every few seconds on a deployment that is full. */
const askAgainMs = 1000;

export interface SeatWait {
  callId: string;
  seats: Seats;
  limits: SeatLimits;
  clock: Clock;
  logger: Logger;
  /** Told once, when the call has to wait: whoever watches it must see why nothing happens. */
  onWaiting: (kind: ProviderKind) => void;
  /** The person left, or the job is ending. */
  signal: AbortSignal;
}

/**
 * Waits until the call has a seat at every provider. A telephone caller hears the ringing go on meanwhile, since their
 * call is answered by the agent's first sound; a person who is to be called is not dialed yet. Nobody is turned away.
 * @returns false when `signal` aborted first
 */
export async function waitForSeats(wait: SeatWait): Promise<boolean> {
  const { callId, seats, limits, clock, logger, onWaiting, signal } = wait;
  const askedAt = clock.now();
  let isWaiting = false;
  while (!signal.aborted) {
    const answer = await seats.take(callId, limits);
    if (answer.ok) {
      if (isWaiting)
        logger.info({ callId, waitedMs: clock.now() - askedAt }, 'the providers have room again');
      return true;
    }
    if (!isWaiting) {
      isWaiting = true;
      logger.warn({ callId, provider: answer.kind }, 'a provider is full; the call waits');
      onWaiting(answer.kind);
    }
    await sleep(askAgainMs, undefined, { signal }).catch(() => {});
  }
  return false;
}
