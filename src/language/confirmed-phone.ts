import { asciiDigits } from './normalize.ts';
import { nationalDigits, parseSpokenPhone } from './phone-numbers.ts';
import { answerOf } from './yes-no.ts';

/** What one side said, in order. */
export interface Said {
  by: 'agent' | 'person';
  text: string;
}

/**
 * True when a number was read back and agreed to: the agent said it, and the person's next words were a yes; what they say
 * later about the same number counts instead. A number that they only said themselves is confirmed by nobody.
 * @param phone E.164
 */
export function isPhoneConfirmed(
  phone: string,
  talk: readonly Said[],
  region: string,
  language: string,
): boolean {
  let isConfirmed = false;
  let isAsked = false;
  for (const { by, text } of talk) {
    if (by === 'agent') {
      // Both sides of one answer: "202 555 0142." "Is that right?"
      isAsked ||= saysPhone(text, phone, region, language);
      continue;
    }
    const answer = isAsked ? answerOf(text, language) : null;
    if (answer !== null) isConfirmed = answer === 'yes';
    isAsked = false;
  }
  return isConfirmed;
}

function saysPhone(text: string, phone: string, region: string, language: string): boolean {
  const digits = asciiDigits(text).replace(/\D/g, '');
  if (digits.includes(nationalDigits(phone))) return true;
  const read = parseSpokenPhone(text, region, language);
  return read.status === 'valid' && read.e164 === phone;
}
