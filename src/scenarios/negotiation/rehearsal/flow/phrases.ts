import { type LocalMoment, sayDate, sayDateTime } from '../../../../language/say.ts';
import { type KnownLanguage, knownLanguage } from '../../../../language/tags.ts';

/** What the scripted model says of its own; the rest is what its tools answer. */
export interface NegotiationPhrases {
  askFrom(from: LocalMoment): string;
  /** @param best the best that anybody has offered, where it is earlier still */
  askEarlier(before: LocalMoment, best: LocalMoment | null): string;
  askTimeOn(date: string): string;
  readBack(slot: LocalMoment): string;
  /** Asked for anything else about the client. */
  onlyGiven(client: string | null): string;
  willHold: string;
  source: string;
}

const phrases: Record<KnownLanguage, NegotiationPhrases> = {
  en: {
    askFrom: (from) => `What do you have from ${sayDateTime('en', from)} on?`,
    askEarlier: (before, best) =>
      `Do you have anything before ${sayDateTime('en', before)}` +
      `${best === null ? '' : `, if possible before ${sayDateTime('en', best)}`}?`,
    askTimeOn: (date) => `At what time on ${sayDate('en', date)}?`,
    readBack: (slot) => `So that is ${sayDateTime('en', slot)}. Is that right?`,
    onlyGiven: (client) =>
      client === null
        ? 'I do not have that information.'
        : `I do not have that information. I can only tell you the name: ${client}.`,
    willHold: 'Thank you, I will wait.',
    source: 'Your number was given to us as that of your practice.',
  },
  fa: {
    askFrom: (from) => `از ${sayDateTime('fa', from)} به بعد چه وقت دارید؟`,
    askEarlier: (before, best) =>
      `زودتر از ${sayDateTime('fa', before)}` +
      `${best === null ? '' : `، و اگر شد زودتر از ${sayDateTime('fa', best)}،`} وقت دارید؟`,
    askTimeOn: (date) => `${sayDate('fa', date)} چه ساعتی؟`,
    readBack: (slot) => `پس ${sayDateTime('fa', slot)}. درست است؟`,
    onlyGiven: (client) =>
      client === null ? 'این را نمی‌دانم.' : `این را نمی‌دانم. فقط نام را می‌توانم بگویم: ${client}.`,
    willHold: 'متشکرم، صبر می‌کنم.',
    source: 'شماره شما در فهرست بود.',
  },
};

export function negotiationPhrases(language: string): NegotiationPhrases {
  return phrases[knownLanguage(language)];
}
