import type { ClaimRules } from '../../../../src/calls/scenario/claim-rules.ts';
import type { ClaimPattern } from '../../../../src/language/claims/patterns.ts';
import { detectClaims } from '../../../../src/language/claims.ts';
import type { SurveyCall } from '../survey-call.ts';

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
export const surveyClaims: ClaimRules<SurveyCall> = {
  detect: (sentence, language) => detectClaims(sentence, language, { en: english, fa: persian }),
  backing: { noted: { actions: ['callback', 'opted_out'] } },
  isBacked: (claim, _sentence, _context, { answers }) => claim === 'noted' && answers !== null,
  hint: () => '',
};
