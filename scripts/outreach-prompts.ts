import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fliteSampleRate, speakWithFlite } from '../src/embedded/speech/flite.ts';

/**
 * `node scripts/outreach-prompts.ts`: speaks the English prompts from the texts beside them and composes the hold audio.
 * Texts that name somebody ({organization}) stay texts; each call's voice speaks them.
 */
const folder = path.resolve(import.meta.dirname, '../assets/audio');
const academy = 'organizations/00000000-0000-4000-8000-0000000000a1/en';

for (const name of ['en/yes', 'en/goodby', 'en/callback', `${academy}/hello`, `${academy}/number`]) {
  const text = readFileSync(path.join(folder, `${name}.txt`), 'utf8').trim();
  save(name, await speakWithFlite(text, { voice: 'slt', rate: 1 }));
}
save('en/onhold', composeHold());

/** Four soft chords that swell and fade, one after the other, and a breath: eight seconds that repeat without a seam. */
function composeHold(): Int16Array {
  const chords = [
    [261.63, 329.63, 392.0],
    [220.0, 261.63, 329.63],
    [174.61, 220.0, 261.63],
    [196.0, 246.94, 293.66],
  ];
  const chordSamples = 2 * fliteSampleRate;
  const loudness = 1_600;
  const samples = new Int16Array(chords.length * chordSamples);
  for (const [number, chord] of chords.entries()) {
    for (let index = 0; index < chordSamples; index += 1) {
      const swell = Math.sin((Math.PI * index) / chordSamples) ** 2;
      const sound = chord.reduce(
        (sum, hertz) => sum + Math.sin((2 * Math.PI * hertz * index) / fliteSampleRate),
        0,
      );
      samples[number * chordSamples + index] = Math.round(loudness * swell * sound);
    }
  }
  return samples;
}

/** A plain RIFF file: 16 bits, one channel. */
function save(name: string, samples: Int16Array): void {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(fliteSampleRate, 24);
  header.writeUInt32LE(fliteSampleRate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.byteLength, 40);
  const body = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
  writeFileSync(path.join(folder, `${name}.wav`), Buffer.concat([header, body]));
}
