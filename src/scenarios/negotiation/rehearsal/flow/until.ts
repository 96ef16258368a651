import type { LocalMoment } from '../../../../language/say.ts';
import { type KnownLanguage, knownLanguage } from '../../../../language/tags.ts';
import type { Setting } from '../../../../simulation/scripted-model/setting.ts';
import { hearWhen } from '../../../shared/rehearsal/when.ts';

/** "Until five" is no time at which something begins, so what stands behind it is read by itself. */
const until: Record<KnownLanguage, RegExp> = {
  en: /\b(?:until|till|til|by|through) (.+)$/i,
  fa: /(?:^| )تا (.+?)(?: (?:برایتان|برای شما|نگه).*)?$/u,
};

/**
 * Until when a reception says that it keeps something.
 * @param asked what it was asked for: a time without a day is on the same one
 */
export function heldUntil(text: string, asked: LocalMoment | null, setting: Setting): LocalMoment | null {
  const words = until[knownLanguage(setting.language)].exec(text)?.[1];
  if (words === undefined) return null;
  const { date, time } = hearWhen(words, 'work', setting);
  return time === null ? null : { date: date ?? asked?.date ?? setting.today, time };
}
