import { knownLanguage } from './tags.ts';

/** Turns what a model writes into what a person would say, a sentence at a time. */
export type SpokenForm = (sentence: string) => string;

const words = {
  en: { at: ' at ', dot: ' dot ' },
  fa: { at: ' ات ', dot: ' نقطه ' },
};

/** What is looked at only where a piece of text could hold any of it: most sentences hold none. */
const written =
  /[*_`#|~<>[\]@\p{Extended_Pictographic}\p{Regional_Indicator}]|https?:|www\.|^\s*[-+•–]|^\s*\d+[.)]\s/u;

const mail = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const address = /(?:https?:\/\/|www\.)[^\s<>|)\]]*[^\s<>|)\].,!?;:]/gi;
/** Emoji with what colors and joins them; not the joiners that Persian is written with. */
const emoji =
  /(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u{20e3}|\u{fe0f})\u{200d}?/gu;
const tableRule = /^[\s|:-]*$/;
const listMarker = /^\s*(?:[-+*•–]\s+|\d{1,2}[.)](?:\s+|$))/;

/**
 * Markdown is not spoken, addresses are read as one dictates them, a table row is an enumeration. What leaves no letter
 * and no digit becomes an empty text. The space after a sentence is kept.
 */
export function spokenForm(language: string): SpokenForm {
  const { at, dot } = words[knownLanguage(language)];
  let beginsLine = true;
  const domain = (text: string) => text.replaceAll('.', dot);
  return (sentence) => {
    const [space = ''] = /\s*$/u.exec(sentence) ?? [];
    // "1. " is a sentence to whoever cuts at dots; before a line's text it is a bullet.
    let text = beginsLine && written.test(sentence) ? sentence.replace(listMarker, '') : sentence;
    beginsLine = space.includes('\n');
    if (!written.test(text)) return isSpeakable(text) ? text : '';
    text = withoutMarkup(text)
      .replace(mail, (found) => domain(found.replace('@', at)))
      .replace(address, (found) => domain(hostOf(found)))
      .replace(emoji, '')
      .replace(/[ \t]+/g, ' ')
      .replace(/\s+([.,!?؟،])/gu, '$1')
      .trim();
    return isSpeakable(text) ? text + (space || ' ') : '';
  };
}

function withoutMarkup(text: string): string {
  return asEnumeration(text)
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/^\s*(?:#{1,6}|>+)\s+/, '')
    .replace(/\*+|~~|`+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '');
}

function asEnumeration(text: string): string {
  if (!text.includes('|')) return text;
  if (tableRule.test(text)) return '';
  const cells = text.split('|').flatMap((cell) => cell.trim() || []);
  return `${cells.join(', ')}.`;
}

/** Whoever dictates an address says where it is, not the path, which nobody could write down. */
function hostOf(address: string): string {
  const [host = ''] = address.replace(/^(?:https?:\/\/)?(?:www\.)?/i, '').split(/[/?#]/);
  return host;
}

function isSpeakable(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
