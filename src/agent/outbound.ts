import type { JobContext } from '@livekit/agents';
import type { Errand } from '../calls/call/briefing.ts';
import type { EndReason, OpenedCall, Outcome } from '../calls/call/call.ts';
import { keepLease } from '../calls/call/lease.ts';
import { routeTo } from '../calls/telephony/dial-template.ts';
import type { Dialed, Telephone } from '../calls/telephony/telephone.ts';
import { textsFor } from '../calls/texts/texts.ts';
import type { DialOrder } from '../dialing/dialing.ts';
import { timeZonesOf } from '../dialing/time-zones.ts';
import { occasionOf } from '../simulation/people/personas.ts';
import type { Setting } from '../wiring/dependencies.ts';
import { findScenario } from '../wiring/find-scenario.ts';
import { telephoneFor } from '../wiring/telephones.ts';
import { whyUnreadable } from '../wiring/why-unreadable.ts';
import type { Conduct } from './call-context.ts';
import { meet } from './handle-answer.ts';
import { leaveRoom } from './leave-room.ts';
import { prepareCall } from './prepare-call.ts';
import type { Presence } from './presence.ts';
import { startWith } from './start-with.ts';
import { takeSeats } from './wait-for-quota.ts';

/** Who the called party is in the room. */
const person = 'person';

/** Whoever answers is in the room since it rang; the news of that may be on its way. */
const arrivalMs = 3_000;

export interface Placement {
  job: JobContext;
  setting: Setting;
  presence: Presence;
  opened: OpenedCall;
}

/**
 * Dials somebody and speaks with them if they answer:
 *
 *   read what it is about ─(nobody here can)─► end the request, leave
 *   wait for seats at the providers
 *   begin ─(refused: the call has ended)─► leave
 *     └► dial ─(not answered)─► end_call, delete the room, give the line back
 *          └► answered ─(hung up at once)─► end_call, as answered
 *               └► session
 *
 * The session starts after the answer: one that is started first and has nobody to talk to takes LiveKit a minute to
 * close. Whatever step this process dies at, the lease lapses and the sweeper ends the call.
 */
export async function placeCall({ job, setting, presence, opened }: Placement): Promise<void> {
  const { calls, dialing, logger } = setting;
  const leaseSeconds = setting.config.CALL_LEASE_SECONDS;
  const callId = opened.call.id;
  const unreadable = await whyUnreadable(setting.scenarios, await dialing.errand(callId));
  if (unreadable) {
    logger.error({ callId, code: unreadable }, 'nobody can make this call');
    await dialing.refuse(callId, unreadable);
    await leaveRoom({ job, setting, callId });
    return job.shutdown(unreadable);
  }
  // Nobody's telephone rings before there is room for the call.
  const isSeated = await takeSeats({ job, setting, opened });
  if (!isSeated) return endUnanswered({ job, setting, callId }, 'canceled', 'never_dialed');
  const begun = await dialing.begin(callId, leaseSeconds);
  if (!begun.ok) {
    logger.info({ callId, code: begun.code }, 'not dialed');
    // Somebody else is dialing in this very room.
    const isAnothers = begun.code === 'already_dialed' || begun.code === 'call_taken';
    if (!isAnothers) await leaveRoom({ job, setting, callId });
    return job.shutdown(begun.code);
  }
  const stop = new AbortController();
  job.addShutdownCallback(async () => stop.abort());
  const stopLease = keepLease({ callId, leaseSeconds, calls, logger, onLost: () => stop.abort() });
  try {
    await carryOut({ job, setting, presence }, begun.order, stop.signal);
  } catch (error) {
    logger.error({ callId, err: error }, 'outbound call failed');
    await endUnanswered({ job, setting, callId }, 'failed', 'agent_failed');
  } finally {
    stopLease();
  }
}

async function carryOut(
  { job, setting, presence }: Omit<Placement, 'opened'>,
  order: DialOrder,
  signal: AbortSignal,
): Promise<void> {
  const { call } = order;
  const telephone = await telephoneFor(setting, order, {
    phone: order.dial.toPhone,
    attempt: occasionOf(order),
    scenario: call.scenario,
  });
  if (!telephone) throw new Error('There is no network to dial on.');
  const conduct: Conduct = {
    job,
    setting,
    opened: order,
    ...(await findScenario(setting, order)),
    errand: await errandOf(order),
    telephone,
    person,
  };
  // Loaded before it rings, so that whoever answers is heard at once.
  const { live, abandon } = await prepareCall(conduct);
  const dialed = await dial(telephone, order, signal);
  if (!dialed.answered) {
    const { outcome, sipStatusCode, detail } = dialed;
    setting.logger.info({ callId: call.id, outcome, sipStatusCode, detail }, 'not answered');
    await setting.dialing.legEnded(order.dial.legId, outcome, sipStatusCode);
    await endUnanswered({ job, setting, callId: call.id }, outcome, 'not_answered');
    return abandon();
  }
  if (!(await setting.dialing.answered(call.id, dialed.sipCallId, null))) {
    // The sweeper took us for dead. Its ending stands, so nobody may talk any more.
    await leaveRoom({ job, setting, callId: call.id });
    job.shutdown('call ended');
    return abandon();
  }
  const participant = await presence.arrives(arrivalMs);
  const texts = textsFor(order.agent.language);
  const isStarted =
    participant && (await startWith(presence, live, texts, { participantIdentity: person, opens: false }));
  if (!isStarted) {
    await endUnanswered({ job, setting, callId: call.id }, 'answered', 'person_hung_up');
    return abandon();
  }
  await meet(conduct, live, participant);
}

async function errandOf({
  input,
  attempt,
  person: { name },
  dial,
  organization,
}: DialOrder): Promise<Errand> {
  const timeZones = await timeZonesOf(dial.toPhone, organization.timeZone);
  return { input, attempt, person: { name, timeZones } };
}

function dial(telephone: Telephone, order: DialOrder, signal: AbortSignal): Promise<Dialed> {
  const { legId, toPhone, route, ringTimeoutMs, maxCallMs } = order.dial;
  return telephone.dial(
    {
      callId: order.call.id,
      legId,
      roomName: order.call.roomName ?? '',
      participantIdentity: person,
      toPhone,
      route: routeTo(toPhone, route),
      ringTimeoutMs,
      maxCallMs,
    },
    signal,
  );
}

/** Ends a call that has had no session. */
async function endUnanswered(
  place: { job: JobContext; setting: Setting; callId: string },
  outcome: Outcome,
  endReason: EndReason,
): Promise<void> {
  const { job, setting, callId } = place;
  try {
    await setting.calls.end(callId, { outcome, disposition: null, endReason });
  } catch (error) {
    setting.logger.error({ callId, err: error }, 'ending not kept; the sweeper will end the call');
  }
  await leaveRoom(place);
  job.shutdown(endReason);
}
