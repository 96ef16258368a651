/** What is said in one language or several, English among them. */
export type Spoken<Words> = { en: Words } & Record<string, Words>;

/** The words of the first wanted language that there are any in, else the English ones. */
export function chooseWords<Words>(languages: Spoken<Words>, wanted: readonly string[]): Words {
  for (const tag of wanted) {
    const words = languages[tag.split('-')[0]?.toLowerCase() ?? ''];
    if (words) return words;
  }
  return languages.en;
}

/** In the language of the browser. */
export const speak = <Words>(languages: Spoken<Words>): Words =>
  chooseWords(languages, globalThis.navigator?.languages ?? []);
