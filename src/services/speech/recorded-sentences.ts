import { existsSync, readFileSync } from 'node:fs';
import { ReadableStream } from 'node:stream/web';
import { getBaseLanguage } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';

/** Samples a second of the recordings. */
export const recordingSampleRate = 8000;

/** 20 ms, the packet of a telephone. */
const frameSamples = recordingSampleRate / 50;
/** RIFF, `fmt ` with its extension, `fact` and the header of `data`. */
const headerBytes = 58;

export type Recording = 'apology' | 'unavailable';

const loaded = new Map<string, Int16Array>();

/**
 * The line that is played when no provider can speak: "I'm sorry. Something is wrong with our telephone system. Please
 * call again in a few minutes." It needs no network and 10 ms. Languages without a recording hear the English one.
 * @param language BCP 47.
 */
export function apologyAudio(language: string): AudioFrame[] {
  return recordedAudio('apology', language);
}

/** The same as a stream, as `AgentSession.say` takes it. */
export function apologyStream(language: string): ReadableStream<AudioFrame> {
  return ReadableStream.from(apologyAudio(language));
}

export function recordedAudio(recording: Recording, language: string): AudioFrame[] {
  const samples = load(recording, getBaseLanguage(language));
  const frames: AudioFrame[] = [];
  for (let at = 0; at + frameSamples <= samples.length; at += frameSamples) {
    frames.push(new AudioFrame(samples.slice(at, at + frameSamples), recordingSampleRate, 1, frameSamples));
  }
  return frames;
}

function load(recording: Recording, language: string): Int16Array {
  const own = fileOf(recording, language);
  const file = existsSync(own) ? own : fileOf(recording, 'en');
  const samples = loaded.get(file.href) ?? Int16Array.from(readFileSync(file).subarray(headerBytes), decode);
  loaded.set(file.href, samples);
  return samples;
}

function fileOf(recording: Recording, language: string): URL {
  return new URL(`../../../assets/audio/${recording}.${language}.wav`, import.meta.url);
}

/** ITU-T G.711, µ-law. */
function decode(byte: number): number {
  const value = ~byte & 0xff;
  const magnitude = (((value & 0x0f) << 3) + 0x84) << ((value >> 4) & 0x07);
  return (value & 0x80) === 0 ? magnitude - 0x84 : 0x84 - magnitude;
}
