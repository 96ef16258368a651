import { join } from 'node:path';
import type { RecordingStore, RecordingStoreName } from '../../calls/recording/store.ts';
import { ConfigError } from '../../shared/errors.ts';
import type { Database } from '../supabase/client.ts';
import { createRecordings } from '../supabase/supabase-recordings.ts';
import { createFolderStore } from './folder.ts';
import { createSupabaseStore } from './supabase-storage.ts';

/** As the environment names them. */
interface RecordingVariables {
  RECORDING: boolean;
  RECORDING_STORE: RecordingStoreName;
  RECORDING_DAYS: number;
  PARLEY_DATA_DIR: string;
  PARLEY_EMBEDDED_DATABASE: boolean;
  SUPABASE_URL?: string | undefined;
  SUPABASE_KEY?: string | undefined;
}

/** Where jobs of this machine write while their calls go on. */
export function unfinishedFolder({ PARLEY_DATA_DIR }: Pick<RecordingVariables, 'PARLEY_DATA_DIR'>): string {
  return join(PARLEY_DATA_DIR, 'recordings', 'unfinished');
}

/** Each store that this deployment can reach: recordings stay readable where they are when the setting changes. */
export function createRecordingStores(
  variables: RecordingVariables,
): Record<RecordingStoreName, RecordingStore | null> {
  const { PARLEY_DATA_DIR, SUPABASE_URL, SUPABASE_KEY, PARLEY_EMBEDDED_DATABASE } = variables;
  const hasStorage = SUPABASE_URL && SUPABASE_KEY && !PARLEY_EMBEDDED_DATABASE;
  return {
    folder: createFolderStore(join(PARLEY_DATA_DIR, 'recordings')),
    supabase: hasStorage ? createSupabaseStore(SUPABASE_URL, SUPABASE_KEY) : null,
  };
}

/**
 * The store of new recordings, or null where nothing is recorded.
 * @throws ConfigError when it is one that this deployment does not have
 */
export function createRecordingStore(variables: RecordingVariables): RecordingStore | null {
  if (!variables.RECORDING) return null;
  const store = createRecordingStores(variables)[variables.RECORDING_STORE];
  if (store) return store;
  throw new ConfigError(
    'RECORDING_STORE: supabase needs a Supabase project (SUPABASE_URL); the embedded database has no Storage, use folder',
  );
}

/**
 * What `recordCall` needs of the deployment; null where nothing is recorded.
 * @param db a connection with the secret key.
 */
export function createRecording(variables: RecordingVariables, db: Database) {
  const store = createRecordingStore(variables);
  if (!store) return null;
  const folder = unfinishedFolder(variables);
  return { store, folder, retentionDays: variables.RECORDING_DAYS, recordings: createRecordings(db) };
}
