import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { nodeLaunch, startChild } from '../../src/embedded/child.ts';
import { demoOrganizationId } from '../../src/embedded/database.ts';
import { keysFile } from '../../src/embedded/database-keys.ts';
import { untilAnswers } from '../../src/embedded/ready.ts';
import { createDatabase } from '../../src/services/supabase/client.ts';
import { createCalls } from '../../src/services/supabase/supabase-calls.ts';
import { freePort } from '../../test/support/live/stack.ts';
import { createEmbeddedTestDatabase } from '../../test/support/pglite.ts';

/**
 * What a live call waits for the embedded database before, while and after sixty connections show random keys to the server
 * beside it: `node bench/hostile-keys/main.ts`. Ends with 1 when it waits longer afterwards than before.
 */
const connections = 60;
const phaseMs = 8_000;
/** A turn writes about twice a second. */
const betweenMs = 100;
const toleratedMs = 50;

const database = await createEmbeddedTestDatabase();
const dataDir = await mkdtemp(path.join(tmpdir(), 'parley-hostile-keys-'));
await writeFile(keysFile(dataDir), JSON.stringify(database.keys), { mode: 0o600 });
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const server = startChild(
  nodeLaunch('server.ts', [], {
    PORT: String(port),
    SUPABASE_URL: database.url,
    SUPABASE_KEY: database.keys.secret,
    SUPABASE_PUBLISHABLE_KEY: database.keys.publishable,
    PARLEY_DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
  }),
  () => {},
);
await untilAnswers({ url: `${url}/health`, timeoutMs: 60_000, exited: server.exited });

const calls = createCalls(createDatabase(database.url, database.keys.secret), 'bench');
const { call } = await calls.open({
  organizationId: demoOrganizationId,
  scenario: 'appointment',
  direction: 'inbound',
  channel: 'console',
  roomName: null,
  fromPhone: null,
  toPhone: null,
  rehearsal: true,
  leaseSeconds: 60,
});
await calls.take(call.id, 60);

const before = await live();
const flood = new Worker(new URL('./flood.ts', import.meta.url), { workerData: { url, connections } });
await once(flood, 'online');
const during = await live();
flood.postMessage('stop');
const [answers] = (await once(flood, 'message')) as [Record<number, number>];
const after = await live();

process.stdout.write(`| the call's writes | p50 ms | p95 ms | longest ms |\n|---|---|---|---|\n`);
for (const [name, took] of Object.entries({ before, during, after })) {
  process.stdout.write(`| ${name} | ${at(took, 0.5)} | ${at(took, 0.95)} | ${at(took, 1)} |\n`);
}
process.stdout.write(`answers to ${connections} connections, by status: ${JSON.stringify(answers)}\n`);
await server.stop(2_000);
await database.close();
process.exit(at(after, 0.95) <= at(before, 0.95) + toleratedMs ? 0 : 1);

async function live(): Promise<number[]> {
  const took: number[] = [];
  const until = performance.now() + phaseMs;
  while (performance.now() < until) {
    const startedAt = performance.now();
    await calls.renew(call.id, 60);
    took.push(performance.now() - startedAt);
    await sleep(betweenMs);
  }
  return took;
}

function at(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
}
