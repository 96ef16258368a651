import zonesOfPrefixes from './zones-of-prefixes.json' with { type: 'json' };

/** Written by scripts/number-ranges.ts, as app.number_zones is, which decides: here it is only known sooner. */
const zonesByPrefix = new Map(
  zonesOfPrefixes.flatMap(([zones = '', prefixes = '']) => {
    const names = zones.split(' ');
    return prefixes.split(' ').map((prefix): [string, string[]] => [prefix, names]);
  }),
);
const longestPrefix = Math.max(...[...zonesByPrefix.keys()].map((prefix) => prefix.length));

/**
 * The IANA zones in which the owner of a number may be: of its area where the number tells, else of its whole country
 * (Google's libphonenumber data). All of them count, so that it is night for nobody. What no country has, such as a
 * satellite telephone, gets the organization's own zone.
 * @param phone E.164
 */
export function timeZonesOf(phone: string, fallbackZone: string): string[] {
  for (let length = longestPrefix; length > 0; length -= 1) {
    const zones = zonesByPrefix.get(phone.slice(1, 1 + length));
    if (zones) return [...zones];
  }
  return [fallbackZone];
}
