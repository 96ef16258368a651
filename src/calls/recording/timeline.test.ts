import { describe, expect, it } from 'vitest';
import { Timeline } from './timeline.ts';

const perMs = 16;
/** 50 ms of audio of this loudness. */
const piece = (loudness: number, milliseconds = 50) => new Int16Array(milliseconds * perMs).fill(loudness);

/** What stands on the timeline from its beginning until this moment. */
function write(timeline: Timeline, untilMs: number): Int32Array {
  timeline.settle(untilMs, true);
  const block = new Int32Array(untilMs * perMs);
  timeline.mixInto(block, 0);
  return block;
}

/** Milliseconds at which the audio is not silent. */
const loudMs = (block: Int32Array) =>
  Array.from({ length: block.length / perMs }, (_, ms) => ms).filter((ms) => block[ms * perMs] !== 0);

describe('Timeline', () => {
  it('puts audio where it was made, which is before it came', () => {
    const timeline = new Timeline();
    timeline.push(piece(100), 250);
    expect(loudMs(write(timeline, 400))).toEqual(Array.from({ length: 50 }, (_, ms) => 200 + ms));
  });

  it('joins frames that came late and together after a stall as if they had come in time', () => {
    const timeline = new Timeline();
    for (let frame = 1; frame <= 4; frame += 1) timeline.push(piece(frame), frame * 50);
    // The thread was held up for 300 ms: six frames come at once.
    for (let frame = 5; frame <= 10; frame += 1) timeline.push(piece(frame), 500);
    for (let frame = 11; frame <= 14; frame += 1) timeline.push(piece(frame), frame * 50);
    const block = write(timeline, 700);
    expect(Array.from({ length: 14 }, (_, frame) => block[frame * 50 * perMs])).toEqual(
      Array.from({ length: 14 }, (_, frame) => frame + 1),
    );
  });

  it('fills a pause of the track with silence of the same length', () => {
    const timeline = new Timeline();
    timeline.push(piece(1), 50);
    timeline.push(piece(1), 100);
    timeline.push(piece(1), 2100);
    expect(loudMs(write(timeline, 2200))).toEqual([
      ...Array.from({ length: 100 }, (_, ms) => ms),
      ...Array.from({ length: 50 }, (_, ms) => 2050 + ms),
    ]);
  });

  it('stays within 50 ms of the clock for an hour of a track that runs one per mille too fast or too slow', () => {
    for (const speed of [0.999, 1.001]) {
      const timeline = new Timeline();
      const frameMs = 50 * speed;
      let written = 0;
      for (let frame = 1; frame * frameMs < 3_600_000; frame += 1) {
        timeline.push(piece(0), frame * frameMs);
        if (frame % 200 === 0) {
          timeline.settle(frame * frameMs);
          const until = timeline.settledUntil(frame * frameMs);
          timeline.mixInto(new Int32Array(until - written), written);
          written = until;
        }
      }
      timeline.push(piece(1), 3_600_050);
      timeline.settle(3_610_000, true);
      const block = new Int32Array(3_610_000 * perMs - written);
      timeline.mixInto(block, written);
      const at = (written + block.findIndex((sample) => sample !== 0)) / perMs;
      expect(Math.abs(at - 3_600_000)).toBeLessThan(50);
    }
  });

  it('leaves out what was made before the recording began', () => {
    const timeline = new Timeline();
    timeline.push(piece(7, 100), 30);
    expect(loudMs(write(timeline, 100))).toEqual(Array.from({ length: 30 }, (_, ms) => ms));
  });

  it('lets nothing be written before audio that still waits for its place', () => {
    const timeline = new Timeline();
    timeline.push(piece(1), 50);
    for (let frame = 0; frame < 40; frame += 1) timeline.push(piece(1), 2100);
    expect(timeline.settledUntil(2200)).toBeLessThanOrEqual(50 * perMs);
  });
});
