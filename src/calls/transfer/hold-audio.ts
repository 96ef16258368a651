import { AudioFrame } from '@livekit/rtc-node';

/** A telephone carries no more. */
const sampleRate = 8_000;
const frameSamples = sampleRate / 50;

/** Two soft notes and a pause: recognizable as waiting, and nobody's property. Hertz, start and length in seconds. */
const notes = [
  { hertz: 392, at: 0, seconds: 1.2 },
  { hertz: 523.25, at: 0.6, seconds: 1.6 },
];
const roundSeconds = 4;
const loudness = 2_500;

/** What somebody on hold hears when the organization has no audio of its own: the same round again and again. */
export function* holdTones(): Generator<AudioFrame> {
  const round = composeRound();
  for (;;) {
    for (let at = 0; at + frameSamples <= round.length; at += frameSamples) {
      yield new AudioFrame(round.slice(at, at + frameSamples), sampleRate, 1, frameSamples);
    }
  }
}

function composeRound(): Int16Array {
  const samples = new Int16Array(roundSeconds * sampleRate);
  for (const { hertz, at, seconds } of notes) {
    const first = at * sampleRate;
    const count = seconds * sampleRate;
    for (let index = 0; index < count; index += 1) {
      // Swells and fades, so that nothing clicks.
      const envelope = Math.sin((Math.PI * index) / count);
      const sample = loudness * envelope * Math.sin((2 * Math.PI * hertz * index) / sampleRate);
      samples[first + index] = (samples[first + index] ?? 0) + Math.round(sample);
    }
  }
  return samples;
}
