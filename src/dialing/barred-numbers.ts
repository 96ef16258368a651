import { type NumberType, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** What nobody is to pay for or can talk with, by libphonenumber's exact types; ranges in the database know the rest. */
const barredTypes: Partial<Record<NonNullable<NumberType>, string>> = {
  PREMIUM_RATE: 'premium',
  SHARED_COST: 'shared_cost',
  PERSONAL_NUMBER: 'personal',
  PAGER: 'pager',
};

const explanations: Record<string, string> = {
  premium: 'premium numbers are never called',
  shared_cost: 'numbers that share their cost are never called',
  personal: 'personal numbers, which cost what premium ones do, are never called',
  pager: 'nobody can be spoken with on a pager',
  satellite: 'satellite telephones are never called',
  unassigned: 'no telephone has such a number; emergency and service numbers are never called',
};

/**
 * What kind of number nobody calls this is, or null. Sooner than the database says so and, for numbers that only their
 * length tells apart, more exactly.
 * @param phone E.164
 */
export function whyBarred(phone: string): string | null {
  const type = parsePhoneNumberFromString(phone)?.getType();
  return type === undefined ? null : (barredTypes[type] ?? null);
}

/** For whoever entered it: why, and what to do. */
export function explainBarred(kind: string | null): string {
  return `${explanations[kind ?? ''] ?? explanations['unassigned']}: give a mobile or landline number`;
}
