import { asciiDigits } from '../../language/normalize.ts';
import { toE164 } from '../../language/phone-numbers.ts';

/** RFC 3261 sets no limit. No number is longer with everything that is put around it; longer ones are not looked at. */
const maxLength = 256;

/**
 * What exchanges write for a caller who does not show their number. Some carriers must send digits and spell the word
 * by the letters of the keys: +266696687 is ANONYMOUS.
 */
const withheldWords = [
  'anonymous',
  'blocked',
  'callerid',
  'confidential',
  'hidden',
  'invalid',
  'nocallerid',
  'nonumber',
  'notavailable',
  'outofarea',
  'payphone',
  'private',
  'privatecaller',
  'privatenumber',
  'restricted',
  'unassigned',
  'unavailable',
  'undefined',
  'unidentified',
  'unknown',
  'unknowncaller',
  'withheld',
];

const keysOfLetters = ['', '', 'abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz'];
const spelledWords = new Set(withheldWords.map(spellByKeys));

/**
 * E.164 of a number as the network wrote it: international with or without a plus or with a prefix for calls abroad, or
 * national, as a SIP or tel address or bare. Null for what is no number, for one that is withheld, and for a number with
 * anything behind it, such as an extension: glued together they would be somebody else's.
 * @param region ISO 3166 country in which a number without a country code is at home
 */
export function readNumber(text: string | undefined, region: string): string | null {
  if (text === undefined || text.length > maxLength) return null;
  const user = userPartOf(text);
  if (user === null) return null;
  const [written = '', ...parameters] = user.split(';');
  if (parameters.some((parameter) => /^\s*(?:ext|isub)\s*=/i.test(parameter))) return null;
  const dialed = withoutPunctuation(written);
  if (dialed === null || spelledWords.has(dialed.replace('+', ''))) return null;
  if (dialed.startsWith('+')) return toE164(dialed, region);
  const context = contextOf(parameters);
  return (
    (context && toE164(context + dialed, region)) ??
    toE164(dialed, region) ??
    toE164(`+${dialed}`, region) ??
    // Written as one dials from North America, although it arrived elsewhere.
    (dialed.startsWith('011') ? toE164(`+${dialed.slice(3)}`, region) : null)
  );
}

/** Without name, brackets, scheme, password and host; null when it is not written as an address is. */
function userPartOf(text: string): string | null {
  const address = /<([^<>]*)>/.exec(text)?.[1] ?? text;
  const [user = ''] = address.replace(/^\s*(?:sips?|tel):/i, '').split('@');
  try {
    return decodeURIComponent(user.replace(/:.*$/, ''));
  } catch {
    return null;
  }
}

/** Digits, behind a plus or not; null when there is more than digits and what is put between them to read them better. */
function withoutPunctuation(written: string): string | null {
  const dialed = asciiDigits(written.normalize('NFKC')).replace(/[\s().\p{Dash}\p{Format}]/gu, '');
  return /^\+?\d+$/.test(dialed) ? dialed : null;
}

/** RFC 3966, 5.1.5: a local number belongs behind these digits. A domain says nothing that we know. */
function contextOf(parameters: string[]): string | null {
  const context = parameters.find((parameter) => /^\s*phone-context=/i.test(parameter));
  const digits = context?.split('=')[1]?.trim() ?? '';
  return /^\+\d+$/.test(digits) ? digits : null;
}

function spellByKeys(word: string): string {
  return [...word].map((letter) => keysOfLetters.findIndex((letters) => letters.includes(letter))).join('');
}
