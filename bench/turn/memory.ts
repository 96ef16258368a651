import { readdir, readFile } from 'node:fs/promises';
import type { MeasuredCall } from './measure.ts';

/** Proportional set size of the job that runs a call: the largest of the worker's job processes. Linux only. */
export async function jobMemory(workerPid: number): Promise<MeasuredCall['jobMemory']> {
  const children = await descendants(workerPid);
  const jobs: Array<NonNullable<MeasuredCall['jobMemory']>> = [];
  for (const pid of children) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes('job_proc')) jobs.push(await proportionalSize(pid));
  }
  return jobs.toSorted((one, other) => other.total - one.total)[0] ?? null;
}

async function descendants(pid: number): Promise<number[]> {
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = await Promise.all(
    processes.map(async (child) => {
      const stat = await readFile(`/proc/${child}/stat`, 'utf8').catch(() => '');
      return [child, Number(stat.slice(stat.lastIndexOf(')') + 4).split(' ')[0])] as const;
    }),
  );
  const below = (parent: number): number[] =>
    parents.filter(([, its]) => its === parent).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

/** MiB in all, and by what is mapped: heap and anonymous memory, shared libraries, the rest. */
async function proportionalSize(pid: number) {
  const parts: Record<string, number> = {};
  let name = 'anonymous';
  for (const line of (await readFile(`/proc/${pid}/smaps`, 'utf8').catch(() => '')).split('\n')) {
    const mapping = /^[0-9a-f]+-[0-9a-f]+ \S+ \S+ \S+ \S+\s*(.*)$/.exec(line);
    if (mapping) name = partOf(mapping[1] ?? '');
    const size = /^Pss:\s+(\d+) kB/.exec(line);
    if (size) parts[name] = (parts[name] ?? 0) + Number(size[1]) / 1024;
  }
  return { total: Object.values(parts).reduce((sum, part) => sum + part, 0), parts };
}

function partOf(mapping: string): string {
  if (mapping === '' || mapping.startsWith('[')) return 'heap and anonymous';
  if (mapping.endsWith('.node') || mapping.includes('.so')) return mapping.split('/').at(-1) ?? mapping;
  return mapping.split('/').at(-1) === 'node' ? 'node' : 'other files';
}
