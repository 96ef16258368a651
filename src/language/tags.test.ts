import { describe, expect, it } from 'vitest';
import { isKnownLanguage, knownLanguage, normalizeLanguage, primaryLanguage, textDirection } from './tags.ts';

describe('language tags', () => {
  it('are written as BCP 47 writes them, whatever was configured', () => {
    expect(['en', 'EN_us', ' fa-ir ', 'zh-hans-cn'].map(normalizeLanguage)).toEqual([
      'en',
      'en-US',
      'fa-IR',
      'zh-Hans-CN',
    ]);
  });

  it('that are none at all mean English', () => {
    expect(normalizeLanguage('')).toBe('en-US');
    expect(normalizeLanguage('not a tag')).toBe('en-US');
  });

  it('lead to the words of their language, and to English where Parley has none', () => {
    expect(['fa', 'fa-IR', 'prs-AF', 'en-GB', 'de-DE'].map(knownLanguage)).toEqual([
      'fa',
      'fa',
      'fa',
      'en',
      'en',
    ]);
    expect(isKnownLanguage('de-DE')).toBe(false);
    expect(isKnownLanguage('fa-IR')).toBe(true);
    expect(primaryLanguage('pt-BR')).toBe('pt');
  });

  it('tell which way a language is written', () => {
    expect([textDirection('fa-IR'), textDirection('en-US')]).toEqual(['rtl', 'ltr']);
  });
});
