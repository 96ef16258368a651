import path from 'node:path';
import type { Config } from '../config.ts';
import { type Launch, nodeLaunch, startChild } from '../embedded/child.ts';
import { untilReadyLine } from '../embedded/ready.ts';
import { readRunningStack } from './start/data-directory.ts';
import { openPartLog } from './start/part-log.ts';
import { embeddedSettings } from './start/stack.ts';

/** The database behind a command. */
export interface Backing {
  /** What a process needs to reach it. */
  settings: Launch['env'];
  /** The settings with the connection among them. */
  config: Config;
  /** For the person: where it is. */
  where: string;
  stop: () => Promise<void>;
}

const readyTimeoutMs = 60_000;
const stopGraceMs = 3000;

/** Supabase when it is configured, else the database that `npm start` runs, else one of our own on the same data. */
export async function openBacking(config: Config): Promise<Backing> {
  const dataDirectory = path.resolve(config.PARLEY_DATA_DIR);
  if (config.SUPABASE_URL) return { settings: {}, config, where: config.SUPABASE_URL, stop: async () => {} };
  const shared = readRunningStack(dataDirectory)?.databaseUrl;
  if (shared) {
    const where = `${shared}, which npm start runs`;
    return { ...(await reach(shared, config)), where, stop: async () => {} };
  }
  const log = openPartLog(dataDirectory, 'database');
  const launch = nodeLaunch('embedded/database-server.ts', [], { PARLEY_DATA_DIR: dataDirectory });
  const child = startChild(launch, log.write);
  try {
    const { url = '' } = await untilReadyLine(child, readyTimeoutMs);
    const where = config.PARLEY_DATA_DIR;
    return { ...(await reach(url, config)), where, stop: () => child.stop(stopGraceMs) };
  } catch (error) {
    await child.stop(stopGraceMs);
    throw new Error(`The database could not start. ${log.tail().join('\n')}`, { cause: error });
  }
}

async function reach(url: string, config: Config): Promise<Pick<Backing, 'settings' | 'config'>> {
  const settings = await embeddedSettings(url, path.resolve(config.PARLEY_DATA_DIR));
  const { SUPABASE_URL, SUPABASE_KEY, SUPABASE_PUBLISHABLE_KEY } = settings;
  return { settings, config: { ...config, SUPABASE_URL, SUPABASE_KEY, SUPABASE_PUBLISHABLE_KEY } };
}
