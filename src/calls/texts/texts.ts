import { type KnownLanguage, knownLanguage } from '../../language/tags.ts';
import { english } from './en.ts';
import { persian } from './fa.ts';
import type { Texts } from './shape.ts';

export type { Texts };

const texts: Record<KnownLanguage, Texts> = { en: english, fa: persian };

/** What Parley itself says in a language; English where it has no words of its own. */
export function textsFor(language: string): Texts {
  return texts[knownLanguage(language)];
}
