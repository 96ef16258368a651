import type { JobContext } from '@livekit/agents';
import type { OpenedCall } from '../calls/call/call.ts';
import { createEventChannel } from '../calls/call/event-channel.ts';
import { takeSeats } from '../calls/call/take-seats.ts';
import type { WriteQueue } from '../calls/call/write-queue.ts';
import { textsFor } from '../calls/texts/texts.ts';
import type { Dependencies } from '../wiring/dependencies.ts';

export interface SeatSeeker {
  job: JobContext;
  dependencies: Dependencies;
  opened: OpenedCall;
  queue: WriteQueue;
  /** Aborts when whoever waits in the room has gone; absent while nobody has been dialed. */
  gone?: AbortSignal;
}

/** As in all notices. */
const parts = { stt: 'ears', tts: 'voice', llm: 'model' } as const;

/**
 * Waits for a seat at each provider, telling whoever watches the call why nothing happens.
 * @returns false when the person has gone, or the job ends, before there was one
 */
export async function takeSeatsInRoom({
  job,
  dependencies,
  opened,
  queue,
  gone,
}: SeatSeeker): Promise<boolean> {
  const { config, calls, seats, clock } = dependencies;
  const callId = opened.call.id;
  const logger = dependencies.logger.child({ callId });
  const stop = new AbortController();
  const abort = () => stop.abort();
  job.addShutdownCallback(async () => abort());
  const events = createEventChannel({
    callId,
    calls,
    queue,
    clock,
    logger,
    ...(job.isFakeJob ? {} : { room: job.room }),
  });
  return takeSeats({
    callId,
    calls,
    leaseSeconds: config.CALL_LEASE_SECONDS,
    seats,
    limits: { stt: config.MAX_PARALLEL_STT, tts: config.MAX_PARALLEL_TTS, llm: config.MAX_PARALLEL_LLM },
    clock,
    logger,
    onWaiting: (kind) =>
      events.send({
        type: 'notice',
        code: `${parts[kind]}_busy`,
        message: textsFor(opened.agent.language).providersBusy,
      }),
    signal: gone ? AbortSignal.any([stop.signal, gone]) : stop.signal,
  });
}
