import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AudioFrame } from '@livekit/rtc-node';
import { describeFault } from '../../shared/fault.ts';
import type { Logger } from '../../shared/logger.ts';

export interface SpeechCacheOptions {
  directory: string;
  /** Everything that the sound depends on beside the text: provider, model, voice, language. */
  voice: string;
  /** Null when the voice failed, or another one spoke instead: that is not what should be kept. */
  synthesize(text: string): Promise<AudioFrame[] | null>;
  logger: Logger;
}

/** Rate and samples of 20 ms each, as they are played. */
const frameShare = 50;
const headerBytes = 4;

/**
 * Sentences that are said word for word in every call, synthesized once and kept on disk: each call has a process of its
 * own, so memory would forget them.
 */
export class SpeechCache {
  private readonly options: SpeechCacheOptions;

  constructor(options: SpeechCacheOptions) {
    this.options = options;
  }

  /** @returns null when the voice cannot speak now; whoever asked lets the session try, which tells the person. */
  async speak(text: string): Promise<AudioFrame[] | null> {
    const file = this.fileOf(text);
    const kept = await readFile(file).catch(() => null);
    if (kept && kept.length > headerBytes) return framesOf(kept);
    const frames = await this.synthesize(text);
    if (frames === null || frames.length === 0) return null;
    const bytes = bytesOf(frames);
    await this.keep(file, bytes);
    return framesOf(bytes);
  }

  private fileOf(text: string): string {
    const { directory, voice } = this.options;
    const name = createHash('sha256').update(`${voice}\n${text}`).digest('hex').slice(0, 32);
    return path.join(directory, `${name}.pcm`);
  }

  private async synthesize(text: string): Promise<AudioFrame[] | null> {
    try {
      return await this.options.synthesize(text);
    } catch (error) {
      this.options.logger.warn({ fault: describeFault(error) }, 'prompt not synthesized');
      return null;
    }
  }

  /** Whole or not at all: another process may read it at the same time. A full disk costs speed only. */
  private async keep(file: string, bytes: Buffer): Promise<void> {
    const draft = `${file}.${randomUUID()}`;
    try {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(draft, bytes);
      await rename(draft, file);
    } catch (error) {
      this.options.logger.warn({ fault: describeFault(error) }, 'prompt not kept');
    }
  }
}

function bytesOf(frames: AudioFrame[]): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32LE(frames[0]?.sampleRate ?? 0);
  const sound = frames.map(({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  return Buffer.concat([header, ...sound]);
}

function framesOf(bytes: Buffer): AudioFrame[] {
  const rate = bytes.readUInt32LE();
  const sound = bytes.subarray(headerBytes);
  const samples = new Int16Array(sound.byteLength >> 1);
  for (let index = 0; index < samples.length; index += 1) samples[index] = sound.readInt16LE(index * 2);
  const length = rate / frameShare;
  const frames: AudioFrame[] = [];
  for (let at = 0; at < samples.length; at += length) {
    const part = samples.slice(at, at + length);
    frames.push(new AudioFrame(part, rate, 1, part.length));
  }
  return frames;
}
