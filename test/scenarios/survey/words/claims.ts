import type { ClaimRules } from '../../../../src/calls/claims/claim-meaning.ts';
import type { ClaimPattern } from '../../../../src/language/claims/patterns.ts';
import { surveyTexts } from './texts.ts';

const adverbs = '(?:(?:now|just|already|all) )*';
const note = '(?:noted|recorded|registered|saved|logged|written down|taken down|passed on)';

const english: ClaimPattern[] = [
  { claim: 'noted', words: new RegExp(`\\b(?:i|we|i have|we have) ${adverbs}${note}\\b`) },
  { claim: 'noted', words: new RegExp(`\\b(?:is|are|was|were|has been|have been) ${adverbs}${note}\\b`) },
];

const persian: ClaimPattern[] = [
  {
    claim: 'noted',
    words: /(?:یادداشت|ثبت|ذخیره) (?:شد|شده|شدند|کردم|کردیم|کرده ام|کرده ایم)(?![\p{L}])/u,
  },
];

/** "I have noted your answers" is true once they are a row, or what was noted is a wish that any call may keep. */
export const surveyClaims: ClaimRules = {
  words: { en: english, fa: persian },
  meanings: {
    noted: { isBackedBy: ({ kind }) => ['answers', 'callback', 'opted_out'].includes(kind), isWeak: true },
  },
  hint: () => '',
  tellState: (book, { language }) =>
    book.facts.some(({ kind }) => kind === 'answers') ? surveyTexts(language).noted : null,
};
