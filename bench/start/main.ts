import { readFileSync } from 'node:fs';
import { sumMemory } from '../../scripts/memory.ts';
import { freePorts, startParley, temporaryDirectory } from '../../test/support/start/own-start.ts';

/**
 * How long a warm `npm start` takes until a call can come, how much processor time that is, and what everything weighs
 * when nobody is calling: `npm run bench:start`. The first run creates the data and is not counted.
 */

const rounds = 5;
const ticksPerSecond = 100;
const mebibyte = 1024 * 1024;

const data = temporaryDirectory();
const ports = await freePorts();
const seconds: number[] = [];
for (let round = 0; round <= rounds; round += 1) {
  const startedAt = performance.now();
  const parley = startParley(data.path, ports);
  await parley.until('Ready after');
  const took = (performance.now() - startedAt) / 1000;
  const { total, processes } = sumMemory([parley.pid]);
  const cpu = processes.reduce((sum, { pid }) => sum + processorSeconds(pid), 0);
  if (round > 0) seconds.push(took);
  console.log(
    `${round === 0 ? 'first' : `warm ${round}`}: ready after ${took.toFixed(1)} s, ${cpu.toFixed(1)} s of processor, ` +
      `${Math.round(total / mebibyte)} MiB`,
  );
  if (round === rounds) {
    for (const { name, bytes } of processes)
      console.log(`  ${String(Math.round(bytes / mebibyte)).padStart(5)} MiB  ${name}`);
  }
  const stoppingAt = performance.now();
  parley.signal('SIGINT');
  await parley.exited;
  console.log(`  ended after ${((performance.now() - stoppingAt) / 1000).toFixed(1)} s`);
}
data.remove();
seconds.sort((a, b) => a - b);
console.log(`median of ${rounds} warm starts: ${seconds[Math.floor(rounds / 2)]?.toFixed(1)} s`);

function processorSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
