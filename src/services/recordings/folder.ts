import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { type RecordingStore, RecordingStoreError } from '../../calls/recording/store.ts';

/** Recordings in a folder of this machine, readable by its owner only. */
export function createFolderStore(folder: string): RecordingStore {
  const root = resolve(folder);
  const inside = (path: string) => {
    const file = resolve(root, path);
    // Paths come from rows; one that leads out of the folder is no recording of ours.
    if (!file.startsWith(root + sep)) throw new RecordingStoreError('use this path', { retryable: false });
    return file;
  };
  return {
    name: 'folder',

    async save(path, file) {
      const kept = inside(path);
      await attempt('save a recording', async () => {
        await mkdir(dirname(kept), { recursive: true, mode: 0o700 });
        // Renamed at the end, so that nobody ever opens half a recording.
        await copyFile(file, `${kept}.part`);
        await rename(`${kept}.part`, kept);
      });
    },

    async open(path, range) {
      const kept = inside(path);
      return attempt('open a recording', async () => {
        const handle = await open(kept).catch((error) => {
          if (error.code === 'ENOENT') return null;
          throw error;
        });
        // The stream closes the handle, also when its reader leaves.
        return (
          handle &&
          (Readable.toWeb(handle.createReadStream(range)) as ReadableStream<Uint8Array<ArrayBuffer>>)
        );
      });
    },

    async remove(path) {
      const kept = inside(path);
      await attempt('remove a recording', () => rm(kept, { force: true }));
    },
  };
}

async function attempt<T>(operation: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new RecordingStoreError(operation, { cause });
  }
}
