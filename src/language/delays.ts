import { wordsOf } from './normalize.ts';
import { type KnownLanguage, knownLanguage } from './tags.ts';
import * as english from './words/numbers-en.ts';
import * as persian from './words/numbers-fa.ts';
import { wordValue } from './words/segment.ts';

type Rule = [pattern: RegExp, minutes: (count: number, more: number) => number];

/** `#` stands for a number; number words have become digits. In the order in which they are tried. */
const rules: Record<KnownLanguage, Rule[]> = {
  en: compile([
    ['3 quarters of an hour', () => 45],
    ['(?:a )?quarter of an hour', () => 15],
    ['(?:an|1) hour and a half', () => 90],
    ['(?:an|1) hour and # (?:minutes|mins)', (count) => 60 + count],
    ['# hours and # (?:minutes|mins)', (hours, minutes) => hours * 60 + minutes],
    ['# and a half hours', (count) => count * 60 + 30],
    ['(?:a )?half (?:an )?hour', () => 30],
    ['(?:in|within|about|takes) (?:about )?(?:an|1) hour', () => 60],
    ['(?:an|1) hour (?:late|later|from now)', () => 60],
    ['# hours?', (count) => count * 60],
    ['# (?:more )?(?:minutes|mins|min)', (count) => count],
    [
      '(?<!(?:for|just|wait|got|have|only|hang on|hold on|give me) )(?:a couple of minutes|a few minutes|a minute)',
      () => 5,
    ],
  ]),
  fa: compile([
    ['3 ربع', () => 45],
    ['ربع(?: ساعت)? (?:دیگر|دیگه|بعد)', () => 15],
    ['ساعت و نیم(?: دیگر| دیگه| بعد)', () => 90],
    ['# ساعت و # دقیقه(?: دیگر| دیگه| بعد)', (hours, minutes) => hours * 60 + minutes],
    ['نیم ساعت(?! بعد از| قبل از| پیش از)', () => 30],
    ['# ساعت (?:دیگر|دیگه|بعد)', (count) => count * 60],
    ['یه ساعت (?:دیگر|دیگه|بعد)', () => 60],
    ['(?<!\\d و )# دقیقه(?! به)', (count) => count],
    ['(?:چند|یکی 2) دقیقه', () => 5],
  ]),
};

/** Minutes from now: "in half an hour", "twenty minutes", «نیم ساعت دیگه»; null when none were said. */
export function parseSpokenDelay(text: string, language: string): number | null {
  const known = knownLanguage(language);
  const words = numbered(wordsOf(text), known).join(' ');
  // "At ten minutes past eight" is a time of day.
  if (known === 'en' && /\bminutes? (?:past|to|after|before)\b/.test(words)) return null;
  for (const [pattern, minutes] of rules[known]) {
    const match = pattern.exec(words);
    if (match) return minutes(Number(match[1] ?? 0), Number(match[2] ?? 0));
  }
  return null;
}

function compile(given: Array<[pattern: string, minutes: Rule[1]]>): Rule[] {
  return given.map(([pattern, minutes]) => [
    new RegExp(`(?:^| )(?:${pattern.replaceAll('#', '(\\d{1,3})')})(?= |$)`, 'u'),
    minutes,
  ]);
}

/** Number words as digits, "twenty five" and «بیست و پنج» as one. */
function numbered(words: string[], known: KnownLanguage): string[] {
  const { units, teens, tens } = known === 'fa' ? persian : english;
  const written: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const ten = wordValue(words[at], tens);
    const gap = known === 'fa' && words[at + 1] === 'و' ? 2 : 1;
    const unit = ten === null ? null : wordValue(words[at + gap], units);
    if (ten !== null && unit !== null && unit > 0 && (known === 'en' || gap === 2)) {
      written.push(String(ten + unit));
      at += gap;
    } else {
      const value = ten ?? wordValue(words[at], teens) ?? wordValue(words[at], units);
      written.push(value === null ? (words[at] ?? '') : String(value));
    }
  }
  return written;
}
