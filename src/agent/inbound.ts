import type { JobContext } from '@livekit/agents';
import { ParticipantKind, type RemoteParticipant } from '@livekit/rtc-node';
import type { OpenedCall, Outcome } from '../calls/call/call.ts';
import { keepLease } from '../calls/call/lease.ts';
import { inboundScenario } from '../calls/call/offered-scenarios.ts';
import type { Admission } from '../calls/call/reception.ts';
import { readTelephoned } from '../calls/telephony/which-call.ts';
import { textsFor } from '../calls/texts/texts.ts';
import { findOrganization, findOrganizationId } from '../services/supabase/organizations.ts';
import { listScenarios } from '../services/supabase/supabase-scenarios.ts';
import { ConfigError } from '../shared/errors.ts';
import type { Dependencies } from '../wiring/dependencies.ts';
import { describeProviders, isRehearsal } from '../wiring/describe-providers.ts';
import { findScenario } from '../wiring/find-scenario.ts';
import { telephoneFor } from '../wiring/telephones.ts';
import { leaveRoom } from './leave-room.ts';
import { prepareCall } from './prepare-call.ts';
import type { Presence } from './presence.ts';
import { refuse } from './refuse.ts';
import { startWith } from './start-with.ts';
import { takeSeatsInRoom } from './wait-for-quota.ts';

/** A call that has its row already: `POST /token` made it. */
interface Announced {
  opened: OpenedCall;
  /** BCP 47; absent means the agent's own. */
  language: string | undefined;
}

export interface Arrival {
  job: JobContext;
  dependencies: Dependencies;
  presence: Presence;
  dispatched: Announced | null;
}

/**
 * Somebody is in the room: from a telephone, from a browser, or at the console. Whoever leaves before the agent has begun
 * to listen has hung up.
 */
export async function receiveCall({ job, dependencies, presence, dispatched }: Arrival): Promise<void> {
  const person = job.isFakeJob ? null : await arrivalOf(dependencies, presence, dispatched);
  if (!job.isFakeJob && person === null) return neverCame(job, dependencies, dispatched);
  const { opened, admission } = await open(job, dependencies, person, dispatched);
  // A browser's call has its row before anybody is there.
  if (opened.call.channel === 'web') await dependencies.dialing.answered(opened.call.id, null, null);
  const hungUp = (outcome: Outcome) => leave(job, dependencies, opened.call.id, outcome);
  const { gone } = presence;
  if (gone.aborted) return hungUp('answered');
  if (!(await takeSeatsInRoom({ job, dependencies, opened, gone }))) return hungUp('canceled');
  if (admission !== 'welcome') {
    const isTold = await refuse({ job, dependencies, opened, admission, presence, person: person?.identity });
    return isTold ? undefined : hungUp('answered');
  }
  const { live, abandon } = await prepareCall({
    job,
    dependencies,
    opened,
    ...(await findScenario(dependencies, opened)),
    telephone: job.isFakeJob ? null : await telephoneFor(dependencies, opened, null),
    ...(person ? { person: person.identity } : {}),
  });
  void live.ending.left.then(({ endReason }) => job.shutdown(endReason));
  const texts = textsFor(opened.agent.language);
  const isStarted = await startWith(
    presence,
    live,
    texts,
    person ? { participantIdentity: person.identity } : {},
  );
  if (isStarted) return;
  await hungUp('answered');
  await abandon();
}

/** A browser with a token may take its time: its call is ours meanwhile. Null when the room closed and nobody was seen. */
async function arrivalOf(
  { calls, config, logger }: Dependencies,
  presence: Presence,
  dispatched: Announced | null,
): Promise<RemoteParticipant | null> {
  if (dispatched === null) return presence.arrives();
  const callId = dispatched.opened.call.id;
  const lost = Promise.withResolvers<null>();
  const stopLease = keepLease({
    callId,
    calls,
    leaseSeconds: config.CALL_LEASE_SECONDS,
    logger,
    onLost: () => lost.resolve(null),
  });
  try {
    return await Promise.race([presence.arrives(), lost.promise]);
  } finally {
    stopLease();
  }
}

/** Nobody was ever seen in the room. Of a telephone nothing is known then, so there is no row; a token was not used. */
async function neverCame(
  job: JobContext,
  dependencies: Dependencies,
  dispatched: Announced | null,
): Promise<void> {
  if (dispatched) {
    const ending = { outcome: 'canceled', disposition: null, endReason: 'never_joined' } as const;
    await dependencies.calls.end(dispatched.opened.call.id, ending);
  }
  job.shutdown('nobody came');
}

/** They hung up before the call began; or the sweeper ended it, and its ending stands. */
async function leave(
  job: JobContext,
  dependencies: Dependencies,
  callId: string,
  outcome: Outcome,
): Promise<void> {
  await dependencies.calls.end(callId, { outcome, disposition: null, endReason: 'person_hung_up' });
  await leaveRoom({ job, dependencies, callId });
  job.shutdown('left before the call began');
}

async function open(
  job: JobContext,
  dependencies: Dependencies,
  person: RemoteParticipant | null,
  dispatched: Announced | null,
): Promise<{ opened: OpenedCall; admission: Admission }> {
  if (dispatched) return { opened: speaking(dispatched), admission: 'welcome' };
  if (person?.info.kind === ParticipantKind.SIP) return openTelephoned(job, dependencies, person);
  return { opened: await openPlain(job, dependencies, person ? 'web' : 'console'), admission: 'welcome' };
}

async function openTelephoned(
  job: JobContext,
  dependencies: Dependencies,
  person: RemoteParticipant,
): Promise<{ opened: OpenedCall; admission: Admission }> {
  const organization = await findOrganization(dependencies.database, dependencies.config.ORGANIZATION);
  const received = await dependencies.reception.open(
    { ...readTelephoned(person.attributes, organization.region), roomName: job.room.name ?? '' },
    {
      organizationId: organization.id,
      rehearsal: isRehearsal(describeProviders(dependencies.config)),
      leaseSeconds: dependencies.config.CALL_LEASE_SECONDS,
    },
  );
  // LiveKit may have sent two jobs to the room: both find the call, and one of them gets it.
  return {
    ...received,
    opened: await dependencies.calls.take(received.opened.call.id, dependencies.config.CALL_LEASE_SECONDS),
  };
}

/** A call that nobody announced, of the organization that this deployment answers for. */
async function openPlain(
  job: JobContext,
  { calls, config, database }: Dependencies,
  channel: 'web' | 'console',
): Promise<OpenedCall> {
  const organizationId = await findOrganizationId(database, config.ORGANIZATION);
  // `npm run console -- --scenario` says what the call is about; nobody else can.
  const wish = channel === 'console' ? config.PARLEY_CONSOLE_SCENARIO : undefined;
  const scenario = wish ?? inboundScenario(await listScenarios(database, organizationId));
  if (scenario === null) {
    throw new ConfigError(
      `ORGANIZATION: "${config.ORGANIZATION}" only calls; none of its scenarios answers (table organization_scenarios)`,
    );
  }
  const opened = await calls.open({
    organizationId,
    scenario,
    direction: 'inbound',
    channel,
    roomName: channel === 'console' ? null : (job.room.name ?? ''),
    fromPhone: null,
    toPhone: null,
    rehearsal: isRehearsal(describeProviders(config)),
    leaseSeconds: config.CALL_LEASE_SECONDS,
  });
  return calls.take(opened.call.id, config.CALL_LEASE_SECONDS);
}

/** The person may have asked for another language than the agent's own. */
function speaking({ opened, language }: Announced): OpenedCall {
  return language ? { ...opened, agent: { ...opened.agent, language } } : opened;
}
