import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Listening } from './listening.ts';
import type { Capture } from './script.ts';

const limits = { maxMs: 10_000, silenceMs: 2_000 };

describe('a capture', () => {
  let endedAt: number | null;
  let capture: Capture | null;
  let listening: Listening;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    listen(false);
  });
  afterEach(() => vi.useRealTimers());

  function listen(isSpeaking: boolean): void {
    endedAt = null;
    capture = null;
    const startedAt = performance.now();
    listening = new Listening(limits, { isSpeaking });
    void listening.capture.then((result) => {
      capture = result;
      endedAt = performance.now() - startedAt;
    });
  }
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  it('ends two seconds after the last sound', async () => {
    await pass(1_000);
    listening.voice(true);
    await pass(900);
    listening.voice(false, 150);
    await pass(300);
    listening.words('yes please', true);
    await pass(5_000);
    expect(capture).toEqual({ transcript: 'yes please', ended: 'silence' });
    expect(endedAt).toBe(1_000 + 900 - 150 + 2_000);
  });

  it('goes on when the person goes on within two seconds', async () => {
    listening.voice(true);
    await pass(500);
    listening.voice(false);
    listening.words('well', true);
    await pass(1_900);
    expect(capture).toBeNull();
    listening.voice(true);
    await pass(1_000);
    listening.voice(false);
    listening.words('where did you get my number', true);
    await pass(2_000);
    expect(capture).toEqual({ transcript: 'well where did you get my number', ended: 'silence' });
  });

  it('takes ten seconds at most, however long somebody speaks', async () => {
    listening.voice(true);
    listening.words('once upon a time', false);
    await pass(9_999);
    expect(capture).toBeNull();
    await pass(1);
    expect(capture).toEqual({ transcript: 'once upon a time', ended: 'max' });
  });

  it('gives somebody who has said nothing all of its ten seconds', async () => {
    await pass(10_000);
    expect(capture).toEqual({ transcript: '', ended: 'max' });
  });

  it('takes a cough for no answer', async () => {
    listening.voice(true);
    await pass(400);
    listening.voice(false);
    await pass(3_000);
    expect(capture).toBeNull();
    listening.voice(true);
    await pass(500);
    listening.voice(false);
    listening.words('no', true);
    await pass(2_000);
    expect(capture).toEqual({ transcript: 'no', ended: 'silence' });
  });

  it('waits for words that come long after the sound, and then not once more', async () => {
    listening.voice(true);
    await pass(600);
    listening.voice(false);
    await pass(2_500);
    listening.words('sure', true);
    await pass(0);
    expect(capture).toEqual({ transcript: 'sure', ended: 'silence' });
  });

  it('measures by words where the voice detector heard nothing', async () => {
    await pass(1_000);
    listening.words('no', false);
    await pass(500);
    listening.words('no thanks', true);
    await pass(1_999);
    expect(capture).toBeNull();
    await pass(1);
    expect(capture).toEqual({ transcript: 'no thanks', ended: 'silence' });
  });

  it('keeps words that were not final yet', async () => {
    listening.voice(true);
    listening.words('not', false);
    listening.words('not interested', false);
    await pass(500);
    listening.voice(false);
    await pass(2_000);
    expect(capture).toEqual({ transcript: 'not interested', ended: 'silence' });
  });

  it('begins with somebody who is speaking already', async () => {
    listen(true);
    listening.words('yes', true);
    await pass(3_000);
    expect(capture).toBeNull();
    listening.voice(false);
    await pass(2_000);
    expect(capture).toEqual({ transcript: 'yes', ended: 'silence' });
  });

  it('ends with what was said when the person leaves', async () => {
    listening.words('hold on', false);
    listening.left();
    await pass(0);
    expect(capture).toEqual({ transcript: 'hold on', ended: 'left' });
    await pass(20_000);
    expect(capture).toEqual({ transcript: 'hold on', ended: 'left' });
  });

  it('is whole at once when it was typed', async () => {
    listening.typed('yes');
    await pass(0);
    expect(capture).toEqual({ transcript: 'yes', ended: 'silence' });
  });
});
