import { type FileHandle, open } from 'node:fs/promises';
import { z } from 'zod';

/**
 * A stereo WAV file that can be read at any moment of its writing: the sizes in its header are brought up to date after
 * each piece of audio, so what a crash leaves behind plays up to its last second. What the file is about stands in it
 * (a RIFF `INFO` comment), so that nothing else is needed to file it away.
 */

export const recordingSampleRate = 16_000;
const channels = 2;
const bytesPerFrame = channels * Int16Array.BYTES_PER_ELEMENT;

export const aboutRecording = z.object({
  callId: z.uuid(),
  organizationId: z.uuid(),
  /** When the person had heard that the call is recorded, and when the recording began. */
  disclosedAt: z.iso.datetime(),
  startedAt: z.iso.datetime(),
  retentionDays: z.int().positive(),
});

export type AboutRecording = z.infer<typeof aboutRecording>;

export class WavFile {
  readonly #file: FileHandle;
  readonly #headerBytes: number;
  #dataBytes = 0;

  private constructor(file: FileHandle, headerBytes: number) {
    this.#file = file;
    this.#headerBytes = headerBytes;
  }

  /** Creates the file; one that is there already is a recording, and is kept. */
  static async create(path: string, about: AboutRecording): Promise<WavFile> {
    const file = await open(path, 'wx', 0o600);
    const header = makeHeader(about);
    await file.write(header, 0, header.length, 0);
    return new WavFile(file, header.length);
  }

  get seconds(): number {
    return this.#dataBytes / bytesPerFrame / recordingSampleRate;
  }

  get bytes(): number {
    return this.#headerBytes + this.#dataBytes;
  }

  /** Left and right samples by turns. Audio first, sizes second: a header never promises what is not there. */
  async append(samples: Int16Array): Promise<void> {
    const data = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
    await this.#file.write(data, 0, data.length, this.bytes);
    this.#dataBytes += data.length;
    await this.#writeSize(4, this.bytes - 8);
    await this.#writeSize(this.#headerBytes - 4, this.#dataBytes);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #writeSize(at: number, size: number): Promise<void> {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(size);
    await this.#file.write(bytes, 0, 4, at);
  }
}

function makeHeader(about: AboutRecording): Buffer {
  const comment = Buffer.from(`${JSON.stringify(about)}\0`);
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(recordingSampleRate, 4);
  format.writeUInt32LE(recordingSampleRate * bytesPerFrame, 8);
  format.writeUInt16LE(bytesPerFrame, 12);
  format.writeUInt16LE(16, 14);
  const body = Buffer.concat([
    Buffer.from('WAVE'),
    chunk('fmt ', format),
    chunk('LIST', Buffer.concat([Buffer.from('INFO'), chunk('ICMT', comment)])),
    chunk('data', Buffer.alloc(0)),
  ]);
  return chunk('RIFF', body);
}

/** Chunks begin at even addresses. */
function chunk(name: string, content: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(content.length);
  return Buffer.concat([Buffer.from(name), size, content, Buffer.alloc(content.length % 2)]);
}

/** What the header of a recording says. `dataAt` is where its samples begin. */
export interface WavFacts {
  about: AboutRecording;
  dataAt: number;
  dataBytes: number;
  seconds: number;
}

/** Longer than any header that we write. */
export const longestHeader = 4096;

/** @returns null for a file that is no recording of ours, or that has no header yet */
export async function readWavFacts(path: string): Promise<WavFacts | null> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(longestHeader), 0, longestHeader, 0);
    return parseWavFacts(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** @param header the beginning of a recording, `longestHeader` bytes of it or all that there are */
export function parseWavFacts(header: Buffer): WavFacts | null {
  const commentAt = header.indexOf('ICMT');
  const dataName = header.indexOf('data', commentAt + 4);
  if (header.toString('latin1', 0, 4) !== 'RIFF' || commentAt < 0 || dataName < 0) return null;
  if (header.length < dataName + 8) return null;
  const length = header.readUInt32LE(commentAt + 4);
  const comment = header.toString('utf8', commentAt + 8, commentAt + 8 + length).replace(/\0+$/, '');
  const about = aboutRecording.safeParse(parseJson(comment));
  if (!about.success) return null;
  const dataBytes = header.readUInt32LE(dataName + 4);
  const seconds = dataBytes / bytesPerFrame / recordingSampleRate;
  return { about: about.data, dataAt: dataName + 8, dataBytes, seconds };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
