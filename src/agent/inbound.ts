import type { JobContext } from '@livekit/agents';
import { ParticipantKind, type RemoteParticipant } from '@livekit/rtc-node';
import type { OpenedCall, Outcome } from '../calls/call/call.ts';
import { keepLease } from '../calls/call/lease.ts';
import { inboundScenario } from '../calls/call/offered-scenarios.ts';
import type { Seats } from '../calls/call/provider-quota.ts';
import type { Admission } from '../calls/call/reception.ts';
import { WriteQueue } from '../calls/call/write-queue.ts';
import { readTelephoned } from '../calls/telephony/which-call.ts';
import { textsFor } from '../calls/texts/texts.ts';
import { findOrganization, findOrganizationId } from '../services/supabase/organizations.ts';
import { listScenarios } from '../services/supabase/supabase-scenarios.ts';
import { ConfigError, DatabaseError } from '../shared/errors.ts';
import type { Dependencies } from '../wiring/dependencies.ts';
import { describeProviders, isRehearsal } from '../wiring/describe-providers.ts';
import { findScenario } from '../wiring/find-scenario.ts';
import { telephoneFor } from '../wiring/telephones.ts';
import { leaveRoom } from './leave-room.ts';
import { prepareCall } from './prepare-call.ts';
import type { Presence } from './presence.ts';
import { reachDatabase } from './reach-database.ts';
import { refuse } from './refuse.ts';
import { startWith } from './start-with.ts';
import { defaultLanguage, turnAway } from './turn-away.ts';
import { takeSeatsInRoom } from './wait-for-quota.ts';
import { whileThere } from './while-there.ts';

/** For what is owed of a call that nobody was heard in: that it was answered, and that it had to wait. */
const owedMs = 5_000;

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
 * to listen has hung up, at whatever step that is. Whoever comes while the database is away is told so.
 */
export async function receiveCall(arrival: Arrival): Promise<void> {
  const { job, dependencies, presence, dispatched } = arrival;
  const person = job.isFakeJob ? null : await arrivalOf(dependencies, presence, dispatched);
  if (!job.isFakeJob && person === null) return neverCame(job, dependencies, dispatched);
  let opened = dispatched?.opened ?? null;
  try {
    const opening = reachDatabase(dependencies.config, () => open(job, dependencies, person, dispatched));
    const isThere = (await whileThere(presence, opening)) !== null;
    // The line does not wait for the row.
    if (!isThere) await job.deleteRoom();
    const received = await opening;
    opened = received.opened;
    const call = {
      job,
      dependencies,
      presence,
      person,
      queue: new WriteQueue(dependencies.logger),
      ...received,
    };
    const left = await answer(call);
    if (left) await leave(call, left);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    const language = opened?.agent.language ?? defaultLanguage;
    await turnAway({ job, dependencies, presence, call: opened?.call ?? null, language });
  }
}

/** A call that has its row, and whoever waits for it to be answered. */
interface Waiting extends Pick<Arrival, 'job' | 'dependencies' | 'presence'> {
  person: RemoteParticipant | null;
  opened: OpenedCall;
  admission: Admission;
  queue: WriteQueue;
}

/** @returns how the call has to be ended when they left before it began; null when it began, and ends by itself */
async function answer(waiting: Waiting): Promise<Outcome | null> {
  const { job, presence, person, opened, admission, queue } = waiting;
  const dependencies = withPatience(waiting.dependencies);
  const { gone } = presence;
  // A browser's call has its row before anybody is there.
  if (opened.call.channel === 'web') {
    queue.add('answer_call', () => dependencies.dialing.answered(opened.call.id, null, null));
  }
  if (gone.aborted) return 'answered';
  const seated = await whileThere(presence, takeSeatsInRoom({ job, dependencies, opened, queue, gone }));
  if (!seated?.result) return 'canceled';
  if (admission !== 'welcome') {
    const isTold = await refuse({
      job,
      dependencies,
      opened,
      admission,
      presence,
      queue,
      person: person?.identity,
    });
    return isTold ? null : 'answered';
  }
  const preparing = prepare(waiting);
  const prepared = await whileThere(presence, preparing, ({ abandon }) => abandon());
  if (prepared === null) return 'answered';
  const { live, abandon } = prepared.result;
  void live.ending.left.then(({ endReason }) => job.shutdown(endReason));
  const texts = textsFor(opened.agent.language);
  const input = person ? { participantIdentity: person.identity } : {};
  if (await startWith(presence, live, texts, input)) return null;
  void abandon();
  return 'answered';
}

async function prepare({ job, dependencies, opened, person, queue }: Waiting) {
  const { config } = dependencies;
  return prepareCall({
    job,
    dependencies,
    opened,
    queue,
    ...(await reachDatabase(config, () => findScenario(dependencies, opened))),
    telephone: job.isFakeJob ? null : await telephoneFor(dependencies, opened, null),
    ...(person ? { person: person.identity } : {}),
  });
}

/** Seats may be waited for, a database not. */
function withPatience(dependencies: Dependencies): Dependencies {
  const { config, seats } = dependencies;
  const take: Seats['take'] = (callId, limits) => reachDatabase(config, () => seats.take(callId, limits));
  return { ...dependencies, seats: { take } };
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

/**
 * They hung up before the call began; or the sweeper ended it, and its ending stands. The line is free at once: the ending
 * is written behind what is owed, and should the database be away it is in a file until the runner can.
 */
async function leave({ job, dependencies, opened, queue }: Waiting, outcome: Outcome): Promise<void> {
  const { calls, logger } = dependencies;
  const callId = opened.call.id;
  const end = async () => {
    await queue.drain(owedMs);
    await calls.end(callId, { outcome, disposition: null, endReason: 'person_hung_up' });
  };
  await Promise.all([
    end().catch((error) => logger.error({ callId, err: error }, 'ending not kept yet')),
    leaveRoom({ job, dependencies, callId }),
  ]);
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
