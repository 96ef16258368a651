import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WavFile } from '../../src/calls/recording/wav.ts';
import { type PageTests, startPageTests } from '../support/page/page-tests.ts';
import { callDetail, otherCalls } from '../support/page/story.ts';

const id = otherCalls[0]?.id ?? '';
const seconds = 90;

/** As much of the browser's audio element as is looked at; these tests are compiled without its types. */
interface Media {
  readyState: number;
  duration: number;
  currentTime: number;
  muted: boolean;
  error: { code: number } | null;
  play(): Promise<void>;
  addEventListener(event: 'loadedmetadata', listener: () => void): void;
}

let tests: PageTests;
let folder: string;
beforeAll(async () => {
  tests = await startPageTests();
  folder = await mkdtemp(path.join(tmpdir(), 'parley-player-'));
  const at = new Date().toISOString();
  const wav = await WavFile.create(path.join(folder, 'call.wav'), {
    callId: id,
    organizationId: '00000000-0000-4000-8000-000000000001',
    disclosedAt: at,
    startedAt: at,
    retentionDays: 30,
  });
  await wav.append(Int16Array.from({ length: seconds * 32_000 }, (_, index) => 3000 * Math.sin(index / 20)));
  await wav.close();
  const { size } = await stat(path.join(folder, 'call.wav'));
  tests.server.kept.recording = { folder, path: 'call.wav', bytes: size };
});
afterAll(async () => {
  await tests?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a recorded call', { timeout: 90_000 }, () => {
  test('is played in the browser, from wherever one jumps to, and can be listened to without noise', async () => {
    const url = `/calls/${id}/recording`;
    tests.server.kept.details.set(
      id,
      callDetail(id, { recording: { seconds, url, review_url: `${url}?copy=review` } }),
    );
    const page = await tests.open();
    const parts: string[] = [];
    page.on('response', (response) => {
      if (response.url().includes('/recording')) parts.push(`${response.status()} ${response.url()}`);
    });
    await page.goto(`${tests.server.url}/#/calls/${id}`);
    const player = page.getByLabel('Recording of the call, 1:30');
    const state = () =>
      player.evaluate((audio) => {
        const { duration, currentTime, error } = audio as unknown as Media;
        return { duration, currentTime, error: error?.code ?? null };
      });
    // Chromium begins to load when it has nothing more urgent to do.
    await player.evaluate((audio) => {
      const media = audio as unknown as Media;
      return new Promise<void>((resolve) => {
        media.addEventListener('loadedmetadata', () => resolve());
        if (media.readyState > 0) resolve();
      });
    });
    expect((await state()).duration).toBe(seconds);
    await player.evaluate((audio) => {
      const media = audio as unknown as Media;
      media.muted = true;
      media.currentTime = 80;
      return media.play();
    });
    await expect.poll(async () => (await state()).currentTime, { timeout: 10_000 }).toBeGreaterThan(80.2);
    expect((await state()).error).toBeNull();
    expect(parts.some((part) => part.startsWith('206'))).toBe(true);
    await page.getByLabel('Without noise').check();
    await expect.poll(() => player.getAttribute('src')).toContain('copy=review');
  });

  test('says so when its recording is gone', async () => {
    tests.server.kept.recording = null;
    const page = await tests.open();
    await page.goto(`${tests.server.url}/#/calls/${id}`);
    await page.getByText('The recording could not be loaded.').waitFor();
  });

  test('that was not recorded has no player', async () => {
    tests.server.kept.details.set(id, callDetail(id));
    const page = await tests.open();
    await page.goto(`${tests.server.url}/#/calls/${id}`);
    await page.getByTestId('turns').waitFor();
    expect(await page.getByTestId('recording').count()).toBe(0);
  });
});
