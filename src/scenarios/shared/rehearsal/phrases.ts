import { type KnownLanguage, knownLanguage } from '../../../language/tags.ts';

/** What the scripted model says to somebody who did not ask for the call, whatever it is about. */
export interface CalledPhrases {
  source: string;
  /** Somebody else has answered: nothing is told to them but that we want to call again. */
  somebodyElse: string;
  askCallback: string;
  askCallbackTime: string;
}

const phrases: Record<KnownLanguage, CalledPhrases> = {
  en: {
    source: 'Your number was left with us for this visit.',
    somebodyElse: 'Thank you. I would like to reach them in person.',
    askCallback: 'When shall we call you?',
    askCallbackTime: 'What time shall we call you?',
  },
  fa: {
    source: 'شماره‌تان را برای همین قرار به ما داده‌اید.',
    somebodyElse: 'متشکرم. می‌خواهم با خودشان صحبت کنم.',
    askCallback: 'چه وقت تماس بگیریم؟',
    askCallbackTime: 'چه ساعتی تماس بگیریم؟',
  },
};

export function calledPhrases(language: string): CalledPhrases {
  return phrases[knownLanguage(language)];
}
