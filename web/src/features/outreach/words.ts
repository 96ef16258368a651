import { speak } from '../../lib/texts/languages.ts';

const en = {
  answers: 'Latest answers',
  noAnswers: 'Nobody has answered yet. What people say to the offer appears here.',
  answerGiven: 'The answer',
  noAnswerGiven: 'The offer was not answered.',
  nothingSaid: 'nothing was said',
  classes: {
    yes: 'Interested',
    no: 'Not interested',
    opt_out: 'Wants no more calls',
    number_question: 'Asks for our source',
    unknown: 'Unclear',
  },
  itsCall: 'its call',
};

export const words = speak({ en });
