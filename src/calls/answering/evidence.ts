import { wordsOf } from '../../language/normalize.ts';
import { english } from './phrases/en.ts';
import { persian } from './phrases/fa.ts';
import type { Kind } from './phrases/phrase.ts';

type MachineKind = Exclude<Kind, 'human'>;

export interface Evidence {
  /** Weight of what machines say. */
  machine: number;
  /** Weight of what only people say. */
  human: number;
  /** Which machine it would be; `beep` where only a tone tells, null when nothing does. */
  kind: MachineKind | 'beep' | null;
}

/**
 * On a tie the first wins. A screener says "after the tone" too; a voicemail has a menu more often than a menu has a
 * tone; and a network that takes messages announces first that nobody answers.
 */
const precedence: MachineKind[] = ['screener', 'voicemail', 'ivr', 'carrier'];

/** Networks speak two languages in one announcement, and the two alphabets cannot be confused: both lists are tried. */
const all = [...english, ...persian];

export function weigh(text: string): Evidence {
  const words = wordsOf(text).join(' ');
  const weights: Record<Kind, number> = { voicemail: 0, carrier: 0, ivr: 0, screener: 0, human: 0 };
  for (const phrase of all) {
    if (phrase.words.test(words)) weights[phrase.kind] += phrase.weight;
  }
  const { human } = weights;
  const heaviest = Math.max(...precedence.map((kind) => weights[kind]));
  return {
    machine: precedence.reduce((sum, kind) => sum + weights[kind], 0),
    human,
    kind: heaviest === 0 ? null : (precedence.find((kind) => weights[kind] === heaviest) ?? null),
  };
}
