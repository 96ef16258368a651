import { readConfig } from '../config.ts';
import { cachedLivekitServer } from '../embedded/livekit-build.ts';
import {
  cacheDirectory,
  findChromium,
  findPostgres,
  findProgram,
  findRedis,
  isExecutable,
} from '../embedded/programs.ts';
import { formatTable, providerRows, type Row } from './start/table.ts';

/** Says what is real, what stands in and what is missing, and installs nothing. */
export async function doctor(): Promise<number> {
  const config = readConfig(process.env);
  const built = cachedLivekitServer(cacheDirectory(config.PARLEY_CACHE_DIR));
  const livekit = findProgram('livekit-server') ?? (isExecutable(built) ? built : null);
  const rows: Row[] = [
    { part: 'Node', where: process.execPath, what: process.version },
    config.SUPABASE_URL
      ? { part: 'database', where: config.SUPABASE_URL, what: 'real: Supabase' }
      : { part: 'database', where: config.PARLEY_DATA_DIR, what: 'stands in; SUPABASE_URL replaces it' },
    config.LIVEKIT_URL
      ? { part: 'rooms', where: config.LIVEKIT_URL, what: 'real' }
      : program('rooms', livekit, 'livekit-server is built at the first start (Go or Docker helps)'),
    ...providerRows(config),
    program('tests', findPostgres(), 'Postgres 15 or newer is installed by the first `npm test`'),
    program('tests', findChromium(), 'Chromium is installed by the first `npm test`'),
    program('tests', findRedis(), 'Redis is installed by the first `npm test`'),
  ];
  console.log(formatTable(rows));
  return 0;
}

function program(part: string, where: string | null, otherwise: string): Row {
  return where === null ? { part, where: '-', what: otherwise } : { part, where, what: 'found' };
}
