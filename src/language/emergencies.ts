import { normalize, wordsOf } from './normalize.ts';
import { englishEmergencies } from './words/emergencies-en.ts';
import { persianEmergencies } from './words/emergencies-fa.ts';

/** Who has to come: some countries have a number for each. */
export type Emergency = 'medical' | 'fire' | 'police';

/** How an emergency is recognized, clause by clause. */
export interface Emergencies {
  signs: Record<Emergency, RegExp>;
  /** Takes signs out that mean something else: "emergency contact", "a stroke of luck". */
  harmless: RegExp;
  /** What was, may be or is denied: "last year", "no chest pain", "do you treat strokes?" */
  notNow: RegExp;
  /** It is now after all: "it started two weeks ago and now I can't breathe". */
  now: RegExp;
}

/** Each is understood in every call, whatever language the agent speaks. */
const emergencies: Emergencies[] = [englishEmergencies, persianEmergencies];

/**
 * The emergency that somebody speaks of; null when there is none. In doubt it is one: an emergency number that was not
 * needed costs a sentence.
 */
export function emergencyIn(text: string): Emergency | null {
  for (const words of emergencies) {
    for (const clause of clausesOf(text)) {
      const found = emergencyOf(clause, words);
      if (found !== null) return found;
    }
  }
  return null;
}

function emergencyOf(clause: string, { signs, harmless, notNow, now }: Emergencies): Emergency | null {
  const words = clause.replace(harmless, ' ');
  if (notNow.test(words) && !now.test(words)) return null;
  const kinds: Emergency[] = ['fire', 'police', 'medical'];
  return kinds.find((kind) => signs[kind].test(words)) ?? null;
}

function clausesOf(text: string): string[] {
  return normalize(text)
    .split(/[.;!?…]+|\s-+\s|, (?=but |and |now )|\bbut\b|(?<= )ولی(?= )|(?<= )اما(?= )/u)
    .map((clause) => wordsOf(clause).join(' '))
    .filter((clause) => clause !== '');
}
