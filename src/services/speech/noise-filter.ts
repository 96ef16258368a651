import type { stt } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { denoiserFrameSamples, type OpenDenoiser } from '../../calls/recording/denoiser.ts';

const sampleRate = 16_000;

/**
 * Ears that hear speech without the noise around it. Everything that they hear comes through `pushFrame` of their streams,
 * so that is where the noise is taken away; the voice detector, which knows noise from speech by itself, hears the line
 * as it is.
 */
export function withoutNoise(ears: stt.STT, open: OpenDenoiser): stt.STT {
  const openStream = ears.stream.bind(ears);
  ears.stream = (options) => {
    const stream = openStream(options);
    const pushFrame = stream.pushFrame.bind(stream);
    const filter = new NoiseFilter(open);
    stream.pushFrame = (frame) => {
      for (const clean of filter.push(frame)) pushFrame(clean);
    };
    const close = stream.close.bind(stream);
    stream.close = () => {
      filter.close();
      close();
    };
    return stream;
  };
  return ears;
}

/** Frames of any length in, frames of whole 10 ms out. Sound of another rate than a session's passes as it is. */
export class NoiseFilter {
  readonly #denoiser: ReturnType<OpenDenoiser>;
  #rest: Int16Array = new Int16Array(0);
  #isClosed = false;

  constructor(open: OpenDenoiser) {
    this.#denoiser = open();
  }

  push(frame: AudioFrame): AudioFrame[] {
    if (this.#isClosed || frame.sampleRate !== sampleRate || frame.channels !== 1) return [frame];
    const samples = new Int16Array(this.#rest.length + frame.data.length);
    samples.set(this.#rest);
    samples.set(frame.data, this.#rest.length);
    const whole = samples.length - (samples.length % denoiserFrameSamples);
    this.#rest = samples.slice(whole);
    if (whole === 0) return [];
    const clean = new Int16Array(whole);
    for (let at = 0; at < whole; at += denoiserFrameSamples)
      clean.set(this.#denoiser.process(samples.subarray(at, at + denoiserFrameSamples)), at);
    return [new AudioFrame(clean, sampleRate, 1, whole)];
  }

  close(): void {
    if (!this.#isClosed) this.#denoiser.close();
    this.#isClosed = true;
  }
}
