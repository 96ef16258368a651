import type { KnownLanguage } from './tags.ts';
import type { CueRule, Cues } from './words/phone-cue.ts';
import { englishCues } from './words/phone-cues-en.ts';
import { persianCues } from './words/phone-cues-fa.ts';

const cues: Record<KnownLanguage, Cues> = { en: englishCues, fa: persianCues };

/** Every way to read the cues of a normalized text, likeliest first. */
export function markCues(text: string, language: KnownLanguage): string[] {
  const { rules, doubtful } = cues[language];
  const plain = mark(text, rules);
  const other = mark(mark(text, doubtful), rules);
  return plain === other ? [plain] : [plain, other];
}

const pause = /(?<!\d)[.,:;!?]|[.,:;!?](?!\d)|…|\s-+\s/gu;

function mark(text: string, rules: CueRule[]): string {
  return rules
    .reduce((marked, [pattern, mark]) => marked.replace(pattern, ` ${mark} `), text)
    .replace(pause, ' PAUSE ');
}
