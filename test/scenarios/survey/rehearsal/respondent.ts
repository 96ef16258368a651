import { type KnownLanguage, knownLanguage } from '../../../../src/language/tags.ts';
import type { Part } from '../../../../src/simulation/people/topic.ts';

interface Opinion {
  rating: 3 | 4 | 5;
  comesAgain: boolean;
  better: Thing;
}

type Thing = (typeof things)[number];

const things = ['waiting', 'coffee', 'nothing'] as const;

/** What people say of their visit, in one language, each in the only wording it has. */
interface OpinionLines {
  rating: Record<Opinion['rating'], string>;
  comesAgain: string;
  staysAway: string;
  better: Record<Thing, string>;
}

const lines: Record<KnownLanguage, OpinionLines> = {
  en: {
    rating: { 3: 'three out of five', 4: 'four out of five', 5: 'five out of five' },
    comesAgain: 'yes i would',
    staysAway: 'no i would not',
    better: { waiting: 'the waiting time', coffee: 'the coffee', nothing: 'nothing' },
  },
  fa: {
    rating: { 3: 'سه از پنج', 4: 'چهار از پنج', 5: 'پنج از پنج' },
    comesAgain: 'بله می‌آیم',
    staysAway: 'نه نمی‌آیم',
    better: { waiting: 'زمان انتظار', coffee: 'قهوه', nothing: 'هیچی' },
  },
};

/** Whoever was here. */
export const respondent: Part<Opinion> = {
  traits: (chance) => ({
    rating: chance.pick([3, 4, 5]),
    comesAgain: chance.pick([true, true, false]),
    better: chance.pick(things),
  }),
  topics: [
    {
      kind: 'rating',
      en: /how was your visit/i,
      fa: /بازدیدتان چطور/u,
      answer: ({ language, traits }) => lines[knownLanguage(language)].rating[traits.rating],
    },
    {
      kind: 'again',
      en: /come again/i,
      fa: /باز هم/u,
      answer: ({ language, traits }) => {
        const { comesAgain, staysAway } = lines[knownLanguage(language)];
        return traits.comesAgain ? comesAgain : staysAway;
      },
    },
    {
      kind: 'better',
      en: /do better/i,
      fa: /بهتر باشد/u,
      answer: ({ language, traits }) => lines[knownLanguage(language)].better[traits.better],
    },
    {
      kind: 'time',
      en: /\b(?:when|what time) shall we call/i,
      fa: /چه (?:وقت|ساعتی) تماس/u,
      answer: ({ lines: common }) => common.at(3),
    },
  ],
};

/** Everything that they can say beside what anybody says. */
export function respondentPhrases(language: string): string[] {
  const { rating, comesAgain, staysAway, better } = lines[knownLanguage(language)];
  return [...Object.values(rating), comesAgain, staysAway, ...Object.values(better)];
}
