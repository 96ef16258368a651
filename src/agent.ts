import { fileURLToPath } from 'node:url';
import { cli, defineAgent, type JobContext, ServerOptions } from '@livekit/agents';
import { receiveCall } from './agent/inbound.ts';
import { placeCall } from './agent/outbound.ts';
import { Presence } from './agent/presence.ts';
import { readDispatch } from './calls/telephony/which-call.ts';
import { type Config, readConfig } from './config.ts';
import { refuseUnknownOrganization } from './services/supabase/organizations.ts';
import { explain } from './shared/entry.ts';
import { hidePrivateOutput } from './shared/private-lines.ts';
import { releaseMemory } from './shared/release-memory.ts';
import { createSetting } from './wiring/dependencies.ts';
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
  const setting = createSetting(config);
  const presence = new Presence(job.room);
  await job.connect();
  const dispatched = readDispatch(job.job.metadata);
  if (dispatched === null) return receiveCall({ job, setting, presence, dispatched });
  const { callId, language } = dispatched;
  const opened = await setting.calls.take(callId, config.CALL_LEASE_SECONDS);
  if (opened.call.direction === 'outbound') return placeCall({ job, setting, presence, opened });
  await receiveCall({ job, setting, presence, dispatched: { opened, language } });
}
