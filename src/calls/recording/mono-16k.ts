import { AudioFrame, AudioResampler } from '@livekit/rtc-node';
import { recordingSampleRate } from './wav.ts';

export type RecordedFrame = Pick<AudioFrame, 'data' | 'sampleRate' | 'channels' | 'samplesPerChannel'>;

/** Brings a track to 16 kHz and one channel, whatever its frames are. LiveKit's resampler does the work. */
export class Mono16k {
  #resampler: AudioResampler | null = null;
  #rate = recordingSampleRate;

  push(frame: RecordedFrame): Int16Array[] {
    const mono = toMono(frame);
    if (frame.sampleRate !== this.#rate) {
      this.close();
      this.#rate = frame.sampleRate;
      if (this.#rate !== recordingSampleRate) {
        this.#resampler = new AudioResampler(this.#rate, recordingSampleRate, 1);
      }
    }
    if (!this.#resampler) return [mono];
    const resampled = this.#resampler.push(new AudioFrame(mono, this.#rate, 1, mono.length));
    return resampled.map(({ data }) => data);
  }

  close(): void {
    this.#resampler?.close();
    this.#resampler = null;
    this.#rate = recordingSampleRate;
  }
}

/** A copy: the frame's memory may be LiveKit's. */
function toMono({ data, channels, samplesPerChannel }: RecordedFrame): Int16Array {
  if (channels === 1) return data.slice(0, samplesPerChannel);
  return Int16Array.from({ length: samplesPerChannel }, (_, at) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) sum += data[at * channels + channel] ?? 0;
    return Math.round(sum / channels);
  });
}
