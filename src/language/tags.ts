/** Languages whose words Parley knows itself. Any other language is spoken by the model alone. */
export type KnownLanguage = 'en' | 'fa';

/** `en`, `EN_us`, `fa-IR` and the like, as BCP 47 writes them; English when it is no language tag at all. */
export function normalizeLanguage(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag.trim().replaceAll('_', '-'))[0] ?? 'en-US';
  } catch {
    return 'en-US';
  }
}

/** The language without region or script: `fa` of `fa-IR`. Dari is written and understood as Persian. */
export function primaryLanguage(tag: string): string {
  const primary = new Intl.Locale(normalizeLanguage(tag)).language;
  return primary === 'prs' ? 'fa' : primary;
}

/** The language whose texts, words and patterns are used for a tag: English stands in for what is not known. */
export function knownLanguage(tag: string): KnownLanguage {
  return primaryLanguage(tag) === 'fa' ? 'fa' : 'en';
}

/** True when Parley has words of its own for the language, so that nothing falls back to English. */
export function isKnownLanguage(tag: string): boolean {
  return ['en', 'fa'].includes(primaryLanguage(tag));
}

export function textDirection(tag: string): 'ltr' | 'rtl' {
  return ['ar', 'ckb', 'fa', 'he', 'ps', 'ur'].includes(primaryLanguage(tag)) ? 'rtl' : 'ltr';
}

/** The language whose words a text is read by: a Persian agent's model may fall back to English. */
export function languageOf(text: string, language: string): KnownLanguage {
  return knownLanguage(language) === 'fa' && /[\u0600-\u06ff]/u.test(text) ? 'fa' : 'en';
}
