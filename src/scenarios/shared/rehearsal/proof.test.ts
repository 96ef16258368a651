import { describe, expect, it } from 'vitest';
import { textsFor } from '../../../calls/texts/texts.ts';
import { phrasesFor } from '../../../simulation/scripted-model/phrases.ts';
import { proofIn } from './proof.ts';

const said = (text: string, language: string) =>
  proofIn(text, {
    language,
    region: 'US',
    today: '2026-11-23',
    now: { date: '2026-11-23', time: '09:00' },
    facts: { isCalled: false, phone: null, person: null },
    texts: textsFor(language),
    phrases: phrasesFor(language),
  });

describe('what somebody answers who is asked for the name or the day on file', () => {
  it.each([
    ['en-US', 'Ada Lovelace', { name: 'ada lovelace' }],
    ['en-US', "it's under Lovelace", { name: 'lovelace' }],
    ['en-US', 'My name is Mrs. Lovelace', { name: 'lovelace' }],
    ['en-US', 'Ingrid Forman', { name: 'ingrid forman' }],
    ['en-US', 'in the name of Mr Hope', { name: 'hope' }],
    ['en-US', "Conan O'Brien", { name: "conan o'brien" }],
    ['en-US', 'on Wednesday', { appointment_date: '2026-11-25' }],
    ['en-US', 'the twenty fifth of November', { appointment_date: '2026-11-25' }],
    ['fa-IR', 'اسم من لیلا احمدی است', { name: 'لیلا احمدی' }],
    ['fa-IR', 'به نام احمدی', { name: 'احمدی' }],
    ['fa-IR', 'چهارشنبه', { appointment_date: '2026-11-25' }],
  ])('in %s «%s» is understood', (language, text, understood) => {
    expect(said(text, language)).toEqual(understood);
  });

  it.each([
    ['en-US', 'no'],
    ['en-US', 'goodbye'],
    ['en-US', 'I really do not know what you want from me'],
    ['en-US', '12 34'],
    ['fa-IR', 'نه'],
  ])('in %s «%s» is neither', (language, text) => {
    expect(said(text, language)).toBeNull();
  });
});
