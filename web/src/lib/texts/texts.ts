import { en } from './en.ts';
import { type Spoken, speak } from './languages.ts';

/** One entry a language that the page speaks. The words of a scenario are beside it (web/src/scenarios). */
export const languages: Spoken<typeof en> = { en };

export const texts = speak(languages);
