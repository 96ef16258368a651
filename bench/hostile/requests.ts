import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type Child, nodeLaunch, startChild } from '../../src/embedded/child.ts';
import { keysFile } from '../../src/embedded/database-keys.ts';
import { describeExit, untilAnswers } from '../../src/embedded/ready.ts';
import { type Attacked, attack } from '../../test/support/hostile/attack.ts';
import { readDescription } from '../../test/support/hostile/description.ts';
import { changedTables, openBusinesses, rowsOf } from '../../test/support/hostile/organizations.ts';
import { startRoomsThatSayYes } from '../../test/support/hostile/rooms.ts';
import { hostileSecrets, settingsFor } from '../../test/support/hostile/settings.ts';
import { freePort } from '../../test/support/live/stack.ts';
import { createEmbeddedTestDatabase } from '../../test/support/pglite.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';

/** More than what is kept of addresses and credentials for a while, far less than something kept of each request. */
const mostGrowthMb = 40;
/** Requests under way have ended by then. */
const settleMs = 2_000;
/** As many as meet every route with the database away; each waits until it is known to be. */
const withoutDatabase = 300;

export interface RequestOptions {
  requests: number;
  seed: number;
  /** The number of the first. */
  from: number;
  /** Beside the embedded database instead of Postgres. */
  isEmbedded: boolean;
}

interface Report {
  seconds: number;
  parts: Attacked[];
  withoutDatabase: Attacked;
  memory: Memory[];
  problems: string[];
  log: string[];
}

/** Generated requests to the real server. @returns how many faults there were */
export async function attackServer(options: RequestOptions): Promise<number> {
  const database = await (options.isEmbedded ? createEmbeddedTestDatabase() : createTestDatabase());
  const dataDir = await mkdtemp(path.join(tmpdir(), 'parley-hostile-'));
  await writeFile(keysFile(dataDir), JSON.stringify(database.keys), { mode: 0o600 });
  const rooms = await startRoomsThatSayYes();
  const report = await attackWith(options, database, dataDir, rooms.url);
  await rooms.close();
  await rm(dataDir, { recursive: true, force: true });
  const violations = [...report.parts, report.withoutDatabase].flatMap((one) => one.violations);
  print(report);
  return violations.length + report.problems.length;
}

async function attackWith(
  { requests, seed, from }: RequestOptions,
  database: TestDatabase,
  dataDir: string,
  roomsUrl: string,
): Promise<Report> {
  const port = await freePort();
  const log: string[] = [];
  const env = { ...settingsFor(database, { dataDir, roomsUrl }), PORT: String(port), LOG_LEVEL: 'error' };
  const heap = new URL('./heap.ts', import.meta.url).href;
  const server = startChild(nodeLaunch('server.ts', [], env, ['--expose-gc', '--import', heap]), (line) =>
    log.push(line),
  );
  let ended: string | null = null;
  void server.exited.then((exit) => {
    ended = `the server ended (${describeExit(exit)})`;
  });
  const url = `http://127.0.0.1:${port}`;
  await untilAnswers({ url: `${url}/health`, timeoutMs: 60_000, exited: server.exited });
  const businesses = await openBusinesses(database, dataDir);
  const description = await readDescription(url);
  const [first, second] = businesses;
  const common = { port, description, secrets: hostileSecrets, seed, whileGoing: () => ended };

  const startedAt = performance.now();
  const report = { parts: [] as Attacked[], memory: [] as Memory[], problems: [] as string[], log };
  const half = Math.ceil(requests / 2);
  let next = from;
  for (const [attacker, bystander] of [
    [first, second],
    [second, first],
  ] as const) {
    const before = await rowsOf(database, bystander.id);
    // The first part warms the server up.
    for (const part of [Math.ceil(half / 5), half - Math.ceil(half / 5)]) {
      report.parts.push(await attack({ ...common, attacker, bystander, from: next, requests: part }));
      next += part;
      if (ended === null) report.memory.push(await memoryOf(server));
    }
    const tables = changedTables(before, await rowsOf(database, bystander.id));
    for (const table of tables) report.problems.push(`rows of another organization changed in ${table}`);
  }
  await database.close();
  const without = { ...common, attacker: first, bystander: second, from: next, isDatabaseAway: true };
  const withoutIt = await attack({ ...without, requests: Math.min(withoutDatabase, requests) });
  const [warm, ...later] = report.memory.map(({ heldMb }) => heldMb);
  const most = Math.max(...later);
  if (warm !== undefined && most - warm > mostGrowthMb) {
    report.problems.push(`the server held ${warm} MB and then ${most} MB`);
  }
  if (ended !== null) report.problems.push(ended);
  await server.stop(2_000);
  return { ...report, withoutDatabase: withoutIt, seconds: (performance.now() - startedAt) / 1000 };
}

const memoryLine = z.object({ heldMb: z.number(), rssMb: z.number() });
type Memory = z.infer<typeof memoryLine>;

async function memoryOf(server: Child): Promise<Memory> {
  await sleep(settleMs);
  const { promise, resolve } = Promise.withResolvers<Memory>();
  const stopListening = server.listen((line) => {
    if (line.startsWith('{"heldMb"')) resolve(memoryLine.parse(JSON.parse(line)));
  });
  process.kill(server.pid, 'SIGUSR2');
  return promise.finally(stopListening);
}

function print({ seconds, parts, withoutDatabase: without, memory, problems, log }: Report): void {
  printCounts('answered with', sum(parts.map(({ byStatus }) => byStatus)));
  printCounts('route', sum(parts.map(({ byRoute }) => byRoute)));
  printCounts('answered with, without the database', sum([without.byStatus]));
  const held = memory.map(({ heldMb, rssMb }) => `${heldMb} (${rssMb})`).join(', ');
  console.log(`${seconds.toFixed(0)} s; MB held by the server on the way, and of the system: ${held}`);
  for (const { number, why, request, answer } of [...parts, without].flatMap((one) => one.violations)) {
    console.log(`\nrequest ${number}: ${why}\n  ${request}\n  answered: ${answer}`);
  }
  for (const problem of problems) console.log(problem);
  if (problems.length > 0) console.log(log.slice(-10).join('\n'));
}

function printCounts(title: string, counts: Array<[string, number]>): void {
  console.log(`| ${title} | requests |\n|---|---|`);
  for (const [name, count] of counts) console.log(`| ${name} | ${count} |`);
  console.log('');
}

function sum(counts: Array<Record<string, number>>): Array<[string, number]> {
  const sums: Record<string, number> = {};
  for (const [name, count] of counts.flatMap(Object.entries<number>)) sums[name] = (sums[name] ?? 0) + count;
  return Object.entries(sums).toSorted(([a], [b]) => a.localeCompare(b));
}
