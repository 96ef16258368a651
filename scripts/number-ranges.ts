import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { numberRanges } from './number-ranges/ranges.ts';
import { rangesSql, zonesJson, zonesSql } from './number-ranges/write.ts';
import { zoneRanges } from './number-ranges/zones.ts';

/**
 * Writes what is known of the numbers of the world: a migration and the zones that TypeScript reads. A migration that was
 * applied is never written again: when the libraries bring newer data, name a new one here and in the test beside this.
 *
 *   node scripts/number-ranges.ts supabase/migrations/20261128100100_number_data.sql
 */
const root = path.resolve(import.meta.dirname, '..');
const [migration] = process.argv.slice(2);
if (migration === undefined) throw new Error('Name the migration to write.');
const version = JSON.parse(
  readFileSync(path.join(root, 'node_modules/libphonenumber-js/package.json'), 'utf8'),
);
const head = `-- Written by scripts/number-ranges.ts from libphonenumber-js ${version.version} and Google's zones of prefixes.\n`;
const zones = zoneRanges();
writeFileSync(path.resolve(root, migration), `${head}${rangesSql(numberRanges())}\n${zonesSql(zones)}`);
writeFileSync(path.join(root, 'src/dialing/zones-of-prefixes.json'), zonesJson(zones));
