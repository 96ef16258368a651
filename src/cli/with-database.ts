import { type Config, readConfig } from '../config.ts';
import { createDatabase, type Database } from '../services/supabase/client.ts';
import { openBacking } from './console/backing.ts';

/** Runs a command on the database that the settings name, or on the embedded one, which is started if it does not run. */
export async function withDatabase(work: (db: Database, config: Config) => Promise<number>): Promise<number> {
  const config = readConfig(process.env);
  const backing = await openBacking(config);
  try {
    const url = backing.settings.SUPABASE_URL ?? config.SUPABASE_URL ?? '';
    const key = backing.settings.SUPABASE_KEY ?? config.SUPABASE_KEY ?? '';
    return await work(createDatabase(url, key), config);
  } finally {
    await backing.stop();
  }
}
