import path from 'node:path';
import type { Config } from '../../config.ts';
import { type Launch, nodeLaunch, startChild } from '../../embedded/child.ts';
import { untilReadyLine } from '../../embedded/ready.ts';
import { readRunningStack } from '../data-directory.ts';
import { openPartLog } from '../start/part-log.ts';
import { embeddedSettings } from '../start/stack.ts';

/** The database behind a console call. */
export interface Backing {
  settings: Launch['env'];
  /** For the person: where it is. */
  where: string;
  stop: () => Promise<void>;
}

const readyTimeoutMs = 60_000;
const stopGraceMs = 3000;

/** Supabase when it is configured, else the database that `npm start` runs, else one of our own on the same data. */
export async function openBacking(config: Config): Promise<Backing> {
  const dataDirectory = path.resolve(config.PARLEY_DATA_DIR);
  if (config.SUPABASE_URL) return { settings: {}, where: config.SUPABASE_URL, stop: async () => {} };
  const shared = readRunningStack(dataDirectory)?.databaseUrl;
  if (shared) {
    const settings = await embeddedSettings(shared, dataDirectory);
    return { settings, where: `${shared}, which npm start runs`, stop: async () => {} };
  }
  const log = openPartLog(dataDirectory, 'database');
  const launch = nodeLaunch('embedded/database-server.ts', [], { PARLEY_DATA_DIR: dataDirectory });
  const child = startChild(launch, log.write);
  try {
    const { url = '' } = await untilReadyLine(child, readyTimeoutMs);
    const settings = await embeddedSettings(url, dataDirectory);
    return { settings, where: config.PARLEY_DATA_DIR, stop: () => child.stop(stopGraceMs) };
  } catch (error) {
    await child.stop(stopGraceMs);
    throw new Error(`The database could not start. ${log.tail().join('\n')}`, { cause: error });
  }
}
