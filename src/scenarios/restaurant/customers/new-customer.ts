import { explainBarred, whyBarred } from '../../../dialing/barred-numbers.ts';
import { timeZonesOf } from '../../../dialing/time-zones.ts';
import { readWrittenPhone, type WrittenPhone } from '../../../language/written-phone.ts';
import type { Locale, NumberRefused } from '../store/customers.ts';

export type ReadMobile = { ok: true; mobile: string; timeZones: string[] } | { ok: false; message: string };

/** The longest name that the agent is to say. */
export const longestName = 100;

/** A number that can exist, written nationally or internationally, with the zones that it may be in. */
export async function readMobile(text: string, { region, timeZone }: Locale): Promise<ReadMobile> {
  const phone = readWrittenPhone(text, region);
  if (!phone.ok) return { ok: false, message: refusal(phone, region) };
  const barred = whyBarred(phone.e164);
  if (barred !== null) return { ok: false, message: explainBarred(barred) };
  return { ok: true, mobile: phone.e164, timeZones: timeZonesOf(phone.e164, timeZone) };
}

function refusal({ why, part }: Exclude<WrittenPhone, { ok: true }>, region: string): string {
  return {
    extension: `“${part}” is an extension, which cannot be dialed: give a number that rings without one`,
    second_number: `“${part}” looks like a second number: give only one`,
    letters: `“${part}” stands among the digits: write the number in digits only`,
    no_number: `no telephone number like this exists in ${region}; write others with + and the country`,
  }[why];
}

/** Why the business does not call a number, and what to do about it. */
export function explainNumber({ code, country, kind }: NumberRefused): string {
  if (code === 'number_barred') return explainBarred(kind);
  return `numbers of ${country} are not called: give one of a country that this business calls, or have ${country} added to them`;
}
