import { wordsOf } from '../../language/normalize.ts';
import { beepAfterWords } from './beep.ts';
import { type Heard, textOf } from './heard.ts';
import { announcedBeepMs, greetingEndSilenceMs, longestGreetingMs } from './timings.ts';

export type GreetingEnd =
  | { ended: 'beep' | 'silence' | 'too_long' }
  /** Not yet; look again at `checkAtMs` if nothing more is heard. */
  | { ended: null; checkAtMs: number };

const announcement = /\b(?:tone|beep|signal)\b|بوق|سیگنال/u;

/** Whether a voicemail's greeting is over, so that a message would be recorded. */
export function greetingEnd(heard: Heard, nowMs: number, hearsTones: boolean): GreetingEnd {
  const { utterances, tones } = heard;
  const last = utterances.at(-1);
  if (beepAfterWords(heard) !== null || (!last && tones.length > 0)) return { ended: 'beep' };
  if (nowMs >= longestGreetingMs) return { ended: 'too_long' };
  if (last?.endedAtMs === null) return { ended: null, checkAtMs: longestGreetingMs };
  // Spoken before the announced beep, a message would lack its beginning.
  const isBeepDue = hearsTones && announcement.test(wordsOf(textOf(utterances)).join(' '));
  const checkAtMs = (last?.endedAtMs ?? 0) + (isBeepDue ? announcedBeepMs : greetingEndSilenceMs);
  return nowMs >= checkAtMs ? { ended: 'silence' } : { ended: null, checkAtMs };
}
