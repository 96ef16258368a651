import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describeFault } from '../../shared/fault.ts';
import type { Logger } from '../../shared/logger.ts';
import { denoiserDelaySamples, denoiserFrameSamples, type OpenDenoiser } from './denoiser.ts';
import { Leveler } from './level.ts';
import type { KeptRecording, Recordings } from './recordings.ts';
import { type RecordingStore, RecordingStoreError, type RecordingStoreName, reviewPath } from './store.ts';
import { longestHeader, parseWavFacts, WavFile } from './wav.ts';

export interface ReviewWork {
  /** Where copies are written before they are saved. */
  folder: string;
  stores: Record<RecordingStoreName, RecordingStore | null>;
  recordings: Recordings;
  openDenoiser: OpenDenoiser;
  logger: Logger;
}

const batchSize = 2;
/** Copying takes about a sixth of the call's length; an hour's call is done within it. */
const leaseSeconds = 900;
/** Between two of these other work of the runner gets its turn. */
const framesAtOnce = 10;
const bytesPerFrame = denoiserFrameSamples * 2 * Int16Array.BYTES_PER_ELEMENT;

/**
 * Makes the review copies that are missing: the caller without noise, both sides equally loud. The recording itself stays
 * as it is. Answers with how many there were.
 */
export async function copyForReview(work: ReviewWork): Promise<number> {
  const { recordings, stores, logger } = work;
  await mkdir(work.folder, { recursive: true, mode: 0o700 });
  const claimed = await recordings.claimUnreviewed(batchSize, leaseSeconds);
  for (const recording of claimed) {
    const { callId } = recording;
    const store = stores[recording.store];
    const file = join(work.folder, `${callId}.wav`);
    try {
      if (!store) throw new RecordingStoreError(`be reached: ${recording.store} is not configured`);
      await rm(file, { force: true });
      const bytes = await writeCopy(recording, store, file, work.openDenoiser);
      const path = reviewPath(recording.path);
      await store.save(path, file);
      await recordings.recordReviewCopy(callId, { path, bytes });
      logger.info({ callId }, 'copied a recording for review');
    } catch (error) {
      // Its lease lapses, and then it is tried again.
      logger.error({ callId, fault: describeFault(error) }, 'recording not copied for review');
    } finally {
      await rm(file, { force: true });
    }
  }
  return claimed.length;
}

async function writeCopy(
  { path }: KeptRecording,
  store: RecordingStore,
  file: string,
  open: OpenDenoiser,
): Promise<number> {
  const stream = await store.open(path);
  if (!stream) throw new RecordingStoreError('find the recording');
  const denoiser = open();
  const copy = new ReviewCopy((samples) => denoiser.process(samples));
  let wav: WavFile | null = null;
  let rest = Buffer.alloc(0);
  try {
    for await (const bytes of stream) {
      rest = Buffer.concat([rest, bytes]);
      if (!wav) {
        const facts = parseWavFacts(rest);
        if (!facts && rest.length < longestHeader) continue;
        if (!facts) throw new RecordingStoreError('read the recording', { retryable: false });
        wav = await WavFile.create(file, facts.about);
        rest = rest.subarray(facts.dataAt);
      }
      while (rest.length >= bytesPerFrame) {
        const whole = Math.min(framesAtOnce, Math.floor(rest.length / bytesPerFrame)) * bytesPerFrame;
        await wav.append(copy.push(rest.subarray(0, whole)));
        rest = rest.subarray(whole);
        await setImmediate();
      }
    }
    await wav?.append(copy.flush());
    return wav?.bytes ?? 0;
  } finally {
    denoiser.close();
    await wav?.close();
  }
}

/** Two channels at once; the agent waits for the caller, whose denoiser is late. */
export class ReviewCopy {
  readonly #denoise: (samples: Int16Array) => Int16Array;
  readonly #levelers = { caller: new Leveler(), agent: new Leveler() };
  #agentLate: Int16Array = new Int16Array(denoiserDelaySamples);

  constructor(denoise: (samples: Int16Array) => Int16Array) {
    this.#denoise = denoise;
  }

  /** Whole frames of 10 ms, left and right by turns; answers with as many, 10 ms later. */
  push(stereo: Uint8Array): Int16Array {
    const view = new DataView(stereo.buffer, stereo.byteOffset, stereo.byteLength);
    const output: Int16Array[] = [];
    for (let at = 0; at < stereo.length; at += bytesPerFrame) {
      const caller = this.#denoise(channelOf(view, at));
      const agent = this.#delay(channelOf(view, at + 2));
      output.push(this.#interleave(this.#levelers.caller.push(caller), this.#levelers.agent.push(agent)));
    }
    return join16(output);
  }

  flush(): Int16Array {
    return this.#interleave(this.#levelers.caller.flush(), this.#levelers.agent.flush());
  }

  #delay(samples: Int16Array): Int16Array {
    const queue = join16([this.#agentLate, samples]);
    this.#agentLate = queue.slice(samples.length);
    return queue.slice(0, samples.length);
  }

  #interleave(left: Int16Array, right: Int16Array): Int16Array {
    return Int16Array.from(
      { length: 2 * left.length },
      (_, at) => (at % 2 === 0 ? left : right)[at >> 1] ?? 0,
    );
  }
}

function channelOf(view: DataView, from: number): Int16Array {
  return Int16Array.from({ length: denoiserFrameSamples }, (_, at) => view.getInt16(from + 4 * at, true));
}

function join16(parts: Int16Array[]): Int16Array {
  const joined = new Int16Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
