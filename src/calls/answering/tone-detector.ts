/**
 * Hears a voicemail's beep: a steady pure tone. Each 20 ms block is measured by the Goertzel algorithm (one DFT bin, two
 * multiplications a sample) at every frequency of a grid; a block belongs to a tone when one frequency holds most of its
 * energy. Speech spreads its energy over harmonics and never stays on one frequency; a key's tone (DTMF) has two.
 */

/** PCM as LiveKit's `AudioFrame` has it. Several channels are read as their first. */
export interface PcmFrame {
  data: Int16Array;
  sampleRate: number;
  channels: number;
}

export interface HeardTone {
  startedAtMs: number;
  endedAtMs: number;
  frequency: number;
}

const blockMs = 20;
/** From the lowest beeps (400 Hz) to a fax's 2100 Hz; below are voices' fundamentals and hum of the mains. */
const lowestHz = 400;
const highestHz = 2_160;
/** Half a step off the grid costs 6 % of a tone's energy at this block length. */
const stepHz = 20;
/** Share of a block's energy at one frequency. A pure tone in telephone noise has over 0.85, a vowel at most about 0.7. */
const leastPurity = 0.8;
/** Root mean square of -40 dBFS: a beep is louder than the line's noise. */
const leastLevel = 327;
/** A tone keeps its pitch and its level; whistling and singing do not. */
const driftHz = 20;
const levelRatio = 2;
/** Shortest beep; networks use 0.2 to 1 s. */
const leastToneMs = 120;

interface OpenTone {
  startedAtMs: number;
  blocks: number;
  frequency: number;
  level: number;
}

export class ToneDetector {
  private readonly onTone: (tone: HeardTone) => void;
  private pending: number[] = [];
  private sampleRate = 0;
  private heardMs = 0;
  private open: OpenTone | null = null;

  /** @param onTone hears each tone once it has ended; its times count from the first sample given */
  constructor(onTone: (tone: HeardTone) => void) {
    this.onTone = onTone;
  }

  push({ data, sampleRate, channels }: PcmFrame): void {
    if (sampleRate !== this.sampleRate) this.pending = [];
    this.sampleRate = sampleRate;
    for (let index = 0; index < data.length; index += channels) this.pending.push(data[index] ?? 0);
    const size = Math.round((sampleRate * blockMs) / 1000);
    while (this.pending.length >= size) this.hearBlock(this.pending.splice(0, size));
  }

  private hearBlock(samples: number[]): void {
    const startedAtMs = this.heardMs;
    this.heardMs += blockMs;
    const found = findTone(samples, this.sampleRate);
    if (this.open && found && continues(this.open, found)) {
      this.open.blocks += 1;
      return;
    }
    this.close(startedAtMs);
    if (found) this.open = { startedAtMs, blocks: 1, ...found };
  }

  private close(endedAtMs: number): void {
    const { open } = this;
    this.open = null;
    if (!open || open.blocks * blockMs < leastToneMs) return;
    this.onTone({ startedAtMs: open.startedAtMs, endedAtMs, frequency: open.frequency });
  }
}

interface Found {
  frequency: number;
  level: number;
}

function continues(open: OpenTone, found: Found): boolean {
  const ratio = found.level / open.level;
  return (
    Math.abs(found.frequency - open.frequency) <= driftHz && ratio < levelRatio && ratio > 1 / levelRatio
  );
}

function findTone(samples: number[], sampleRate: number): Found | null {
  const energy = samples.reduce((sum, sample) => sum + sample * sample, 0);
  const level = Math.sqrt(energy / samples.length);
  if (level < leastLevel) return null;
  let best = { frequency: 0, power: 0 };
  for (let frequency = lowestHz; frequency <= highestHz; frequency += stepHz) {
    const power = goertzel(samples, frequency / sampleRate);
    if (power > best.power) best = { frequency, power };
  }
  // A sine of amplitude A has the energy N·A²/2 and the power (N·A/2)²: this share is 1 for a pure tone.
  const purity = (2 * best.power) / (samples.length * energy);
  return purity >= leastPurity ? { frequency: best.frequency, level } : null;
}

/** Squared magnitude of the samples' spectrum at one frequency, given in cycles a sample (G. Goertzel, 1958). */
function goertzel(samples: number[], frequency: number): number {
  const coefficient = 2 * Math.cos(2 * Math.PI * frequency);
  let before = 0;
  let last = 0;
  for (const sample of samples) {
    const next = sample + coefficient * last - before;
    before = last;
    last = next;
  }
  return last * last + before * before - coefficient * last * before;
}
