import type { OwnQuestions } from '../../../language/expected-reply.ts';

/** A dish, or one of several ways to go on: any answer will do. */
export const visitQuestions: OwnQuestions = {
  asked: {
    en: [
      [
        /^(?:so |and |then )*what (?:would|do|can|may|could)\b.*\b(?:order|eat|drink|have|change)\b|\btake ?away\b.*\bor\b.*\bcancel\b/,
        'open',
      ],
    ],
    fa: [[/چه سفارش|چه میل|چه چیزی را|بیرون ?بر.*(?:لغو|منصرف)/u, 'open']],
  },
  afterTool: {},
};
