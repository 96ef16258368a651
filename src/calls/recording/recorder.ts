import type { Clock } from '../../shared/clock.ts';
import { describeFault } from '../../shared/fault.ts';
import type { Logger } from '../../shared/logger.ts';
import { Mono16k, type RecordedFrame } from './mono-16k.ts';
import { Timeline } from './timeline.ts';
import { type AboutRecording, WavFile } from './wav.ts';

/** How often audio is written. */
const writeEveryMs = 500;
/** A round that comes so much late means that this thread was held up, and that audio of that time still queues. */
const lateMs = 250;

export type Side = 'caller' | 'agent';

/** One track of one side. Several on the same side at once are heard together. */
export interface RecordedTrack {
  /** A frame that has just come, of any rate. */
  push(frame: RecordedFrame): void;
  end(): void;
}

export interface RecorderOptions {
  file: string;
  about: AboutRecording;
  clock: Clock;
  logger: Logger;
}

/**
 * Writes a stereo file, the caller left and the agent right, while the call goes on: about two seconds of audio are in
 * memory, whatever the call's length. A disk that fails ends the recording and never the call.
 */
export class Recorder {
  readonly #file: WavFile;
  readonly #options: RecorderOptions;
  readonly #startedAt: number;
  readonly #timelines = new Map<Timeline, { side: Side; isOver: boolean }>();
  readonly #timer: NodeJS.Timeout;
  #written = 0;
  #writing: Promise<void> = Promise.resolve();
  #isWriting = false;
  #expectedAt: number;
  #wasLate = false;
  #hasFailed = false;

  private constructor(file: WavFile, options: RecorderOptions) {
    this.#file = file;
    this.#options = options;
    this.#startedAt = options.clock.now();
    this.#expectedAt = this.#startedAt + writeEveryMs;
    this.#timer = setInterval(() => void this.writeSettled(), writeEveryMs);
    this.#timer.unref();
  }

  static async start(options: RecorderOptions): Promise<Recorder> {
    return new Recorder(await WavFile.create(options.file, options.about), options);
  }

  addTrack(side: Side): RecordedTrack {
    const timeline = new Timeline();
    const state = { side, isOver: false };
    const mono = new Mono16k();
    this.#timelines.set(timeline, state);
    return {
      push: (frame) => {
        if (this.#hasFailed || state.isOver) return;
        for (const samples of mono.push(frame)) timeline.push(samples, this.#elapsedMs());
      },
      end: () => {
        state.isOver = true;
        mono.close();
      },
    };
  }

  /** Writes what has found its place. Called by a timer; tests, whose clock stands still, call it themselves. */
  writeSettled(): Promise<void> {
    const now = this.#options.clock.now();
    // Once in a row: a machine that is always late would write nothing.
    this.#wasLate = !this.#wasLate && now - this.#expectedAt > lateMs;
    this.#expectedAt = now + writeEveryMs;
    if (this.#wasLate || this.#isWriting || this.#hasFailed) return this.#writing;
    const elapsedMs = this.#elapsedMs();
    let until = Number.POSITIVE_INFINITY;
    for (const [timeline, { isOver }] of this.#timelines) {
      timeline.settle(elapsedMs, isOver);
      until = Math.min(until, timeline.settledUntil(elapsedMs));
    }
    this.#write(Number.isFinite(until) ? until : new Timeline().settledUntil(elapsedMs));
    return this.#writing;
  }

  /** Writes the rest and closes the file. The recording ends now, whatever a track still owes. */
  async stop(): Promise<{ seconds: number; bytes: number }> {
    clearInterval(this.#timer);
    const end = Math.round(this.#elapsedMs() * 16);
    await this.#writing;
    for (const timeline of this.#timelines.keys()) timeline.settle(this.#elapsedMs(), true);
    this.#write(end);
    await this.#writing;
    await this.#file.close();
    return { seconds: this.#file.seconds, bytes: this.#file.bytes };
  }

  #elapsedMs(): number {
    return this.#options.clock.now() - this.#startedAt;
  }

  #write(until: number): void {
    if (until <= this.#written || this.#hasFailed) return;
    const block = this.#mix(this.#written, until);
    this.#written = until;
    this.#isWriting = true;
    this.#writing = this.#file.append(block).then(
      () => {
        this.#isWriting = false;
      },
      (error) => {
        this.#hasFailed = true;
        this.#options.logger.error({ fault: describeFault(error) }, 'recording ends: it cannot be written');
      },
    );
  }

  #mix(from: number, until: number): Int16Array {
    const sides = { caller: new Int32Array(until - from), agent: new Int32Array(until - from) };
    for (const [timeline, { side, isOver }] of this.#timelines) {
      timeline.mixInto(sides[side], from);
      if (isOver && timeline.isEmpty) this.#timelines.delete(timeline);
    }
    return interleave(sides.caller, sides.agent);
  }
}

function interleave(left: Int32Array, right: Int32Array): Int16Array {
  const stereo = new Int16Array(left.length * 2);
  for (let at = 0; at < left.length; at += 1) {
    stereo[2 * at] = limit(left[at] ?? 0);
    stereo[2 * at + 1] = limit(right[at] ?? 0);
  }
  return stereo;
}

const limit = (sample: number) => Math.max(-32_768, Math.min(32_767, sample));
