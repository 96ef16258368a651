import { createSocket, type RemoteInfo } from 'node:dgram';
import type { AddressInfo } from 'node:net';
import { expect, vi } from 'vitest';
import { decodeMulaw, toTelephone } from '../../../src/simulation/telephone/band.ts';

/**
 * One telephone's media: real RTP (RFC 3550) with G.711 µ-law and digits as telephone events (RFC 4733). It says silence
 * from the first packet heard on, as a telephone does; that packet tells where to.
 */
export interface RtpPort {
  port: number;
  /** Digits that were heard, in order. */
  digits: string[];
  /** Packets that were heard, of 20 ms each. */
  packets(): number;
  /** Those of them in which there was a sound. */
  sounds(): number;
  /** Resolves once so many more sounds were heard and it has been quiet for `quietMs` since. */
  untilSaid(sounds: number, quietMs: number): Promise<void>;
  press(digit: string): Promise<void>;
  /** Speech at 16 kHz; resolves when it has been said. */
  say(samples: Int16Array): Promise<void>;
  close(): Promise<void>;
}

/** Both sides offer this payload type for digits. */
const digitsType = 96;
const stepMs = 20;
const samplesPerStep = 160;
const saidTimeoutMs = 40_000;
const keys = '0123456789*#';
/** Of full scale, 32,767: louder than comfort noise, quieter than any voice. */
const audible = 500;
/** RFC 4733 repeats the last packet of a digit, since packets get lost. */
const endRepeats = 3;

export async function openRtp(): Promise<RtpPort> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const digits: string[] = [];
  let heard = 0;
  let sounds = 0;
  let lastSoundAt = 0;
  let peer: RemoteInfo | null = null;
  let sequence = 0;
  let timestamp = 0;
  let lastEvent = -1;

  socket.on('message', (packet, from) => {
    peer = from;
    const type = (packet[1] ?? 0) & 0x7f;
    if (type === 0) {
      heard += 1;
      if (packet.subarray(12).some((byte) => Math.abs(decodeMulaw(byte)) > audible)) {
        sounds += 1;
        lastSoundAt = performance.now();
      }
    }
    if (type !== digitsType) return;
    // All packets of a digit carry the time at which it began.
    const at = packet.readUInt32BE(4);
    if (at !== lastEvent) digits.push(keys[packet[12] ?? 0] ?? '?');
    lastEvent = at;
  });

  const send = (type: number, payload: Buffer, at: number, isMarked = false) => {
    if (peer === null) return;
    const header = Buffer.alloc(12);
    header[0] = 0x80;
    header[1] = type | (isMarked ? 0x80 : 0);
    header.writeUInt16BE(sequence & 0xffff, 2);
    header.writeUInt32BE(at >>> 0, 4);
    header.writeUInt32BE(0x50_41_52_4c, 8);
    sequence += 1;
    socket.send(Buffer.concat([header, payload]), peer.port, peer.address);
  };

  const silence = Buffer.alloc(samplesPerStep, 0xff);
  let isPressing = false;
  let speech: { rest: Buffer; done: () => void } | null = null;
  const nextSpeech = (): Buffer => {
    if (speech === null) return silence;
    const step = Buffer.concat([speech.rest.subarray(0, samplesPerStep), silence]).subarray(
      0,
      samplesPerStep,
    );
    speech.rest = speech.rest.subarray(samplesPerStep);
    if (speech.rest.length === 0) {
      speech.done();
      speech = null;
    }
    return step;
  };
  const timer = setInterval(() => {
    timestamp += samplesPerStep;
    if (!isPressing) send(0, nextSpeech(), timestamp);
  }, stepMs);

  return {
    port: (socket.address() as AddressInfo).port,
    digits,
    packets: () => heard,
    sounds: () => sounds,
    async untilSaid(more, quietMs) {
      const before = sounds;
      const isSaid = () => sounds >= before + more && performance.now() - lastSoundAt >= quietMs;
      await vi.waitFor(() => expect(isSaid(), `${sounds - before} sounds`).toBe(true), {
        timeout: saidTimeoutMs,
        interval: stepMs,
      });
    },
    say: (samples) =>
      new Promise((resolve) => {
        speech = { rest: Buffer.from(toTelephone(samples)), done: resolve };
      }),
    async press(digit) {
      isPressing = true;
      const began = timestamp;
      const event = keys.indexOf(digit);
      for (let step = 1; step <= 5 + endRepeats; step += 1) {
        const isEnd = step > 5;
        const duration = Math.min(step, 6) * samplesPerStep;
        const payload = Buffer.from([event, isEnd ? 0x8a : 0x0a, duration >> 8, duration & 0xff]);
        send(digitsType, payload, began, step === 1);
        await new Promise((resolve) => setTimeout(resolve, stepMs));
      }
      isPressing = false;
    },
    async close() {
      clearInterval(timer);
      await new Promise<void>((resolve) => socket.close(() => resolve()));
    },
  };
}
