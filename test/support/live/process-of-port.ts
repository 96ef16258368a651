import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The process at this end of a loopback TCP connection, from Linux's own tables. */
export function processOfPort(localPort: number): number {
  const inode = inodeOf(localPort);
  const pid = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .find((name) => links(`/proc/${name}/fd`).includes(`socket:[${inode}]`));
  if (!pid) throw new Error(`No process has a connection from port ${localPort}.`);
  return Number(pid);
}

function inodeOf(localPort: number): string {
  const port = localPort.toString(16).toUpperCase().padStart(4, '0');
  const lines = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => readFileSync(file, 'utf8').split('\n'));
  const fields = lines.map((line) => line.trim().split(/\s+/)).find((line) => line[1]?.endsWith(`:${port}`));
  if (!fields?.[9]) throw new Error(`There is no connection from port ${localPort}.`);
  return fields[9];
}

/** Processes end while one looks, and others are not ours to look into. */
function links(folder: string): string[] {
  try {
    return readdirSync(folder).map((name) => readlinkSync(`${folder}/${name}`));
  } catch {
    return [];
  }
}
