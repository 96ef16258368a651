import { knownLanguage } from '../../language/tags.ts';
import { english } from './lines/en.ts';
import { persian } from './lines/fa.ts';
import type { Lines } from './lines/shape.ts';

export type { Lines };

export function linesFor(language: string): Lines {
  return knownLanguage(language) === 'fa' ? persian : english;
}

/**
 * Everything that a simulated person can say in any conversation, digits of numbers aside: what a recognizer that is
 * bound to a grammar has to be told of.
 */
export function commonPhrases(language: string): string[] {
  const { voicemailGreeting, screenerGreeting, menuGreeting, number, at, ...spoken } = linesFor(language);
  return [...Object.values(spoken), at(3)];
}
