import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLogger } from '../../shared/logger.ts';
import { type RecordedTrack, Recorder } from './recorder.ts';
import { readWavFacts, WavFile } from './wav.ts';

const logger = createLogger({ level: 'silent', component: 'test' });
const about = {
  callId: '11111111-1111-4111-8111-111111111111',
  organizationId: '22222222-2222-4222-8222-222222222222',
  disclosedAt: '2026-11-21T10:00:00.000Z',
  startedAt: '2026-11-21T10:00:00.000Z',
  retentionDays: 30,
};
const frameMs = 50;

let folder: string;
let file: string;
let now: number;
const clock = { now: () => now };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-recorder-'));
  file = join(folder, 'call.wav');
  now = 1_000_000;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function push(track: RecordedTrack, loudness: number, sampleRate = 16_000, channels = 1): void {
  const samplesPerChannel = (sampleRate * frameMs) / 1000;
  const data = new Int16Array(samplesPerChannel * channels).fill(loudness);
  track.push({ data, sampleRate, channels, samplesPerChannel });
}

/** Both channels of the file, one number a millisecond. */
async function listen(path = file): Promise<{ left: number[]; right: number[] }> {
  const facts = await readWavFacts(path);
  const bytes = (await readFile(path)).subarray(
    facts?.dataAt,
    (facts?.dataAt ?? 0) + (facts?.dataBytes ?? 0),
  );
  const sample = (ms: number, side: number) => bytes.readInt16LE((ms * 16 + 8) * 4 + side * 2);
  const length = Math.floor(bytes.length / 4 / 16);
  const channel = (side: number) => Array.from({ length }, (_, ms) => sample(ms, side));
  return { left: channel(0), right: channel(1) };
}

describe('Recorder', () => {
  it('keeps the caller left and the agent right, at the moments at which they spoke', async () => {
    const recorder = await Recorder.start({ file, about, clock, logger });
    const caller = recorder.addTrack('caller');
    const agent = recorder.addTrack('agent');
    for (let ms = frameMs; ms <= 3000; ms += frameMs) {
      now = 1_000_000 + ms;
      push(caller, ms > 1000 && ms <= 1500 ? 111 : 0);
      push(agent, ms > 2000 && ms <= 2500 ? 222 : 0);
      if (ms % 500 === 0) await recorder.writeSettled();
    }
    expect(await recorder.stop()).toMatchObject({ seconds: 3 });
    const { left, right } = await listen();
    const span = (channel: number[], value: number) => [channel.indexOf(value), channel.lastIndexOf(value)];
    expect([span(left, 111), span(right, 222)]).toEqual([
      [1000, 1499],
      [2000, 2499],
    ]);
    expect(left.filter((value) => value !== 0)).toHaveLength(500);
  });

  it('hears several tracks of a side together, as hold music under a voice, without overflow', async () => {
    const recorder = await Recorder.start({ file, about, clock, logger });
    const voice = recorder.addTrack('agent');
    const music = recorder.addTrack('agent');
    now += frameMs;
    push(voice, 30_000);
    push(music, 10_000);
    await recorder.stop();
    expect((await listen()).right[25]).toBe(32_767);
  });

  it('goes on with the caller’s new track when they come back', async () => {
    const recorder = await Recorder.start({ file, about, clock, logger });
    const first = recorder.addTrack('caller');
    now += frameMs;
    push(first, 5);
    first.end();
    now += 1000;
    const second = recorder.addTrack('caller');
    push(second, 6);
    await recorder.stop();
    const { left } = await listen();
    expect([left[25], left[500], left[1025]]).toEqual([5, 0, 6]);
  });

  it('brings other rates and channels to 16 kHz', async () => {
    const recorder = await Recorder.start({ file, about, clock, logger });
    const agent = recorder.addTrack('agent');
    for (let ms = frameMs; ms <= 1000; ms += frameMs) {
      now = 1_000_000 + ms;
      push(agent, 1000, 48_000, 2);
    }
    await recorder.stop();
    const { right } = await listen();
    expect(right).toHaveLength(1000);
    for (const value of right.slice(100, 900)) expect(Math.abs(value - 1000)).toBeLessThan(20);
  });

  it('holds two seconds in memory, not the call: what is older stands in the file', async () => {
    const recorder = await Recorder.start({ file, about, clock, logger });
    const caller = recorder.addTrack('caller');
    for (let ms = frameMs; ms <= 60_000; ms += frameMs) {
      now = 1_000_000 + ms;
      push(caller, 9);
      if (ms % 500 === 0) await recorder.writeSettled();
    }
    const facts = await readWavFacts(file);
    expect(facts?.seconds).toBeGreaterThan(55);
    await recorder.stop();
  });

  it('waits once when it is late itself, because audio of that time still queues', async () => {
    const recorder = await Recorder.start({ file, about, clock, logger });
    const caller = recorder.addTrack('caller');
    now += frameMs;
    push(caller, 3);
    now += 4000;
    await recorder.writeSettled();
    for (let frame = 0; frame < 80; frame += 1) push(caller, 3);
    now += 500;
    await recorder.writeSettled();
    await recorder.stop();
    expect((await listen()).left.filter((value) => value === 3)).toHaveLength(4050);
  });

  it('ends the recording and nothing else when the disk is full, and keeps what is there', async () => {
    const recorder = await Recorder.start({ file, about, clock, logger });
    const caller = recorder.addTrack('caller');
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    for (let ms = frameMs; ms <= 4000; ms += frameMs) {
      now = 1_000_000 + ms;
      push(caller, 9);
      if (ms === 2500) vi.spyOn(WavFile.prototype, 'append').mockRejectedValueOnce(full);
      if (ms % 500 === 0) await recorder.writeSettled();
    }
    vi.restoreAllMocks();
    expect(await recorder.stop()).toMatchObject({ seconds: 1 });
    expect((await listen()).left).toEqual(new Array(1000).fill(9));
  });
});

describe('WavFile', () => {
  it('can be read at any moment, as after a crash: the header counts what is there', async () => {
    const wav = await WavFile.create(file, about);
    await wav.append(new Int16Array(32_000).fill(1));
    await wav.append(new Int16Array(16_000).fill(1));
    expect(await readWavFacts(file)).toMatchObject({ about, seconds: 1.5, dataBytes: 96_000 });
    // Cut off in the middle of the next write: audio that no size tells of yet.
    const handle = await open(file, 'a');
    await handle.write(Buffer.alloc(501));
    await handle.close();
    expect(await readWavFacts(file)).toMatchObject({ seconds: 1.5 });
    await wav.close();
  });

  it('is a RIFF file whose chunks add up to its length', async () => {
    const wav = await WavFile.create(file, about);
    await wav.append(new Int16Array(320).fill(1));
    await wav.close();
    const bytes = await readFile(file);
    const names: string[] = [];
    for (let at = 12; at < bytes.length; at += 8 + bytes.readUInt32LE(at + 4))
      names.push(bytes.toString('latin1', at, at + 4));
    expect([bytes.readUInt32LE(4), names]).toEqual([bytes.length - 8, ['fmt ', 'LIST', 'data']]);
  });

  it('never writes over a recording that is there', async () => {
    await (await WavFile.create(file, about)).close();
    await expect(WavFile.create(file, about)).rejects.toMatchObject({ code: 'EEXIST' });
  });
});
