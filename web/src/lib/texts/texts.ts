import { en } from './en.ts';

export type Texts = typeof en;

/** One entry a language that the page speaks. */
const languages: Record<string, Texts> = { en };

/** The first language of the browser that the page speaks, else English. */
export function chooseTexts(wanted: readonly string[]): Texts {
  for (const tag of wanted) {
    const texts = languages[tag.split('-')[0]?.toLowerCase() ?? ''];
    if (texts) return texts;
  }
  return en;
}

export const texts = chooseTexts(globalThis.navigator?.languages ?? []);
