import type { Detection } from './answer.ts';
import type { Tone } from './heard.ts';
import { deadAirMs, toneAloneMs } from './timings.ts';

/** A called fax answers with 2100 Hz for 2.6–4 s (ITU-T T.30 CED); one that calls repeats 1100 Hz for half a second (CNG). */
const faxAnswerHz = 2_100;
const faxCallingHz = 1_100;
const faxToleranceHz = 60;
const leastFaxAnswerMs = 1_500;
const leastFaxCallingMs = 350;

/** Who answered where nobody has said anything: a fax, a voicemail without a greeting, or nobody. */
export function silentAnswer(tones: readonly Tone[], nowMs: number): Detection {
  if (isFax(tones)) return { verdict: 'silence', reason: 'fax_tone', atMs: nowMs };
  const [tone] = tones;
  const beepAtMs = tones.length === 1 && tone ? tone.endedAtMs + toneAloneMs : null;
  const decideAtMs = beepAtMs ?? deadAirMs;
  if (nowMs < decideAtMs) return { verdict: 'undecided', reason: 'nothing_heard', decideAtMs };
  if (beepAtMs !== null) return { verdict: 'voicemail', reason: 'beep', atMs: nowMs };
  return { verdict: 'silence', reason: tones.length > 0 ? 'only_tones' : 'no_sound', atMs: nowMs };
}

function isFax(tones: readonly Tone[]): boolean {
  const isAnswer = ({ startedAtMs, endedAtMs, frequency }: Tone) =>
    isNear(frequency, faxAnswerHz) && endedAtMs - startedAtMs >= leastFaxAnswerMs;
  const calling = tones.filter(
    ({ startedAtMs, endedAtMs, frequency }) =>
      isNear(frequency, faxCallingHz) && endedAtMs - startedAtMs >= leastFaxCallingMs,
  );
  return tones.some(isAnswer) || calling.length >= 2;
}

function isNear(frequency: number, target: number): boolean {
  return Math.abs(frequency - target) <= faxToleranceHz;
}
