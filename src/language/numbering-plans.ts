import { type CountryCode, getCountries, getCountryCallingCode, Metadata } from 'libphonenumber-js/max';
import { canGrowInto } from './number-growth.ts';

/** What libphonenumber knows of a country beyond its published types: prefixes and a pattern per kind of number. */
interface Plan {
  IDDPrefix(): string;
  nationalPrefix(): string | undefined;
  type(kind: string): { pattern(): string } | undefined;
}

const kinds = [
  'FIXED_LINE',
  'MOBILE',
  'TOLL_FREE',
  'PREMIUM_RATE',
  'SHARED_COST',
  'PERSONAL_NUMBER',
  'VOICEMAIL',
  'UAN',
  'PAGER',
  'VOIP',
];

const plans = new Map<CountryCode, { plan: Plan; patterns: string[] }>();

function planOf(country: CountryCode): { plan: Plan; patterns: string[] } {
  const known = plans.get(country);
  if (known !== undefined) return known;
  const metadata = new Metadata();
  metadata.selectNumberingPlan(country);
  const plan = metadata.numberingPlan as unknown as Plan;
  const patterns = kinds.flatMap((kind) => plan.type(kind)?.pattern() ?? []);
  const entry = { plan, patterns };
  plans.set(country, entry);
  return entry;
}

const countriesByCallingCode = new Map<string, CountryCode[]>();
for (const country of getCountries()) {
  const code = getCountryCallingCode(country);
  countriesByCallingCode.set(code, [...(countriesByCallingCode.get(code) ?? []), country]);
}

/** True when a longer number that can exist starts with these digits, dialed in this country (`+` means abroad). */
export function canDialMore(dialed: string, country: CountryCode): boolean {
  const { plan } = planOf(country);
  const code = getCountryCallingCode(country);
  const abroad = internationalPart(dialed, plan.IDDPrefix());
  if (abroad !== null) return canGrowAbroad(abroad);
  const prefix = plan.nationalPrefix() ?? '';
  const isStartOfPrefix = [plan.IDDPrefix(), prefix, code].some(
    (start) => /^\d+$/.test(start) && start.startsWith(dialed),
  );
  return isStartOfPrefix || nationalForms(dialed, [prefix, code]).some((form) => canGrowAtHome(form, code));
}

/** The digits after `+`, `00` or the country's own prefix for calls abroad; null for a national number. */
export function internationalPart(dialed: string, prefix: string): string | null {
  if (dialed.startsWith('+')) return dialed.slice(1);
  if (/^\d+$/.test(prefix) && dialed.startsWith(prefix)) return dialed.slice(prefix.length);
  return dialed.startsWith('00') ? dialed.slice(2) : null;
}

function canGrowAbroad(digits: string): boolean {
  for (const code of countriesByCallingCode.keys()) {
    if (code.startsWith(digits)) return true;
    if (digits.startsWith(code) && canGrowAtHome(digits.slice(code.length), code)) return true;
  }
  return false;
}

/** People say a number with and without the trunk prefix, and with the country's code but no plus. */
function nationalForms(digits: string, prefixes: string[]): string[] {
  const stripped = prefixes
    .filter((prefix) => prefix !== '' && digits.startsWith(prefix))
    .map((prefix) => digits.slice(prefix.length));
  return [digits, ...stripped];
}

function canGrowAtHome(national: string, code: string): boolean {
  const countries = countriesByCallingCode.get(code) ?? [];
  return countries.some((country) =>
    planOf(country).patterns.some((pattern) => canGrowInto(pattern, national)),
  );
}

/** The country's own prefix for calls abroad, such as 011 in the United States. */
export function prefixAbroad(country: CountryCode): string {
  return planOf(country).plan.IDDPrefix();
}
