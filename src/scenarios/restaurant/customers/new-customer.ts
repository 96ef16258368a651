import { timeZonesOf } from '../../../dialing/time-zones.ts';
import { toE164 } from '../../../language/phone-numbers.ts';
import type { Locale } from '../store/customers.ts';

export type ReadMobile = { ok: true; mobile: string; timeZones: string[] } | { ok: false; message: string };

/** The longest name that the agent is to say. */
export const longestName = 100;

/** A number that can exist, written nationally or internationally, with the zones that it may be in. */
export async function readMobile(text: string, { region, timeZone }: Locale): Promise<ReadMobile> {
  const mobile = toE164(text, region);
  if (mobile === null) {
    return {
      ok: false,
      message: `no telephone number like this exists in ${region}; write others with + and the country`,
    };
  }
  return { ok: true, mobile, timeZones: await timeZonesOf(mobile, timeZone) };
}
