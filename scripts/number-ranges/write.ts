import type { NumberRange } from './ranges.ts';
import type { ZoneRange } from './zones.ts';

const width = 118;

export function rangesSql(ranges: NumberRange[]): string {
  const groups = group(ranges, ({ country, kind }) => `'${country}', '${kind}'`);
  const rows = groups.map(([what, prefixes]) => `  (${what}, '${wrap(prefixes)}')`);
  return `delete from app.number_ranges where not is_own;
insert into app.number_ranges (prefix, country, kind)
select prefix, given.country, given.kind
from (values
${rows.join(',\n')}
) as given (country, kind, prefixes)
cross join regexp_split_to_table(given.prefixes, '\\s+') as prefix
on conflict (prefix) do nothing;
`;
}

export function zonesSql(ranges: ZoneRange[]): string {
  const groups = group(ranges, ({ zones }) => zones.join(' '));
  const rows = groups.map(([zones, prefixes]) => `  ('${wrap(zones.split(' '))}',\n   '${wrap(prefixes)}')`);
  return `delete from app.number_zones;
insert into app.number_zones (prefix, time_zones)
select prefix, regexp_split_to_array(given.zones, '\\s+')
from (values
${rows.join(',\n')}
) as given (zones, prefixes)
cross join regexp_split_to_table(given.prefixes, '\\s+') as prefix;
`;
}

/** Zones, and the prefixes of the numbers that may be in any of them. */
export function zonesJson(ranges: ZoneRange[]): string {
  const groups = group(ranges, ({ zones }) => zones.join(' '));
  const entries = groups.map(
    ([zones, prefixes]) => `  [${JSON.stringify(zones)}, ${JSON.stringify(prefixes.join(' '))}]`,
  );
  return `[\n${entries.join(',\n')}\n]\n`;
}

function group<Range extends { prefix: string }>(
  ranges: Range[],
  by: (range: Range) => string,
): Array<[string, string[]]> {
  const found = new Map<string, string[]>();
  for (const range of ranges) found.set(by(range), [...(found.get(by(range)) ?? []), range.prefix]);
  return [...found];
}

function wrap(words: string[]): string {
  const lines: string[] = [''];
  for (const word of words) {
    const last = lines.at(-1) ?? '';
    if (last.length + word.length + 1 > width - 6) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.join('\n    ');
}
