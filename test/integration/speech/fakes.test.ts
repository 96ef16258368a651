import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startFakeCartesia } from '../../support/fakes/cartesia.ts';
import { startFakeDeepgram } from '../../support/fakes/deepgram.ts';
import { startFakeOpenai } from '../../support/fakes/openai.ts';
import { hum, silence } from './harness.ts';

/** Benchmarks rest on these delays: never early, and late by no more than a busy machine makes any timer. */
const lateMs = 60;

function expectDelay(measured: number, wanted: number): void {
  expect(measured).toBeGreaterThan(wanted - 1);
  expect(measured).toBeLessThan(wanted + lateMs);
}

describe('the fake recognizer', () => {
  it.each([0, 100, 250])('sends the final text %i ms after the last sound', async (finalDelayMs) => {
    const deepgram = await startFakeDeepgram({
      finalDelayMs,
      script: [[{ text: 'yes', speechMs: 500 }]],
    });
    const socket = new WebSocket(`${deepgram.url}/v1/listen?sample_rate=16000`);
    await new Promise((resolve) => socket.once('open', resolve));
    const final = new Promise<number>((resolve) => {
      socket.on('message', (data) => {
        if (JSON.parse(data.toString()).is_final) resolve(performance.now());
      });
    });
    // The last sound is in the middle of the third packet of 200 ms, and that arrives all at once.
    for (const part of [hum(200), hum(200), Int16Array.from([...hum(100), ...silence(100)])]) {
      socket.send(part);
    }
    const sentAt = performance.now();
    expectDelay((await final) - sentAt, Math.max(0, finalDelayMs - 100));
    socket.terminate();
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
    const startedAt = performance.now();
    const response = await fetch(`${openai.url}/chat/completions`, {
      method: 'POST',
      body: JSON.stringify({ model: 'm', messages: [], stream: true }),
    });
    const times: number[] = [];
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      times.push(performance.now() - startedAt);
      if (new TextDecoder().decode(chunk).includes('[DONE]')) break;
    }
    expectDelay(times[0] ?? 0, 150);
    // "Hello, how can I help you?" has six tokens.
    expectDelay(times[5] ?? 0, 150 + 5 * 30);
    await openai.close();
  });
});

describe('the fake voice', () => {
  it('keeps the delay before its first audio, and its pace', async () => {
    const cartesia = await startFakeCartesia({ firstAudioMs: 90, speed: 2 });
    const socket = new WebSocket(`${cartesia.url.replace('http', 'ws')}/tts/websocket`);
    await new Promise((resolve) => socket.once('open', resolve));
    const times: number[] = [];
    const done = new Promise<void>((resolve) => {
      socket.on('message', (data) => {
        const { type } = JSON.parse(data.toString());
        if (type === 'chunk') times.push(performance.now());
        if (type === 'done') resolve();
      });
    });
    const common = { context_id: 'c', output_format: { sample_rate: 24_000 } };
    socket.send(JSON.stringify({ ...common, transcript: 'Fifteen signs. ', continue: true }));
    const sentAt = performance.now();
    socket.send(JSON.stringify({ ...common, transcript: ' ', continue: false }));
    await done;
    expectDelay((times[0] ?? 0) - sentAt, 90);
    expect(times.length).toBe(10);
    expectDelay((times[9] ?? 0) - sentAt, 90 + (9 * 100) / 2);
    socket.terminate();
    await cartesia.close();
  });
});

describe('the fakes in a process of their own', () => {
  it('print their addresses when ready, take faults over HTTP, and end with their standard input', async () => {
    const child = spawn(process.execPath, ['test/support/fakes/main.ts', '--llm-first-ms', '5'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
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
    child.stdin.end();
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0);
  });
});
