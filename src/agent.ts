import { fileURLToPath } from 'node:url';
import { cli, defineAgent, type JobContext, ServerOptions } from '@livekit/agents';
import { DisconnectReason, ParticipantKind, type RemoteParticipant, RoomEvent } from '@livekit/rtc-node';
import { LiveCall } from './calls/live-call.ts';
import { Meter } from './calls/meter.ts';
import { type Arrival, whichCall } from './calls/which-call.ts';
import { type Config, readConfig } from './config.ts';
import { createProviders, isRehearsal, loadProviders } from './providers.ts';
import { appointment } from './scenarios/appointment.ts';
import { createAppointments } from './services/supabase/appointments.ts';
import { createCalls } from './services/supabase/calls.ts';
import { createDatabase, type Database } from './services/supabase/client.ts';
import { findOrganizationId } from './services/supabase/organizations.ts';
import { createVisits } from './services/supabase/visits.ts';
import { createWishes } from './services/supabase/wishes.ts';
import { systemClock } from './shared/clock.ts';
import { ConfigError } from './shared/errors.ts';
import { createLogger } from './shared/logger.ts';
import { hidePrivateOutput } from './shared/private-lines.ts';
import { releaseMemory } from './shared/release-memory.ts';

/** A person whose connection broke may come back within this time; then the line is cut. */
const comeBackMs = 8_000;

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

/** One job: finds its call, answers it, and leaves when it has ended. */
async function answer(job: JobContext): Promise<void> {
  const config = readConfig(process.env);
  if (!config.LOG_UNREDACTED) hidePrivateOutput(process.stdout);
  const logger = createLogger({
    level: config.LOG_LEVEL,
    unredacted: config.LOG_UNREDACTED,
    component: 'agent',
  });
  const database = connect(config);
  const calls = createCalls(database);
  await job.connect();
  const person = job.isFakeJob ? null : await job.waitForParticipant();
  const opened = await whichCall(arrivalOf(job, person), {
    organizationId: await findOrganizationId(database, config.ORGANIZATION),
    scenario: appointment.name,
    rehearsal: isRehearsal(config),
    calls,
  });
  const callLogger = logger.child({ callId: opened.call.id });
  const meter = new Meter();
  let call: LiveCall | undefined;
  const providers = await createProviders({
    config,
    opened,
    meter,
    clock: systemClock,
    logger: callLogger,
    onFault: (fault) => call?.noticeFault(fault),
  });
  const live = new LiveCall({
    opened,
    scenario: appointment,
    ...providers,
    meter,
    appointments: createAppointments(database),
    visits: createVisits(database),
    wishes: createWishes(database),
    calls,
    clock: systemClock,
    logger: callLogger,
    ...(job.isFakeJob ? {} : { room: job.room }),
    onEnded: async () => {
      await providers.close();
      job.shutdown('call ended');
    },
  });
  call = live;
  job.addShutdownCallback(async () => void (await live.finished('agent_failed')));
  if (person) watchDeparture(job, person, () => live.end('person_hung_up'));
  await live.start(person ? { participantIdentity: person.identity } : {});
}

function connect({ SUPABASE_URL, SUPABASE_KEY }: Config): Database {
  if (SUPABASE_URL && SUPABASE_KEY) return createDatabase(SUPABASE_URL, SUPABASE_KEY);
  throw new ConfigError('SUPABASE_URL: the agent needs a database; `npm start` brings one');
}

function arrivalOf(job: JobContext, person: RemoteParticipant | null): Arrival {
  const isTelephone = person?.info.kind === ParticipantKind.SIP;
  return {
    metadata: job.job.metadata,
    roomName: job.job.room?.name ?? '',
    channel: person === null ? 'console' : isTelephone ? 'sip' : 'web',
    participantAttributes: person?.attributes ?? {},
  };
}

/**
 * LiveKit closes the session when somebody hangs up, but not when a connection breaks. Whoever is not back soon after
 * that has gone as well.
 */
function watchDeparture(job: JobContext, person: RemoteParticipant, onGone: () => void): void {
  const isBack = () =>
    [...job.room.remoteParticipants.values()].some(({ identity }) => identity === person.identity);
  job.room.on(RoomEvent.ParticipantDisconnected, (left: RemoteParticipant) => {
    if (left.identity !== person.identity) return;
    if (left.disconnectReason === DisconnectReason.CLIENT_INITIATED) return;
    setTimeout(() => {
      if (!isBack()) onGone();
    }, comeBackMs).unref();
  });
}
