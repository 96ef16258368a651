import type { Heard } from './heard.ts';

/** When the beep at the end of a greeting was over; null while there was none, or when somebody spoke after it. */
export function beepAfterWords({ utterances, tones }: Heard): number | null {
  const first = utterances[0];
  const last = utterances.at(-1);
  const tone = tones.at(-1);
  if (!first || !last || !tone || tone.startedAtMs < first.startedAtMs) return null;
  // The voice detector may take the beep itself for a little speech.
  return last.startedAtMs <= tone.endedAtMs ? tone.endedAtMs : null;
}
