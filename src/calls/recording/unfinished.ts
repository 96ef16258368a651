import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../shared/clock.ts';
import { ParleyError } from '../../shared/errors.ts';
import { describeFault } from '../../shared/fault.ts';
import type { Logger } from '../../shared/logger.ts';
import type { RecordingFacts, Recordings } from './recordings.ts';
import { type RecordingStore, recordingPath } from './store.ts';
import { readWavFacts } from './wav.ts';

/** What a job writes into while its call goes on, and what a crash leaves behind. */
export interface UnfinishedWork {
  /** The same for jobs and runner of a machine. */
  folder: string;
  store: RecordingStore;
  recordings: Recordings;
  retentionDays: number;
  clock: Clock;
  logger: Logger;
}

/** A job writes twice a second. A file that nobody wrote to for so long belongs to a job that is gone, or that could not
 * reach the store; should it still try, both save the same bytes under the same name. */
const abandonedMs = 60_000;
const dayMs = 86_400_000;

export function unfinishedFile(folder: string, callId: string): string {
  return join(folder, `${callId}.wav`);
}

/**
 * Files a finished recording away and says so in the database, in this order: a row never promises a recording that is
 * not there. Safe to do again after any crash.
 * @returns null for a file in which nothing was recorded
 */
export async function fileAway(
  file: string,
  { store, recordings }: Pick<UnfinishedWork, 'store' | 'recordings'>,
): Promise<RecordingFacts | null> {
  const wav = await readWavFacts(file);
  if (!wav || wav.dataBytes === 0) {
    await rm(file, { force: true });
    return null;
  }
  const { callId, disclosedAt, startedAt, retentionDays } = wav.about;
  const path = recordingPath(wav.about);
  const bytes = wav.dataAt + wav.dataBytes;
  await store.save(path, file);
  const facts: RecordingFacts = {
    callId,
    store: store.name,
    path,
    seconds: wav.seconds,
    bytes,
    disclosedAt,
    startedAt,
    retentionDays,
  };
  try {
    await recordings.record(facts);
  } catch (error) {
    // Refused: with no row, nobody would ever delete it.
    if (!(error instanceof ParleyError && error.retryable)) await store.remove(path);
    throw error;
  }
  await rm(file, { force: true });
  return facts;
}

/**
 * Files away what crashed jobs left on this machine, up to the second of the crash. What cannot be filed away, because the
 * store or the call is gone, is kept no longer than any recording. Answers with how many were filed away.
 */
export async function fileAbandoned(work: UnfinishedWork): Promise<number> {
  await mkdir(work.folder, { recursive: true, mode: 0o700 });
  let filed = 0;
  for (const name of await readdir(work.folder)) {
    const file = join(work.folder, name);
    const found = await stat(file).catch(() => null);
    const ageMs = work.clock.now() - (found?.mtimeMs ?? 0);
    if (!found?.isFile() || ageMs < abandonedMs) continue;
    try {
      if (ageMs > work.retentionDays * dayMs) {
        await rm(file);
        work.logger.warn({ file: name }, 'deleted a recording that could never be filed away');
      } else if (await fileAway(file, work)) {
        filed += 1;
        work.logger.info({ file: name }, 'filed away a recording that its job could not');
      }
    } catch (error) {
      work.logger.error(
        { file: name, fault: describeFault(error) },
        'recording not filed away; trying again',
      );
    }
  }
  return filed;
}
