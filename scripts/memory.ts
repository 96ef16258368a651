import { readdirSync, readFileSync } from 'node:fs';

/** Proportional memory (PSS) of processes and all that they started: shared pages are counted once, as they are used. */
export function sumMemory(roots: number[]): {
  total: number;
  processes: Array<{ pid: number; name: string; bytes: number }>;
} {
  const parents = readParents();
  const isOurs = (pid: number): boolean => roots.includes(pid) || (pid > 1 && isOurs(parents.get(pid) ?? 0));
  const processes = [...parents.keys()]
    .filter(isOurs)
    .map((pid) => ({ pid, name: nameOf(pid), bytes: pssOf(pid) }));
  return { total: processes.reduce((sum, { bytes }) => sum + bytes, 0), processes };
}

function readParents(): Map<number, number> {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return new Map(
    pids.map((pid) => [pid, Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0)]),
  );
}

function pssOf(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) * 1024;
}

function nameOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`)
    .split('\0')
    .filter((part) => part.includes('/') && !part.startsWith('file:'))
    .join(' ');
}

/** A process may end while it is looked at. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
