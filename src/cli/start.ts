import path from 'node:path';
import { type Config, readConfig } from '../config.ts';
import { shareCompiledModules } from '../embedded/programs.ts';
import { explain } from '../shared/entry.ts';
import { UsageError } from '../shared/errors.ts';
import { readRunningStack, removeRunningStack, writeRunningStack } from './start/data-directory.ts';
import { buildPage } from './start/page.ts';
import { checkPorts } from './start/ports.ts';
import { preparationGraceMs, settled } from './start/settled.ts';
import { type Stack, StackRunner } from './start/stack.ts';
import { describeStack } from './start/table.ts';
import { wantedPorts } from './start/wanted-ports.ts';

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** npm passes Ctrl-C on to us, who heard it from the terminal already: only a later one means "at once". */
const secondSignalAfterMs = 1000;

type Ending = { by: 'person' } | { by: 'fault'; message: string };

/**
 * Runs everything on this machine until Ctrl-C.
 * @returns 0 when a person ended it, 1 when a part was lost that everything needs.
 */
export async function start(): Promise<number> {
  const config = readConfig(process.env);
  const dataDirectory = path.resolve(config.PARLEY_DATA_DIR);
  refuseSecondStart(dataDirectory);
  shareCompiledModules(config.PARLEY_CACHE_DIR);
  await checkPorts(wantedPorts(config));
  const say = (line: string) => console.log(line);
  const stopping = new AbortController();
  const runner = new StackRunner({ config, dataDirectory, say, signal: stopping.signal });
  const signal = untilSignal();
  const lost = runner.lost.then((message): Ending => ({ by: 'fault', message }));
  const startedAt = performance.now();
  say('Parley is starting …');
  const page = buildPage(say, stopping.signal);
  const running = Promise.all([runner.start(), page]).then(([stack]) => {
    announce(stack, config, dataDirectory, performance.now() - startedAt);
  });
  // Once it runs, only a signal or a lost part ends it. A fault while starting does too.
  const failed = running.then(() => lost, toEnding);
  const ending = await Promise.race([signal, lost, failed]);
  if (ending.by === 'fault') console.error(ending.message);
  else console.log('Ending …');
  stopping.abort();
  await Promise.all([runner.stop(), settled([page], preparationGraceMs)]);
  removeRunningStack(dataDirectory);
  return ending.by === 'person' ? 0 : 1;
}

function announce(stack: Stack, config: Config, dataDirectory: string, tookMs: number): void {
  const url = pageUrl(config);
  writeRunningStack(dataDirectory, running(stack, config.ORGANIZATION, url));
  console.log(`${describeStack(config, stack, url)}\n`);
  console.log(`Ready after ${(tookMs / 1000).toFixed(1)} s. Open ${url}`);
  console.log(`Logs are in ${path.join(config.PARLEY_DATA_DIR, 'logs')}. Ctrl-C ends everything.`);
}

function running({ database, processes }: Stack, organization: string, url: string) {
  const embedded = database.kind === 'embedded' ? { databaseUrl: database.url } : {};
  return { pid: process.pid, url, organization, ...embedded, processes: processes() };
}

function toEnding(error: unknown): Ending {
  const message = error instanceof UsageError ? error.message : explain(error);
  return { by: 'fault', message };
}

/** Resolves at the first signal; one that comes later ends us at once, and our children notice. */
function untilSignal(): Promise<Ending> {
  return new Promise((resolve) => {
    let firstAt: number | undefined;
    const onSignal = () => {
      if (firstAt !== undefined && Date.now() - firstAt > secondSignalAfterMs) process.exit(130);
      firstAt ??= Date.now();
      resolve({ by: 'person' });
    };
    for (const signal of stopSignals) process.on(signal, onSignal);
  });
}

function refuseSecondStart(dataDirectory: string): void {
  const stack = readRunningStack(dataDirectory);
  if (stack === null) return;
  throw new UsageError(
    `Parley already runs on ${dataDirectory} (process ${stack.pid}): ${stack.url}\n` +
      'End it with Ctrl-C where it was started, or set PARLEY_DATA_DIR to another directory.',
  );
}

function pageUrl({ HOST, PORT }: Config): string {
  const reachable = HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${PORT}`;
}
