import { chmod, readdir } from 'node:fs/promises';
import path from 'node:path';

/** Who said what is in these files: a folder and all that is in it are their owner's alone, whatever they were before. */
export async function closeToOthers(folder: string): Promise<void> {
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const at = path.join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(at, 0o700);
    if (entry.isFile()) await chmod(at, 0o600);
  }
}
