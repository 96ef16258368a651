import { fileURLToPath } from 'node:url';
import { cli, defineAgent, type JobContext, ServerOptions } from '@livekit/agents';
import { receiveCall } from './agent/inbound.ts';
import { callFromRoom } from './agent/outbound.ts';
import { leaseSeconds } from './calls/call/lease.ts';
import { readDispatch } from './calls/telephony/which-call.ts';
import { type Config, readConfig } from './config.ts';
import { hidePrivateOutput } from './shared/private-lines.ts';
import { releaseMemory } from './shared/release-memory.ts';
import { createDependencies } from './wiring/dependencies.ts';
import { loadProviders } from './wiring/providers.ts';

/** The LiveKit worker. This file is loaded again by every job process, so nothing happens on import. */
export default defineAgent({ prewarm, entry: answer });

if (process.argv[1] === fileURLToPath(import.meta.url)) runWorker(readConfig(process.env));

function runWorker(config: Config): void {
  if (!config.LOG_UNREDACTED) hidePrivateOutput(process.stdout);
  cli.runApp(
    new ServerOptions({
      agent: fileURLToPath(import.meta.url),
      agentName: config.AGENT_NAME,
      host: '127.0.0.1',
      port: config.AGENT_PORT,
      numIdleProcesses: config.AGENT_IDLE_PROCESSES,
      // LiveKit's default measures the machine's load and would keep a small one from taking its second call.
      loadFunc: async (server) => server.activeJobs.length / config.AGENT_MAX_CALLS,
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
  await job.connect();
  const dispatched = readDispatch(job.job.metadata);
  if (dispatched === null) return receiveCall(job, dependencies, null);
  const { callId, language } = dispatched;
  const opened = await dependencies.calls.take(callId, leaseSeconds);
  if (opened.call.direction === 'outbound') return callFromRoom(job, dependencies, opened);
  await receiveCall(job, dependencies, { opened, language });
}
