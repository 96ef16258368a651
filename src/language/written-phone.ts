import { asciiDigits } from './normalize.ts';
import { toE164 } from './phone-numbers.ts';

export type WrittenPhone =
  | { ok: true; e164: string }
  | {
      ok: false;
      why: 'extension' | 'second_number' | 'letters' | 'no_number';
      /** What of the text is too much; empty for `no_number`. */
      part: string;
    };

/** No number is longer with everything that is written around it; longer ones are not looked at. */
const maxLength = 256;

/** What a telephone system asks for once somebody has answered. */
const extension =
  /(?<!\p{L})(?:ext(?:ension|n)?|x|poste|durchwahl|dw|anexo|ramal|interno|int|tst|wew|доб|داخلی)(?!\p{L})[\s.:=#-]*\d+.*$|#\s*\d+.*$|;\s*(?:ext|isub)\s*=.*$/iu;
const between =
  /\s*(?:[;|&\n\t]|:{2,}|(?<=\d\D*)\+|(?<!\p{L})(?:or|and|oder|und|ou|et|или|и|یا|و)(?!\p{L})|(?<=\s)[oy](?=\s))\s*/iu;
/** Also written inside of one number: 030/23125042. */
const betweenOrInside = /\s*[/,\\]\s*/gu;

/**
 * The one number in a field of a form, a file or a request. With an extension or a second number behind it, it is refused
 * and what is too much is named: glued together they would ring a stranger.
 * @param region ISO 3166 country in which a number without a country code is at home
 */
export function readWrittenPhone(text: string, region: string): WrittenPhone {
  const written = asciiDigits(text.normalize('NFKC')).trim();
  if (written.length > maxLength) return { ok: false, why: 'no_number', part: '' };
  // A name before the number and a note behind it say nothing of its digits: "Mobile: …", "… (home)".
  const number = written.replace(/^[^\d+]*(?=[+(]?\d)/u, (label) => label.match(/[+(]+$/u)?.[0] ?? '');
  const tooMuch = extension.exec(number);
  if (tooMuch !== null && /\d/.test(number.slice(0, tooMuch.index))) {
    return { ok: false, why: 'extension', part: tooMuch[0].trim() };
  }
  const second = secondIn(number, region);
  if (second !== null) return { ok: false, why: 'second_number', part: second };
  const letters = /(?<=\d\D*)\p{L}[^\d]*(?=\d)/u.exec(number);
  if (letters !== null) return { ok: false, why: 'letters', part: letters[0].trim() };
  const e164 = toE164(number, region);
  return e164 === null ? { ok: false, why: 'no_number', part: '' } : { ok: true, e164 };
}

function secondIn(number: string, region: string): string | null {
  const apart = splitOnce(number, between);
  if (apart !== null) return apart[1];
  for (const at of number.matchAll(betweenOrInside)) {
    const [first, rest] = [number.slice(0, at.index), number.slice(at.index + at[0].length)];
    if (/\d/.test(rest) && toE164(first, region) !== null) return rest.trim();
  }
  return secondBehindSpace(number, region);
}

/** "2025550142 2025550143": together they are no number, the first of them is. */
function secondBehindSpace(number: string, region: string): string | null {
  if (toE164(number, region) !== null) return null;
  for (const at of number.matchAll(/\s+/gu)) {
    const rest = number.slice(at.index).trim();
    if (toE164(number.slice(0, at.index), region) !== null && /\d/.test(rest)) return rest;
  }
  return null;
}

function splitOnce(text: string, separator: RegExp): [string, string] | null {
  const found = separator.exec(text);
  if (found === null) return null;
  const [before, after] = [text.slice(0, found.index), text.slice(found.index + found[0].length)];
  return /\d/.test(before) && /\d/.test(after)
    ? [before, found[0].includes('+') ? `+${after}` : after.trim()]
    : null;
}
