import { sampleRate } from './mouth.ts';

/** A voicemail's beep: 1 kHz, half a second. */
export function beep(): Int16Array {
  return tone(1_000, 500);
}

export function silence(ms: number): Int16Array {
  return new Int16Array((sampleRate * ms) / 1000);
}

export function join(...parts: Int16Array[]): Int16Array {
  const joined = new Int16Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function tone(hertz: number, ms: number): Int16Array {
  const level = 8_000;
  return silence(ms).map((_, at) => Math.round(level * Math.sin((2 * Math.PI * hertz * at) / sampleRate)));
}
