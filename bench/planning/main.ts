import { setTimeout as waitFor } from 'node:timers/promises';
import { databasePart, entryPart } from '../../src/cli/start/parts.ts';
import { embeddedSettings } from '../../src/cli/start/stack.ts';
import type { Part } from '../../src/cli/start/supervisor.ts';
import { startChild } from '../../src/embedded/child.ts';
import { planCustomerCalls } from '../../src/scenarios/restaurant/customers/due-calls.ts';
import { createDatabase } from '../../src/services/supabase/client.ts';
import { createCustomerRounds } from '../../src/services/supabase/supabase-customers.ts';
import { createLogger } from '../../src/shared/logger.ts';
import { repeat } from '../../src/shared/repeat.ts';
import { freePorts, temporaryDirectory } from '../../test/support/start/own-start.ts';
import { fill } from './fill.ts';
import { printReads, type Reads } from './report.ts';

/**
 * How long a page waits for `GET /customers` while rounds of due calls are planned and while a file is imported, beside
 * the same reads with nobody else there in the same run. Database and server are processes of their own, launched as
 * `npm start` does; the rounds run here, as in a runner.
 *
 * `node bench/planning/main.ts [--customers 100000] [--reads 300] [--rows 5000]`
 */
const customers = numberAfter('--customers', 100_000);
const reads = numberAfter('--reads', 300);
const rows = numberAfter('--rows', 5000);
/** Somebody looks at the page again and again, and several do. */
const readEveryMs = 20;

const logger = createLogger({ level: 'silent', component: 'bench' });
const data = temporaryDirectory();
const running: Array<{ stop(): Promise<void> }> = [];
try {
  await fill(data.path, customers);
  await measure(await startDatabase());
} finally {
  for (const part of running.toReversed()) await part.stop();
  data.remove();
}

async function measure(settings: Record<string, string | undefined>): Promise<void> {
  const { http } = await freePorts();
  await start(entryPart('server', data.path, { ...settings, PORT: String(http) }));
  const base = `http://127.0.0.1:${http}`;
  const alone = await read(base, reads);

  const db = createDatabase(settings.SUPABASE_URL ?? '', settings.SUPABASE_KEY ?? '');
  const planned = { calls: 0, fault: null as unknown };
  const stop = repeat(
    () => planCustomerCalls({ rounds: counting(createCustomerRounds(db), planned), logger }),
    {
      pauseMs: 1000,
      onError: (error) => {
        planned.fault = error;
      },
    },
  );
  const planningFrom = performance.now();
  const planning = await read(base, reads);
  const planningSeconds = (performance.now() - planningFrom) / 1000;
  await stop();
  if (planned.fault !== null) throw planned.fault;

  const importedFrom = performance.now();
  let importSeconds: number | null = null;
  const posted = postFile(base, rows).then((answer) => {
    importSeconds = (performance.now() - importedFrom) / 1000;
    return answer;
  });
  const importing = await read(base, reads, () => importSeconds === null);
  const answer = await posted;
  printReads({ alone, 'while calls are planned': planning, 'while a file is imported': importing });
  console.log(`planned: ${planned.calls} calls, ${(planned.calls / planningSeconds).toFixed(0)} a second`);
  console.log(`imported: ${rows} rows in ${importSeconds} s: ${answer.slice(0, 60)}`);
}

function counting(
  rounds: ReturnType<typeof createCustomerRounds>,
  planned: { calls: number },
): ReturnType<typeof createCustomerRounds> {
  return {
    async plan(most, atMostMs) {
      const answer = await rounds.plan(most, atMostMs);
      planned.calls += answer.asked;
      return answer;
    },
  };
}

async function startDatabase() {
  let url = '';
  const part = databasePart(data.path, { PARLEY_DATA_DIR: data.path }, (ready) => {
    url = ready;
  });
  await start(part);
  return embeddedSettings(url, data.path);
}

async function start(part: Part): Promise<void> {
  const child = startChild(part.launch(), () => undefined);
  running.push({ stop: () => child.stop(part.stopGraceMs) });
  await part.ready(child);
}

/** One read after the other; the first are not counted, since they load what the others find. */
async function read(base: string, count: number, goesOn: () => boolean = () => true): Promise<Reads> {
  const warmUp = 20;
  const times: number[] = [];
  for (let at = 0; at < count + warmUp && goesOn(); at += 1) {
    const startedAt = performance.now();
    const response = await fetch(`${base}/customers?limit=1`);
    await response.text();
    if (!response.ok) throw new Error(`GET /customers answered ${response.status}`);
    if (at >= warmUp) times.push(performance.now() - startedAt);
    await waitFor(readEveryMs);
  }
  return times;
}

/** Numbers of the country code 1 that are kept for fiction, in as many area codes as it takes. */
async function postFile(base: string, count: number): Promise<string> {
  const lines = Array.from(
    { length: count },
    (_, at) => `Ann Example,+1202${String(5_550_000 + at).padStart(7, '0')}`,
  );
  const response = await fetch(`${base}/customers.csv`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: ['name,mobile', ...lines].join('\n'),
  });
  return response.text();
}

function numberAfter(flag: string, fallback: number): number {
  const at = process.argv.indexOf(flag);
  const value = at === -1 ? fallback : Number(process.argv[at + 1]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${flag} wants a whole number`);
  return value;
}
