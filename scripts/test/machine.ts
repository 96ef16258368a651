import { readConfig } from '../../src/config.ts';
import { installWithApt } from '../../src/embedded/apt.ts';
import { findLivekitServer } from '../../src/embedded/livekit-server.ts';
import {
  cacheDirectory,
  findChromium,
  findPostgres,
  findRedis,
  type Say,
} from '../../src/embedded/programs.ts';

export interface Missing {
  program: string;
  why: string;
}

const debianPrograms = [
  { program: 'Postgres 15 or newer', find: findPostgres, packages: ['postgresql'] },
  // The sound of calls through Chromium needs no sound card, but the page's text needs a font.
  { program: 'Chromium', find: findChromium, packages: ['chromium', 'fonts-dejavu-core'] },
  { program: 'Redis', find: findRedis, packages: ['redis-server'] },
];

/** Finds or installs every program that the tests run. @returns what could not be had, and why. */
export async function prepareMachine(say: Say): Promise<Missing[]> {
  const missing: Missing[] = [];
  for (const { program, find, packages } of debianPrograms) {
    if (find() !== null) continue;
    const why = await installWithApt(packages, say);
    if (why !== null) missing.push({ program, why: `${why}; install ${packages.join(' ')} yourself` });
    else if (find() === null) missing.push({ program, why: `${packages.join(' ')} did not bring it` });
  }
  const livekit = await findLivekitServer(cacheDirectory(readConfig(process.env).PARLEY_CACHE_DIR), say);
  if (!('kind' in livekit)) missing.push({ program: 'livekit-server', why: livekit.why });
  return missing;
}
