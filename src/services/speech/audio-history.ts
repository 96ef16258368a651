import type { AudioFrame } from '@livekit/rtc-node';

/**
 * The audio that was sent and not yet turned into final text. Positions are milliseconds of sent audio, which is the
 * recognizer's own clock: silence that was not sent does not count.
 */
export class AudioHistory {
  readonly #maxMs: number;
  readonly #entries: Array<{ startMs: number; endMs: number; frame: AudioFrame }> = [];
  #endMs = 0;

  /** @param maxMs older audio is forgotten even if nothing came of it. */
  constructor(maxMs: number) {
    this.#maxMs = maxMs;
  }

  /** Milliseconds of audio so far. */
  get endMs(): number {
    return this.#endMs;
  }

  push(frame: AudioFrame): void {
    const startMs = this.#endMs;
    this.#endMs += (frame.samplesPerChannel * 1000) / frame.sampleRate;
    this.#entries.push({ startMs, endMs: this.#endMs, frame });
    this.#forgetBefore(this.#endMs - this.#maxMs);
  }

  /** Everything up to here has become final text. */
  acknowledge(positionMs: number): void {
    this.#forgetBefore(positionMs);
  }

  /** What has to be said again on a new connection, and where it begins. */
  unacknowledged(): { startMs: number; frames: AudioFrame[] } {
    return {
      startMs: this.#entries[0]?.startMs ?? this.#endMs,
      frames: this.#entries.map(({ frame }) => frame),
    };
  }

  #forgetBefore(positionMs: number): void {
    const keep = this.#entries.findIndex(({ endMs }) => endMs > positionMs);
    this.#entries.splice(0, keep === -1 ? this.#entries.length : keep);
  }
}
