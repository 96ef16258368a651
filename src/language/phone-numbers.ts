import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max';
import { asciiDigits } from './normalize.ts';
import { canDialMore, internationalPart, prefixAbroad } from './numbering-plans.ts';
import { spokenDigits } from './spoken-digits.ts';

export type SpokenPhone =
  | {
      status: 'valid';
      e164: string;
      national: string;
      /** A longer number that can exist starts with these digits, so the person may not be done. */
      canGrow: boolean;
    }
  | { status: 'incomplete'; digits: string }
  | { status: 'impossible'; digits: string; reason: 'too_long' | 'impossible' | 'several' };

/** Why a number has to be asked for again. */
export type PhoneProblem = 'too_short' | 'too_long' | 'impossible' | 'several';

/**
 * The phone number in what somebody said or typed; without any digit it is `incomplete`.
 * `incomplete` means that digits are missing: a number that can exist starts with these, or they are fewer than any
 * number has. `impossible` means that no more digits would help.
 */
export function parseSpokenPhone(text: string, region: string, language: string): SpokenPhone {
  const country = countryOf(region);
  let asSaid: SpokenPhone[] | null = null;
  for (const digits of spokenDigits(text, language)) {
    const readings = digits.map((one) => judgeDigits(one, country));
    if (readings.some(({ status }) => status === 'valid')) {
      return (asSaid === null ? null : severalIn(readings)) ?? bestOf(readings, country);
    }
    asSaid ??= readings;
  }
  return bestOf(asSaid ?? [], country);
}

function bestOf(readings: SpokenPhone[], country: CountryCode): SpokenPhone {
  const best = readings.toSorted((one, other) => rank(one) - rank(other))[0];
  if (best === undefined) return { status: 'incomplete', digits: '' };
  if (best.status === 'impossible') return { ...best, reason: problemOf(best.digits, country) };
  if (best.status === 'incomplete') return best;
  // "Eight hundred five" is 800 5 or 805: while a likelier reading still lacks digits, more of them may come.
  const likelier = readings.slice(0, readings.indexOf(best));
  return { ...best, canGrow: best.canGrow || likelier.some((reading) => reading.status === 'incomplete') };
}

/** Two numbers of which neither takes the place of the other: which is meant has to be asked. */
function severalIn(readings: SpokenPhone[]): SpokenPhone | null {
  const numbers = readings.flatMap((reading) => (reading.status === 'valid' ? [reading.e164] : []));
  const [one = ''] = numbers;
  const other = numbers.find((number) => number !== one && number.length === one.length);
  return other === undefined
    ? null
    : { status: 'impossible', digits: one.slice(1) + other.slice(1), reason: 'several' };
}

/** What to tell a person whose number cannot be used; null when it can. */
export function phoneProblem(phone: SpokenPhone): PhoneProblem | null {
  if (phone.status === 'valid') return null;
  return phone.status === 'impossible' ? phone.reason : 'too_short';
}

/** True for a number that can exist, written nationally or internationally. */
export function isValidPhone(text: string, region: string): boolean {
  return toE164(text, region) !== null;
}

/** E.164 of a number that can exist, written nationally or internationally; otherwise null. */
export function toE164(text: string, region: string): string | null {
  const dialed = asciiDigits(text).replace(/[^\d+]/g, '');
  return numberOf(dialed, countryOf(region))?.number ?? null;
}

/** ISO 3166 country that an E.164 number belongs to; null for one of none, such as freephone of the world. */
export function regionOfNumber(e164: string): string | null {
  return parsePhoneNumberFromString(e164)?.country ?? null;
}

/** The digits of an E.164 number without its country code. */
export function nationalDigits(e164: string): string {
  return parsePhoneNumberFromString(e164)?.nationalNumber ?? e164.slice(1);
}

/** True when a longer number that can exist starts with these digits. */
export function canGrow(digits: string, region: string): boolean {
  return canDialMore(digits, countryOf(region));
}

function judgeDigits(digits: string, country: CountryCode): SpokenPhone {
  const number = numberOf(digits, country);
  const grows = canDialMore(digits, country);
  if (number !== null) {
    return { status: 'valid', e164: number.number, national: number.formatNational(), canGrow: grows };
  }
  if (grows || isShort(digits, country)) return { status: 'incomplete', digits };
  return { status: 'impossible', digits, reason: 'impossible' };
}

function numberOf(dialed: string, country: CountryCode) {
  const national = parse(dialed, country);
  if (national !== null) return national;
  const abroad = internationalPart(dialed, prefixAbroad(country));
  return abroad === null ? null : parse(`+${abroad}`, country);
}

function parse(dialed: string, country: CountryCode) {
  const number = parsePhoneNumberFromString(dialed, { defaultCountry: country, extract: false });
  return number?.isValid() ? number : null;
}

function isShort(digits: string, country: CountryCode): boolean {
  return validatePhoneNumberLength(digits, country) === 'TOO_SHORT';
}

function problemOf(digits: string, country: CountryCode): 'too_long' | 'impossible' {
  for (let length = digits.length - 1; length > 5; length -= 1) {
    if (numberOf(digits.slice(0, length), country) !== null) return 'too_long';
  }
  return 'impossible';
}

function rank(phone: SpokenPhone): number {
  if (phone.status === 'valid') return phone.canGrow ? 1 : 0;
  return phone.status === 'incomplete' ? 2 : 3;
}

function countryOf(region: string): CountryCode {
  const code = region.toUpperCase();
  return isSupportedCountry(code) ? code : 'US';
}
