import { type KnownLanguage, knownLanguage } from '../../../language/tags.ts';
import { english } from './en.ts';
import { persian } from './fa.ts';
import type { NegotiationTexts } from './shape.ts';

const texts: Record<KnownLanguage, NegotiationTexts> = { en: english, fa: persian };

/** English where there are no words of its own. */
export function negotiationTexts(language: string): NegotiationTexts {
  return texts[knownLanguage(language)];
}
