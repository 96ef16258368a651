import type { Phrases } from './phrase-set.ts';

export const persianPhrases: Phrases = {
  leaveIt: 'باشد، به همان صورت می‌ماند.',
  hello: 'سلام.',
  welcome: 'خواهش می‌کنم.',
  takeYourTime: 'عجله نکنید.',
  whoIAm: 'من یک دستیار خودکار هستم.',
  notUnderstood: 'ببخشید، متوجه نشدم.',
};
