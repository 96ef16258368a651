import { fileURLToPath } from 'node:url';
import { cli, defineAgent, type JobContext, ServerOptions } from '@livekit/agents';
import { createAnnouncer } from './agent/announce.ts';
import { receiveCall } from './agent/inbound.ts';
import { callFromRoom } from './agent/outbound.ts';
import { Presence } from './agent/presence.ts';
import { reachDatabase } from './agent/reach-database.ts';
import { defaultLanguage, turnAway } from './agent/turn-away.ts';
import { CallTakenError, type OpenedCall } from './calls/call/call.ts';
import { type Dispatched, readDispatch } from './calls/telephony/which-call.ts';
import { type Config, readConfig } from './config.ts';
import { refuseUnknownOrganization } from './services/supabase/organizations.ts';
import { createWorkers } from './services/supabase/workers.ts';
import { explain } from './shared/entry.ts';
import { DatabaseError, ParleyError } from './shared/errors.ts';
import { createLogger } from './shared/logger.ts';
import { hidePrivateOutput } from './shared/private-lines.ts';
import { releaseMemory } from './shared/release-memory.ts';
import { connect, createDependencies, type Dependencies } from './wiring/dependencies.ts';
import { loadProviders } from './wiring/providers.ts';

/** The LiveKit worker. This file is loaded again by every job process, so nothing happens on import. */
export default defineAgent({ prewarm, entry: answer });

/** The commands of LiveKit's own that take calls; the others need no database. */
const takingCalls = new Set(['start', 'dev', 'connect', 'console']);

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();

async function main(): Promise<void> {
  try {
    const config = readConfig(process.env);
    if (takingCalls.has(process.argv[2] ?? '')) await refuseUnknownOrganization(config);
    runWorker(config);
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
}

function runWorker(config: Config): void {
  if (!config.LOG_UNREDACTED) hidePrivateOutput(process.stdout);
  const announcer = createAnnouncer({
    workers: () => createWorkers(connect(config)),
    agentName: config.AGENT_NAME,
    capacity: config.AGENT_MAX_CALLS,
    logger: createLogger({
      level: config.LOG_LEVEL,
      unredacted: config.LOG_UNREDACTED,
      component: 'agent',
    }),
    // Not before: LiveKit's other commands, which register nothing, end by these signals themselves.
    onFirst: () => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => announcer.retire());
    },
  });
  cli.runApp(
    new ServerOptions({
      agent: fileURLToPath(import.meta.url),
      agentName: config.AGENT_NAME,
      host: '127.0.0.1',
      port: config.AGENT_PORT,
      numIdleProcesses: config.AGENT_IDLE_PROCESSES,
      // LiveKit's default measures the machine's load and would keep a small one from taking its second call.
      // It is also the only thing of a registered worker that LiveKit's command line lets others see.
      loadFunc: async (server) => {
        announcer.isThere(server);
        return server.activeJobs.length / config.AGENT_MAX_CALLS;
      },
      loadThreshold: 1,
    }),
  );
}

/** While a job process waits for its call it loads what the call will need, and gives back what loading left behind. */
async function prewarm(): Promise<void> {
  await loadProviders(readConfig(process.env));
  releaseMemory();
}

/** One job: finds its call, carries it through, and leaves when it has ended. */
async function answer(job: JobContext): Promise<void> {
  const config = readConfig(process.env);
  if (!config.LOG_UNREDACTED) hidePrivateOutput(process.stdout);
  const dependencies = createDependencies(config);
  try {
    await findCall(job, dependencies);
  } catch (error) {
    const isOver = error instanceof ParleyError && error.code === 'call_ended';
    if (!(error instanceof CallTakenError) && !isOver) throw error;
    // Room, line and ending are the other job's, or were the sweeper's.
    dependencies.logger.info({ code: error.code }, 'this call is not for this job; it steps back');
    job.shutdown(error.code);
  }
}

async function findCall(job: JobContext, dependencies: Dependencies): Promise<void> {
  const presence = new Presence(job.room);
  const dispatched = readDispatch(job.job.metadata);
  if (dispatched === null) {
    await job.connect();
    return receiveCall({ job, dependencies, presence, dispatched });
  }
  const { language } = dispatched;
  // Before the room is entered: whoever is there must not see an agent come and go.
  const opened = await take(job, dependencies, presence, dispatched);
  if (opened === null) return;
  await job.connect();
  if (opened.call.direction === 'outbound') return callFromRoom({ job, dependencies, presence, opened });
  await receiveCall({ job, dependencies, presence, dispatched: { opened, language } });
}

/** @returns null when the database is away: whoever waits in the room has been told */
async function take(
  job: JobContext,
  dependencies: Dependencies,
  presence: Presence,
  { callId, language = defaultLanguage }: Dispatched,
): Promise<OpenedCall | null> {
  const { calls, config } = dependencies;
  try {
    return await reachDatabase(config, () => calls.take(callId, config.CALL_LEASE_SECONDS));
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    await turnAway({ job, dependencies, presence, call: { id: callId }, language });
    return null;
  }
}
