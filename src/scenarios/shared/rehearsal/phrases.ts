import { type KnownLanguage, knownLanguage } from '../../../language/tags.ts';

/** What the scripted model says to somebody who did not ask for the call, whatever it is about. */
export interface CalledPhrases {
  source: string;
  askCallback: string;
  askCallbackTime: string;
}

const phrases: Record<KnownLanguage, CalledPhrases> = {
  en: {
    source: 'Your number was left with us for this visit.',
    askCallback: 'When shall we call you?',
    askCallbackTime: 'What time shall we call you?',
  },
  fa: {
    source: 'شماره‌تان را برای همین قرار به ما داده‌اید.',
    askCallback: 'چه وقت تماس بگیریم؟',
    askCallbackTime: 'چه ساعتی تماس بگیریم؟',
  },
};

export function calledPhrases(language: string): CalledPhrases {
  return phrases[knownLanguage(language)];
}
