import type { OwnQuestions } from '../../../language/expected-reply.ts';

export const negotiationQuestions: OwnQuestions = {
  asked: {
    en: [
      [
        /\bearliest\b|\bwhich day and time\b|\bwhat (?:else )?do you have\b|\bwhat would you have\b/,
        'date_time',
      ],
      [/\buntil when\b/, 'date_time'],
      [/\bdo you have anything\b|\bcould you (?:keep|book)\b/, 'yes_no'],
    ],
    fa: [
      [/زودترین|چه روز و چه ساعت|تا چه ساعت|چه وقت دارید/u, 'date_time'],
      [/زودتر|نگه دارید|رزرو می ?کنید|اشکالی ندارد/u, 'yes_no'],
    ],
  },
  afterTool: { propose_alternatives: 'date_time', ask_to_hold: 'yes_no' },
};
