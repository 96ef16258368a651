import { describe, expect, it } from 'vitest';
import { createRateLimit } from './rate-limit.ts';

function limitAt(perMinute: number) {
  const clock = { at: 1_000_000, now: () => clock.at };
  return { clock, limit: createRateLimit({ perMinute, clock }) };
}

describe('a rate limit', () => {
  it('grants as many at once as a minute has, then says when the next one is there', () => {
    const { clock, limit } = limitAt(6);
    expect(Array.from({ length: 6 }, () => limit.take('a'))).toEqual([0, 0, 0, 0, 0, 0]);
    expect(limit.take('a')).toBe(10);
    clock.at += 4_000;
    expect(limit.take('a')).toBe(6);
    clock.at += 6_000;
    expect([limit.take('a'), limit.take('a')]).toEqual([0, 10]);
  });

  it('is not used up further by those who are refused', () => {
    const { clock, limit } = limitAt(1);
    limit.take('a');
    for (let at = 0; at < 100; at += 1) expect(limit.take('a')).toBe(60);
    clock.at += 60_000;
    expect(limit.take('a')).toBe(0);
  });

  it('counts each key by itself', () => {
    const { limit } = limitAt(1);
    expect([limit.take('a'), limit.take('b'), limit.take('a')]).toEqual([0, 0, 60]);
  });

  it('never saves up more than a minute has', () => {
    const { clock, limit } = limitAt(2);
    limit.take('a');
    clock.at += 3_600_000;
    expect([limit.take('a'), limit.take('a'), limit.take('a')]).toEqual([0, 0, 30]);
  });

  it('keeps working, and keeps refusing the latest, when strangers bring more keys than it remembers', () => {
    const { limit } = limitAt(1);
    const known = [];
    for (let at = 0; at < 25_000; at += 1) {
      if (limit.take(`stranger ${at}`) === 0) known.push(at);
      limit.take('always here');
    }
    expect(known).toHaveLength(25_000);
    expect([limit.take('stranger 24999'), limit.take('always here')]).toEqual([60, 60]);
  });
});
