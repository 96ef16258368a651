import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { startFakeCartesia } from '../../support/fakes/cartesia.ts';
import { startFakeDeepgram } from '../../support/fakes/deepgram.ts';
import { startFakeOpenai } from '../../support/fakes/openai.ts';
import { hum, silence } from './harness.ts';

/**
 * Benchmarks rest on these delays: never early, and not late by the fake's doing. A busy machine makes any timer late now
 * and then, so what the code itself costs is the least of several measurements.
 */
const lateMs = 15;

async function expectDelay(wanted: number, measure: () => Promise<number>): Promise<void> {
  let least = Number.POSITIVE_INFINITY;
  for (let count = 0; count < 8 && least > wanted + lateMs; count++) {
    const measured = await measure();
    expect(measured).toBeGreaterThan(wanted - 1);
    least = Math.min(least, measured);
  }
  expect(least).toBeLessThan(wanted + lateMs);
}

describe('the fake recognizer', () => {
  it.each([0, 100, 250])('sends the final text %i ms after the last sound', async (finalDelayMs) => {
    const deepgram = await startFakeDeepgram({ finalDelayMs });
    // The last sound is 100 ms before the end of the last packet, and the packets arrive all at once.
    await expectDelay(Math.max(0, finalDelayMs - 100), async () => {
      deepgram.say([{ text: 'yes', speechMs: 500 }]);
      const socket = new WebSocket(`${deepgram.url}/v1/listen?sample_rate=16000`);
      await new Promise((resolve) => socket.once('open', resolve));
      const final = new Promise<number>((resolve) => {
        socket.on('message', (data) => {
          if (JSON.parse(data.toString()).is_final) resolve(performance.now());
        });
      });
      for (const part of [hum(200), hum(200), Int16Array.from([...hum(100), ...silence(100)])]) {
        socket.send(part);
      }
      const sentAt = performance.now();
      const delay = (await final) - sentAt;
      socket.terminate();
      return delay;
    });
    await deepgram.close();
  });

  it('tells what it received', async () => {
    const deepgram = await startFakeDeepgram({ script: ['hello'] });
    const report = (await (await fetch(`http://127.0.0.1:${deepgram.port}/_fake`)).json()) as object;
    expect(report).toEqual({ audioSeconds: 0, finals: [], messages: [] });
    await deepgram.close();
  });
});

describe('the fake model', () => {
  it('keeps the delay before its first token and between tokens', async () => {
    const openai = await startFakeOpenai({ firstTokenMs: 150, tokenMs: 30 });
    const tokenTimes = async () => {
      const startedAt = performance.now();
      const response = await fetch(`${openai.url}/chat/completions`, {
        method: 'POST',
        body: JSON.stringify({ model: 'm', messages: [], stream: true }),
      });
      const times: number[] = [];
      for await (const _ of response.body as unknown as AsyncIterable<Uint8Array>) {
        times.push(performance.now() - startedAt);
      }
      return times;
    };
    await expectDelay(150, async () => (await tokenTimes())[0] ?? 0);
    // "Hello, how can I help you?" has six tokens; late ones do not add up.
    await expectDelay(150 + 5 * 30, async () => (await tokenTimes())[5] ?? 0);
    await openai.close();
  });
});

describe('the fake voice', () => {
  it('keeps the delay before its first audio, and its pace', async () => {
    const cartesia = await startFakeCartesia({ firstAudioMs: 90, speed: 2 });
    const socket = new WebSocket(`${cartesia.url.replace('http', 'ws')}/tts/websocket`);
    await new Promise((resolve) => socket.once('open', resolve));
    const chunkTimes = async () => {
      const times: number[] = [];
      const done = new Promise<void>((resolve) => {
        const onMessage = (data: Buffer) => {
          const { type } = JSON.parse(data.toString());
          if (type === 'chunk') times.push(performance.now() - sentAt);
          if (type !== 'done') return;
          socket.off('message', onMessage);
          resolve();
        };
        socket.on('message', onMessage);
      });
      const common = { context_id: crypto.randomUUID(), output_format: { sample_rate: 24_000 } };
      socket.send(JSON.stringify({ ...common, transcript: 'Fifteen signs. ', continue: true }));
      const sentAt = performance.now();
      socket.send(JSON.stringify({ ...common, transcript: ' ', continue: false }));
      await done;
      expect(times).toHaveLength(10);
      return times;
    };
    await expectDelay(90, async () => (await chunkTimes())[0] ?? 0);
    await expectDelay(90 + (9 * 100) / 2, async () => (await chunkTimes())[9] ?? 0);
    socket.terminate();
    await cartesia.close();
  });
});

describe('the fakes in a process of their own', () => {
  it('print their addresses when ready, take faults over HTTP, and end when told to', async () => {
    const child = spawn(process.execPath, ['test/support/fakes/main.ts', '--llm-first-ms', '5'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const [line] = await new Promise<string[]>((resolve) => {
      createInterface(child.stdout).once('line', (text) => resolve([text]));
    });
    const urls = JSON.parse(line ?? '') as Record<'deepgram' | 'openai' | 'azure' | 'cartesia', string>;
    await fetch(`${urls.azure}/_fake`, {
      method: 'POST',
      body: JSON.stringify({ next: { kind: 'refuse', status: 429 } }),
    });
    const ask = () =>
      fetch(`${urls.openai}/chat/completions`, { method: 'POST', body: '{"model":"m","messages":[]}' });
    expect((await ask()).status).toBe(429);
    const answer = await ask();
    expect(await answer.text()).toContain('[DONE]');
    const exit = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
  });
});
