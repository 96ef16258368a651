import { AudioFrame } from '@livekit/rtc-node';
import { describe, expect, it } from 'vitest';
import { AudioHistory } from './audio-history.ts';

const packet = () => new AudioFrame(new Int16Array(1600), 16_000, 1, 1600);

function historyOf(packets: number): AudioHistory {
  const history = new AudioHistory(2000);
  for (let count = 0; count < packets; count++) history.push(packet());
  return history;
}

describe('the audio that was not understood yet', () => {
  it('begins with the packet in which the last understood word ended', () => {
    const history = historyOf(10);
    history.acknowledge(450);
    expect(history.unacknowledged().startMs).toBe(400);
    expect(history.unacknowledged().frames).toHaveLength(6);
  });

  it('is nothing once all of it was understood', () => {
    const history = historyOf(3);
    history.acknowledge(300);
    expect(history.unacknowledged()).toEqual({ startMs: 300, frames: [] });
  });

  it('is no longer than the limit', () => {
    const history = historyOf(50);
    expect(history.unacknowledged().startMs).toBe(3000);
    expect(history.endMs).toBeCloseTo(5000, 6);
  });
});
