import {
  AudioFrame,
  AudioSource,
  LocalAudioTrack,
  type Room,
  TrackPublishOptions,
  TrackSource,
} from '@livekit/rtc-node';
import { isLoud } from './loudness.ts';

/** Telephones and browsers send audio all the time, in steps like these. */
const stepMs = 20;
export const sampleRate = 16_000;
const stepSamples = (sampleRate * stepMs) / 1000;

/** `performance.now()` of the first and last loud sample as it was sent. */
export interface Spoken {
  startedAt: number;
  endedAt: number;
}

interface Pending {
  samples: Int16Array;
  at: number;
  firstLoudAt: number;
  lastLoudAt: number;
  done: (spoken: Spoken) => void;
}

/** Sends silence, or what there is to say, at the pace of a real microphone. */
export class Mouth {
  private readonly source = new AudioSource(sampleRate, 1, 200);
  private pending: Pending | null = null;
  private isOpen = true;

  static async open(room: Room): Promise<Mouth> {
    const mouth = new Mouth();
    const track = LocalAudioTrack.createAudioTrack('microphone', mouth.source);
    const options = new TrackPublishOptions();
    options.source = TrackSource.SOURCE_MICROPHONE;
    await room.localParticipant?.publishTrack(track, options);
    void mouth.run();
    return mouth;
  }

  get isSpeaking(): boolean {
    return this.pending !== null;
  }

  /** Speaks and resolves when done, or when the mouth was closed over it. */
  say(samples: Int16Array): Promise<Spoken> {
    if (this.pending) throw new Error('already speaking');
    return new Promise((done) => {
      this.pending = { samples, at: 0, lastLoudAt: 0, firstLoudAt: 0, done };
    });
  }

  close(): void {
    this.isOpen = false;
    this.finish();
  }

  private async run(): Promise<void> {
    let nextAt = performance.now();
    while (this.isOpen) {
      await this.source.captureFrame(this.nextFrame()).catch(() => this.close());
      // After a stall the beat starts anew: frames sent in a burst would overflow the buffer and garble what is said.
      nextAt = Math.max(nextAt + stepMs, performance.now());
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, nextAt - performance.now())));
    }
    await this.source.close();
  }

  private nextFrame(): AudioFrame {
    const samples = new Int16Array(stepSamples);
    const speech = this.pending;
    if (speech) {
      samples.set(speech.samples.subarray(speech.at, speech.at + stepSamples));
      speech.at += stepSamples;
      if (isLoud(samples)) {
        speech.lastLoudAt = performance.now() + stepMs;
        speech.firstLoudAt ||= performance.now();
      }
      if (speech.at >= speech.samples.length) this.finish();
    }
    return new AudioFrame(samples, sampleRate, 1, stepSamples);
  }

  private finish(): void {
    const speech = this.pending;
    this.pending = null;
    speech?.done({ startedAt: speech.firstLoudAt, endedAt: speech.lastLoudAt });
  }
}
