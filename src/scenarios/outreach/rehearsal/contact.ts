import { type KnownLanguage, knownLanguage } from '../../../language/tags.ts';
import type { Part } from '../../../simulation/people/topic.ts';

const notInterested: Record<KnownLanguage, string> = {
  en: 'i am not interested',
  fa: 'علاقه‌ای ندارم',
};

/** A contact of a campaign, who has nothing in mind. */
export const contact: Part = {
  traits: () => ({}),
  topics: [
    {
      kind: 'interested',
      en: /interested|would you like|do you want|may (?:i|we)|can (?:i|we)/i,
      fa: /علاقه|تمایل|مایل|می‌خواهید|دوست دارید/u,
      answer: ({ lines }) => lines.yes,
      declines: ({ language }) => notInterested[knownLanguage(language)],
    },
  ],
};

/** Everything that a contact can say beside what anybody says. */
export function contactPhrases(language: string): string[] {
  return [notInterested[knownLanguage(language)]];
}
