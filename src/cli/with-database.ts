import { type Config, readConfig } from '../config.ts';
import { createDatabase, type Database } from '../services/supabase/client.ts';
import { openBacking } from './backing.ts';

/**
 * Runs a command on the database that the settings name, or on the embedded one, which is started if it does not run.
 * @param work is given the settings with the connection among them.
 */
export async function withDatabase(work: (db: Database, config: Config) => Promise<number>): Promise<number> {
  const { config, stop } = await openBacking(readConfig(process.env));
  try {
    return await work(createDatabase(config.SUPABASE_URL ?? '', config.SUPABASE_KEY ?? ''), config);
  } finally {
    await stop();
  }
}
