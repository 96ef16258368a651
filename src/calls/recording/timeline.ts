import { recordingSampleRate } from './wav.ts';

/** Audio of one track as it came: 16 kHz, mono. */
interface Piece {
  samples: Int16Array;
  /** Samples of the track before this piece. */
  offset: number;
  /** When it came, in samples since the recording began; audio comes when its last sample has been made. */
  cameAt: number;
}

/** Audio at its place: samples since the recording began. */
interface Placed {
  at: number;
  samples: Int16Array;
}

/** How long a piece waits for those after it, which may show that it came late. */
export const settleMs = 1000;
/** Audio stays where it would follow without a gap unless the clock says that it is further off than this. */
export const toleranceMs = 40;

const toSamples = (milliseconds: number) => Math.round((milliseconds * recordingSampleRate) / 1000);

/**
 * Where the audio of one track belongs on the clock. Frames carry no time but that of their arrival, and arrivals are
 * late whenever this thread or the network is busy; they are never early. So the frame that was least late of those
 * within a second tells where the track stands, and its neighbors follow it without a gap. A pause of the track makes
 * all later frames late, and they move: the gap is silence. A track that runs faster or slower than our clock is moved
 * whenever it is 40 ms off.
 */
export class Timeline {
  #waiting: Piece[] = [];
  #placed: Placed[] = [];
  #received = 0;
  /** Where the track's next audio follows without a gap. */
  #next: number | null = null;

  /** Nothing of it is left to be written. */
  get isEmpty(): boolean {
    return this.#waiting.length === 0 && this.#placed.length === 0;
  }

  /** @param cameAtMs since the recording began */
  push(samples: Int16Array, cameAtMs: number): void {
    this.#waiting.push({ samples, offset: this.#received, cameAt: toSamples(cameAtMs) });
    this.#received += samples.length;
  }

  /** Places what has waited long enough; all of it when nothing more will come. */
  settle(nowMs: number, isOver = false): void {
    const ripe = toSamples(nowMs - settleMs);
    while (this.#waiting[0] && (isOver || this.#waiting[0].cameAt <= ripe)) this.#place(this.#startOfTrack());
  }

  /** Everything before this place is settled, in samples; audio that still waits may belong anywhere after it. */
  settledUntil(nowMs: number): number {
    const ripe = toSamples(nowMs - settleMs);
    const first = this.#waiting[0];
    return first ? Math.min(ripe, this.#startOfTrack() + first.offset) : ripe;
  }

  /** Adds what was placed from `from` on to `block`, and forgets it. */
  mixInto(block: Int32Array, from: number): void {
    const end = from + block.length;
    const later: Placed[] = [];
    for (const { at, samples } of this.#placed) {
      for (let place = Math.max(at, from); place < Math.min(at + samples.length, end); place += 1) {
        block[place - from] = (block[place - from] ?? 0) + (samples[place - at] ?? 0);
      }
      if (at + samples.length > end) later.push({ at, samples });
    }
    this.#placed = later;
  }

  /** Where the track's first sample would be, by the piece that was least late of those that came within a second. */
  #startOfTrack(): number {
    const until = (this.#waiting[0]?.cameAt ?? 0) + toSamples(settleMs);
    let start = Number.POSITIVE_INFINITY;
    for (const { cameAt, offset, samples } of this.#waiting) {
      if (cameAt > until) break;
      start = Math.min(start, cameAt - offset - samples.length);
    }
    return start;
  }

  #place(startOfTrack: number): void {
    const piece = this.#waiting.shift();
    if (!piece) return;
    const wanted = startOfTrack + piece.offset;
    const follows = this.#next !== null && Math.abs(wanted - this.#next) <= toSamples(toleranceMs);
    const at = follows && this.#next !== null ? this.#next : wanted;
    // What belongs before the recording began, or where audio of this track is already, is left out.
    const skipped = Math.min(piece.samples.length, Math.max(0, (this.#next ?? 0) - at));
    if (skipped < piece.samples.length) {
      this.#placed.push({ at: at + skipped, samples: piece.samples.subarray(skipped) });
    }
    this.#next = Math.max(this.#next ?? 0, at + piece.samples.length);
  }
}
