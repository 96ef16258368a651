import type { Calls, Ending } from '../calls/call/call.ts';
import { keepLease } from '../calls/call/lease.ts';
import type { WriteQueue } from '../calls/call/write-queue.ts';
import type { CallEnding } from '../calls/ending/ending.ts';
import type { OutboundRequest } from '../calls/scenario/briefing.ts';
import type { Dialed } from '../calls/telephony/telephone.ts';
import type { Logger } from '../shared/logger.ts';
import type { AskedErrand, Dialing, DialOrder, DialRefusal, Unreadable } from './dialing.ts';
import { timeZonesOf } from './time-zones.ts';

/** How an outbound call reaches somebody: by a telephone in a LiveKit room, or typed and without sound. */
export interface OutboundChannel {
  /**
   * Waits for a seat at each provider.
   * @returns false when nobody wants the call any more
   */
  takeSeats(): Promise<boolean>;
  /** Makes everything ready that a conversation needs. Throws for input that the scenario cannot read. */
  prepare(order: DialOrder, request: OutboundRequest): Promise<PreparedCall>;
  /** Sends everybody out and gives the lines back. Never fails. */
  leave(): Promise<void>;
  /** Aborts when nobody may be dialed any more. */
  signal: AbortSignal;
}

/** A call that can begin the moment that somebody picks up. */
export interface PreparedCall {
  ending: Pick<CallEnding, 'driverFailed' | 'leaseLost' | 'left'>;
  /** Writes that nobody waits for, in order and before the ending. */
  owed: Pick<WriteQueue, 'add' | 'drain'>;
  dial(signal: AbortSignal): Promise<Dialed>;
  /**
   * Somebody or something has picked up: finds out which, deals with machines, and converses with a person. From now on
   * the call ends and leaves by itself, before this resolves or after.
   * @returns false when they had hung up before the conversation could begin
   */
  converse(): Promise<boolean>;
  /** Gives back what was made ready: it was for nothing. */
  abandon(): Promise<void>;
}

export interface PlacingPorts {
  dialing: Pick<Dialing, 'errand' | 'refuse' | 'begin' | 'answered' | 'legEnded'>;
  calls: Pick<Calls, 'renew' | 'end'>;
  /** CALL_LEASE_SECONDS. */
  leaseSeconds: number;
  /** Why nobody can make this call; null when somebody can. */
  whyUnreadable: (asked: AskedErrand) => Promise<Unreadable | null>;
  logger: Logger;
}

/** `ended` resolves when nothing of the call is left here: after a hand-over, once the two have hung up. */
export type Placed =
  | { dialed: true; ended: Promise<Ending> }
  | { dialed: false; code: DialRefusal | 'canceled' };

/**
 * Dials somebody and speaks with them if they answer:
 *
 *   read what it is about ─(nobody here can)─► end the request, leave
 *   wait for seats at the providers ─(nobody wants it any more)─► end_call `never_dialed`, leave
 *     └► begin ─(refused: the call has ended)─► leave
 *          └► prepare ─► dial ─(not answered)─► end_call, leave
 *                          └► answered ─► handle the answer ─► converse; `CallEnding` ends it and leaves
 *                                        └─(hung up at once)─► end_call, as answered
 *
 * The session starts after the answer: one that is started first and has nobody to talk to takes LiveKit a minute to
 * close. Whatever step this process dies at, the lease lapses and the sweeper ends the call; whatever step throws, the
 * call is ended and its lines are given back.
 */
export async function placeCall(
  callId: string,
  channel: OutboundChannel,
  ports: PlacingPorts,
): Promise<Placed> {
  const { dialing, calls, leaseSeconds, logger } = ports;
  const unreadable = await ports.whyUnreadable(await dialing.errand(callId));
  if (unreadable) {
    logger.error({ callId, code: unreadable }, 'nobody can make this call');
    await dialing.refuse(callId, unreadable);
    await channel.leave();
    return { dialed: false, code: unreadable };
  }
  // Nobody's telephone rings before there is room for the call.
  if (!(await channel.takeSeats())) {
    await endUnanswered(callId, neverDialed, channel, ports);
    return { dialed: false, code: 'canceled' };
  }
  const begun = await dialing.begin(callId, leaseSeconds);
  if (!begun.ok) {
    logger.info({ callId, code: begun.code }, 'not dialed');
    // Somebody else is dialing, in this very room.
    if (begun.code !== 'already_dialed' && begun.code !== 'call_taken') await channel.leave();
    return { dialed: false, code: begun.code };
  }
  const lost = new AbortController();
  const stopLease = keepLease({ callId, leaseSeconds, calls, logger, onLost: () => lost.abort() });
  try {
    const signal = AbortSignal.any([channel.signal, lost.signal]);
    return { dialed: true, ...(await carryOut(begun.order, channel, signal, ports)) };
  } catch (error) {
    logger.error({ callId, err: error }, 'outbound call failed');
    const ending = await endUnanswered(callId, failed, channel, ports);
    return { dialed: true, ended: Promise.resolve(ending) };
  } finally {
    stopLease();
  }
}

/** As long as somebody who picked up waits for a word without wondering. */
const helloMs = 1_000;
/** For what is owed of a call in which nobody talked. */
const owedMs = 5_000;

const neverDialed: Ending = { outcome: 'canceled', disposition: null, endReason: 'never_dialed' };
const hungUpAtOnce: Ending = {
  outcome: 'answered',
  disposition: null,
  endReason: 'person_hung_up',
};
const failed: Ending = { outcome: 'failed', disposition: null, endReason: 'agent_failed' };

async function carryOut(
  order: DialOrder,
  channel: OutboundChannel,
  signal: AbortSignal,
  ports: PlacingPorts,
): Promise<{ ended: Promise<Ending> }> {
  const { logger } = ports;
  const callId = order.call.id;
  // Before anybody's telephone rings: a call that cannot be held is not placed.
  const prepared = await channel.prepare(order, await requestOf(order));
  const unanswered = await dial(order, prepared, signal, ports).catch((error): Ending => {
    logger.error({ callId, err: error }, 'outbound call failed');
    return failed;
  });
  if (unanswered) {
    const ending = await endUnanswered(callId, unanswered, channel, ports, prepared);
    await prepared.abandon();
    return { ended: Promise.resolve(ending) };
  }
  try {
    if (!(await prepared.converse())) {
      const ending = await endUnanswered(callId, hungUpAtOnce, channel, ports, prepared);
      await prepared.abandon();
      return { ended: Promise.resolve(ending) };
    }
  } catch (error) {
    logger.error({ callId, err: error }, 'outbound call failed');
    prepared.ending.driverFailed();
  }
  return { ended: prepared.ending.left };
}

/** @returns how the call ends when nobody may talk; null when somebody picked up */
async function dial(
  order: DialOrder,
  prepared: PreparedCall,
  signal: AbortSignal,
  { dialing, logger }: PlacingPorts,
): Promise<Ending | null> {
  const callId = order.call.id;
  const dialed = await prepared.dial(signal);
  if (!dialed.answered) {
    const { outcome, sipStatusCode, detail } = dialed;
    logger.info({ callId, outcome, sipStatusCode, detail }, 'not answered');
    await dialing.legEnded(order.dial.legId, outcome, sipStatusCode);
    return { outcome, disposition: null, endReason: 'not_answered' };
  }
  return (await isStillOurs(order, dialed.sipCallId, prepared, dialing)) ? null : failed;
}

/**
 * Keeps that somebody picked up. They have said hello and wait: a database that does not answer at once is told later, and
 * should it answer then that the call has ended, since the sweeper took us for dead, the conversation ends.
 */
async function isStillOurs(
  order: DialOrder,
  sipCallId: string | null,
  { owed, ending }: PreparedCall,
  dialing: PlacingPorts['dialing'],
): Promise<boolean> {
  let isOurs = true;
  let isLate = false;
  owed.add('answer_call', async () => {
    isOurs = await dialing.answered(order.call.id, sipCallId, null);
    if (!isOurs && isLate) ending.leaseLost();
  });
  await owed.drain(helloMs);
  isLate = true;
  return isOurs;
}

async function requestOf({
  input,
  attempt,
  person: { name },
  dial,
  organization,
}: DialOrder): Promise<OutboundRequest> {
  const timeZones = timeZonesOf(dial.toPhone, organization.timeZone);
  return { input, attempt, person: { name, timeZones } };
}

/**
 * The line is given back at once, whatever becomes of the ending.
 * @returns the ending that stands, or the one that the sweeper will write. Never fails.
 */
async function endUnanswered(
  callId: string,
  ending: Ending,
  channel: OutboundChannel,
  { calls, logger }: PlacingPorts,
  prepared?: PreparedCall,
): Promise<Ending> {
  const end = async () => {
    await prepared?.owed.drain(owedMs);
    return calls.end(callId, ending);
  };
  const [stands] = await Promise.all([
    end().catch((error) => {
      logger.error({ callId, err: error }, 'ending not kept; the sweeper will end the call');
      return ending;
    }),
    channel.leave(),
  ]);
  return stands;
}
