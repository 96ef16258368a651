import type { Phrases } from './phrase-set.ts';

export const englishPhrases: Phrases = {
  leaveIt: 'All right, I will leave it as it is.',
  hello: 'Hello.',
  welcome: 'You are welcome.',
  takeYourTime: 'Take your time.',
  whoIAm: 'I am an automated assistant.',
  notUnderstood: 'I am sorry, I did not understand that.',
};
