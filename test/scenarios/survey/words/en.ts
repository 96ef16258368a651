import type { SurveyTexts } from './shape.ts';

export const english: SurveyTexts = {
  errand: 'I have three short questions about your visit.',
  errandInShort: 'to ask how your visit was',
  askRating: 'How was your visit, from one to five?',
  askAgain: 'Would you come again?',
  askBetter: 'What could we do better?',
  noted: 'I have noted your answers.',
  refused: {
    no_such_rating: 'I can only note a number from one to five. How was your visit?',
    call_ended: 'This call is already over.',
  },
  summary: {
    answered: ({ rating, would_come_again, improvement }) =>
      `Rated the visit ${rating} of 5 and would ${would_come_again ? '' : 'not '}come again.` +
      (improvement === null ? '' : ` Could be better: ${improvement}.`),
    nothing: 'The questions were not answered.',
  },
};
