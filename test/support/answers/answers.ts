import { readFileSync } from 'node:fs';
import { z } from 'zod';

/**
 * Synthetic answers of telephones, each with who answered and what is heard when (milliseconds since the answer).
 * Nobody's voice was recorded: the sentences were written for this set, in the manner of the many that exist.
 */
const sound = z.union([
  /** Speech; without text for what no recognizer understands, such as music or a television next door. */
  z.strictObject({ from: z.number(), to: z.number(), text: z.string() }),
  /** A steady tone. */
  z.strictObject({ from: z.number(), to: z.number(), hz: z.number() }),
]);

const labelledAnswer = z.strictObject({
  name: z.string(),
  answeredBy: z.enum(['human', 'voicemail', 'ivr', 'screener', 'silence']),
  language: z.enum(['en', 'fa', 'none']),
  /** The phrases were written with the tuned half in view, and never changed to fit one sentence of the other. */
  half: z.enum(['tuned', 'held_out']),
  sounds: z.array(sound),
});

export type LabelledAnswer = z.infer<typeof labelledAnswer>;

export function readAnswers(): LabelledAnswer[] {
  const lines = readFileSync(new URL('./answers.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => labelledAnswer.parse(JSON.parse(line)));
}
