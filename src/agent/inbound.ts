import type { JobContext } from '@livekit/agents';
import { ParticipantKind, type RemoteParticipant } from '@livekit/rtc-node';
import type { OpenedCall } from '../calls/call/call.ts';
import { leaseSeconds } from '../calls/call/lease.ts';
import type { Admission } from '../calls/call/reception.ts';
import { readTelephoned } from '../calls/telephony/which-call.ts';
import { findOrganizationId } from '../services/supabase/organizations.ts';
import type { Dependencies } from '../wiring/dependencies.ts';
import { describeProviders, isRehearsal } from '../wiring/describe-providers.ts';
import { findScenario } from '../wiring/find-scenario.ts';
import { telephoneFor } from '../wiring/telephones.ts';
import { leaveRoom } from './leave-room.ts';
import { prepareCall } from './prepare-call.ts';
import { refuse } from './refuse.ts';
import { takeSeatsInRoom } from './wait-for-quota.ts';
import { watchDeparture } from './watch-departure.ts';

/** A browser whose connection broke may come back within this time; then the line is cut. */
const comeBackMs = 8_000;

/** A call that has its row already: `POST /token` made it. */
interface Announced {
  opened: OpenedCall;
  /** BCP 47; absent means the agent's own. */
  language: string | undefined;
}

/** Somebody is in the room: from a telephone, from a browser, or at the console. */
export async function receiveCall(
  job: JobContext,
  dependencies: Dependencies,
  dispatched: Announced | null,
): Promise<void> {
  const person = job.isFakeJob ? null : await job.waitForParticipant();
  const isTelephone = person?.info.kind === ParticipantKind.SIP;
  const { opened, admission } = await open(job, dependencies, person, dispatched);
  const isSeated = await takeSeatsInRoom({ job, dependencies, opened, person: person?.identity });
  if (!isSeated) return leaveWaiting(job, dependencies, opened.call.id);
  if (admission !== 'welcome')
    return refuse({ job, dependencies, opened, admission, person: person?.identity });
  const { live } = await prepareCall({
    job,
    dependencies,
    opened,
    ...(await findScenario(dependencies, opened)),
    telephone: job.isFakeJob ? null : await telephoneFor(dependencies, opened, null),
    ...(person ? { person: person.identity } : {}),
  });
  void live.ending.left.then(({ endReason }) => job.shutdown(endReason));
  if (person) {
    watchDeparture(job.room, person, isTelephone ? 0 : comeBackMs, () => live.ending.connectionLost());
  }
  await live.start(person ? { participantIdentity: person.identity } : {});
}

/** They hung up before there was room for the call; or the sweeper ended it, and its ending stands. */
async function leaveWaiting(job: JobContext, dependencies: Dependencies, callId: string): Promise<void> {
  await dependencies.calls.end(callId, {
    outcome: 'canceled',
    disposition: null,
    endReason: 'person_hung_up',
  });
  await leaveRoom({ job, dependencies, callId });
  job.shutdown('left while waiting');
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
  return dependencies.reception.open(
    { ...readTelephoned(person.attributes), roomName: job.room.name ?? '' },
    {
      organizationId: await findOrganizationId(dependencies.database, dependencies.config.ORGANIZATION),
      rehearsal: isRehearsal(describeProviders(dependencies.config)),
      leaseSeconds,
    },
  );
}

/** A call that nobody announced, of the organization that this deployment answers for. */
async function openPlain(
  job: JobContext,
  { calls, config, database }: Dependencies,
  channel: 'web' | 'console',
): Promise<OpenedCall> {
  const opened = await calls.open({
    organizationId: await findOrganizationId(database, config.ORGANIZATION),
    scenario: 'appointment',
    direction: 'inbound',
    channel,
    roomName: channel === 'console' ? null : (job.room.name ?? ''),
    fromPhone: null,
    toPhone: null,
    rehearsal: isRehearsal(describeProviders(config)),
    leaseSeconds,
  });
  return calls.take(opened.call.id, leaseSeconds);
}

/** The person may have asked for another language than the agent's own. */
function speaking({ opened, language }: Announced): OpenedCall {
  return language ? { ...opened, agent: { ...opened.agent, language } } : opened;
}
