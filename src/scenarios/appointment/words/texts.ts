import { type KnownLanguage, knownLanguage } from '../../../language/tags.ts';
import { english } from './en.ts';
import { persian } from './fa.ts';
import type { AppointmentTexts } from './shape.ts';

const texts: Record<KnownLanguage, AppointmentTexts> = { en: english, fa: persian };

/** English where there are no words of its own. */
export function appointmentTexts(language: string): AppointmentTexts {
  return texts[knownLanguage(language)];
}
