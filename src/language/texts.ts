import { type KnownLanguage, knownLanguage } from './tags.ts';
import { english } from './texts/en.ts';
import { persian } from './texts/fa.ts';
import type { Texts } from './texts/shape.ts';

export type { Texts };

const texts: Record<KnownLanguage, Texts> = { en: english, fa: persian };

/** What Parley itself says in a language; English where it has no words of its own. */
export function textsFor(language: string): Texts {
  return texts[knownLanguage(language)];
}
