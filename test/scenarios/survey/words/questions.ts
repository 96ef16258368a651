import type { OwnQuestions } from '../../../../src/language/expected-reply.ts';

export const surveyQuestions: OwnQuestions = {
  asked: {
    en: [
      [/\bhow was your visit\b|\bone to five\b|\b(?:could|can) (?:we do|be) better\b/, 'open'],
      [/\bcome again\b/, 'yes_no'],
    ],
    fa: [
      [/بازدیدتان چطور|یک تا پنج|بهتر/u, 'open'],
      [/باز هم .*می ?آیید/u, 'yes_no'],
    ],
  },
  afterTool: {},
};
