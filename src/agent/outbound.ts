import type { JobContext } from '@livekit/agents';
import type { Errand } from '../calls/call/briefing.ts';
import type { EndReason, OpenedCall, Outcome } from '../calls/call/call.ts';
import { keepLease, leaseSeconds } from '../calls/call/lease.ts';
import { routeTo } from '../calls/telephony/dial-template.ts';
import type { Dialed, Telephone } from '../calls/telephony/telephone.ts';
import type { DialOrder } from '../dialing/dialing.ts';
import { timeZonesOf } from '../dialing/time-zones.ts';
import { occasionOf } from '../simulation/people/personas.ts';
import type { Setting } from '../wiring/dependencies.ts';
import { findScenario } from '../wiring/find-scenario.ts';
import { telephoneFor } from '../wiring/telephones.ts';
import type { Conduct } from './call-context.ts';
import { meet } from './handle-answer.ts';
import { watchDeparture } from './inbound.ts';
import { leaveRoom } from './leave-room.ts';
import { prepareCall } from './prepare-call.ts';
import { takeSeats } from './wait-for-quota.ts';

/** Who the called party is in the room. */
const person = 'person';

/**
 * Dials somebody and speaks with them if they answer:
 *
 *   wait for seats at the providers
 *   begin ─(refused: the call has ended)─► leave
 *     └► dial ─(not answered)─► end_call, delete the room, give the line back
 *          └► answered ─► session
 *
 * The session starts after the answer: one that is started first and has nobody to talk to takes LiveKit a minute to
 * close. Whatever step this process dies at, the lease lapses and the sweeper ends the call.
 */
export async function placeCall(job: JobContext, setting: Setting, opened: OpenedCall): Promise<void> {
  const { dialing, logger } = setting;
  const callId = opened.call.id;
  // Nobody's telephone rings before there is room for the call.
  const isSeated = await takeSeats({ job, setting, opened });
  if (!isSeated) return endUnanswered({ job, setting, callId }, 'canceled', 'never_dialed');
  const begun = await dialing.begin(callId, leaseSeconds);
  if (!begun.ok) {
    logger.info({ callId, code: begun.code }, 'not dialed');
    // Somebody else is dialing in this very room.
    if (begun.code !== 'already_dialed') await leaveRoom({ job, setting, callId });
    return job.shutdown(begun.code);
  }
  const stop = new AbortController();
  job.addShutdownCallback(async () => stop.abort());
  const stopLease = keepLease({ callId, calls: setting.calls, logger, onLost: () => stop.abort() });
  try {
    await carryOut(job, setting, begun.order, stop.signal);
  } catch (error) {
    logger.error({ callId, err: error }, 'outbound call failed');
    await endUnanswered({ job, setting, callId }, 'failed', 'agent_failed');
  } finally {
    stopLease();
  }
}

async function carryOut(
  job: JobContext,
  setting: Setting,
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
  // Loaded while it rings. Input that the scenario cannot read fails here, before anybody's telephone rings.
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
  const participant = await job.waitForParticipant(person);
  watchDeparture(job, participant, 0, () => live.ending.connectionLost());
  await live.start({ participantIdentity: person, opens: false });
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
