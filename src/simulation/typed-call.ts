import { initializeLogger } from '@livekit/agents';
import { brief, type Errand } from '../calls/call/briefing.ts';
import type { Calls, Ending } from '../calls/call/call.ts';
import { keepLease, leaseSeconds } from '../calls/call/lease.ts';
import { type Seats, waitForSeats } from '../calls/call/provider-quota.ts';
import type { LiveCall } from '../calls/live-call.ts';
import type { LiveCallParts } from '../calls/live-call-parts.ts';
import type { Scenario } from '../calls/scenario/scenario.ts';
import type { Dialing, DialOrder, DialRefusal } from '../dialing/dialing.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import { linesFor } from './people/lines.ts';
import { type CalledPerson, createPerson } from './people/person.ts';
import { occasionOf, type PersonaName } from './people/personas.ts';
import { TypedConversation } from './typed/conversation.ts';
import { type MachineAnswer, meetMachine } from './typed/machine.ts';
import { handOverTyped, notAnswered } from './typed/operators.ts';
import type { TypedWatch } from './typed/watch.ts';

export interface TypedCallPorts {
  dialing: Dialing;
  calls: Calls;
  clock: Clock;
  logger: Logger;
  /** SIMULATION_SEED. */
  seed: number;
  seats: Seats;
  /** MAX_PARALLEL_LLM. */
  mostModels: number;
  findScenario: (order: DialOrder) => Promise<{ scenario: Scenario }>;
  /** Makes the call without ears, voice and room. */
  openLive: (order: DialOrder, errand: Errand, ways: Ways) => LiveCall | Promise<LiveCall>;
  errandOf: (order: DialOrder) => Errand | Promise<Errand>;
}

/** What only the driver of a typed call can give it. */
export type Ways = Pick<LiveCallParts, 'handOver' | 'onEvent' | 'onEnded'>;

export interface TypedCallOptions {
  callId: string;
  /** Who answers, instead of whom the seed chooses. */
  persona?: PersonaName | undefined;
  watch?: TypedWatch;
  /** Ends the conversation as the person's hang-up would. */
  signal?: AbortSignal;
}

export type TypedCallResult = { dialed: true; ending: Ending } | { dialed: false; code: DialRefusal };

/** LiveKit's framework wants to be told once how it logs, outside of its own command line. */
export function prepareTypedCalls(): void {
  initializeLogger({ pretty: false, level: 'error' });
}

/**
 * One outbound call from the dial to the ending, without a room and without sound: the same rows, the same session, the
 * same tools. Hundreds run at once in a process. However it goes wrong, the call is ended and its line given back.
 */
export async function runTypedCall(
  options: TypedCallOptions,
  ports: TypedCallPorts,
): Promise<TypedCallResult> {
  const { callId } = options;
  const { dialing, logger } = ports;
  await takeSeat(options, ports);
  const begun = await dialing.begin(callId, leaseSeconds);
  if (!begun.ok) {
    logger.info({ callId, code: begun.code }, 'not dialed');
    // Whoever dialed it gives the line back.
    if (begun.code !== 'already_dialed') await dialing.release(callId);
    return { dialed: false, code: begun.code };
  }
  try {
    const ending = await carryOut(begun.order, options, ports);
    options.watch?.ended?.(ending);
    return { dialed: true, ending };
  } catch (error) {
    logger.error({ callId, err: error }, 'typed call failed');
    return { dialed: true, ending: await ports.calls.end(callId, failed) };
  } finally {
    await dialing.release(callId);
  }
}

/** Typing needs neither ears nor a voice. Whoever stops waiting finds out by dialing. */
async function takeSeat({ callId, signal }: TypedCallOptions, ports: TypedCallPorts): Promise<void> {
  const { seats, mostModels, calls, clock, logger } = ports;
  const stop = new AbortController();
  const stopLease = keepLease({ callId, calls, logger, onLost: () => stop.abort() });
  try {
    await waitForSeats({
      callId,
      seats,
      limits: { llm: mostModels },
      clock,
      logger,
      onWaiting: () => undefined,
      signal: signal ? AbortSignal.any([signal, stop.signal]) : stop.signal,
    });
  } finally {
    stopLease();
  }
}

const failed: Ending = { outcome: 'failed', disposition: null, endReason: 'agent_failed' };

async function carryOut(
  order: DialOrder,
  { persona, watch = {}, signal }: TypedCallOptions,
  ports: TypedCallPorts,
): Promise<Ending> {
  const { call, agent, dial } = order;
  const { dialing, calls, seed } = ports;
  const person = createPerson({
    seed,
    phone: dial.toPhone,
    attempt: occasionOf(order),
    scenario: call.scenario,
    language: agent.language,
    persona,
  });
  await watch.dials?.(person.persona, dial.toPhone);
  const unanswered = notAnswered(person.answering);
  if (unanswered) {
    const { outcome, sipStatusCode } = unanswered;
    watch.notAnswered?.(outcome);
    await dialing.legEnded(dial.legId, outcome, sipStatusCode);
    return calls.end(call.id, { outcome, disposition: null, endReason: 'not_answered' });
  }
  const met = await pickUp(order, person, watch, ports);
  if (met) return calls.end(call.id, met.ending);
  return converse(order, person, { watch, signal }, ports);
}

/** @returns the ending when a machine has taken the call for good; null when somebody is there */
async function pickUp(
  order: DialOrder,
  { answering }: CalledPerson,
  watch: TypedWatch,
  ports: TypedCallPorts,
): Promise<Extract<MachineAnswer, { reached: false }> | null> {
  const { call } = order;
  const { dialing, calls, clock, findScenario, errandOf } = ports;
  const greeting = 'greeting' in answering ? answering.greeting : null;
  if (answering.kind === 'answers') {
    await dialing.answered(call.id, null, answering.by);
    await watch.answers?.('person', greeting);
    return null;
  }
  await watch.answers?.('machine', greeting);
  if (answering.kind !== 'voicemail' && answering.kind !== 'screener' && answering.kind !== 'menu')
    return null;
  const { scenario } = await findScenario(order);
  const errand = await errandOf(order);
  const input = scenario.input.parse(errand.input);
  const briefing = brief({ opened: order, now: clock.now(), input, errand, recorded: false });
  const policy = scenario.answerPolicy(briefing);
  const met = await meetMachine(answering.kind, greeting ?? '', policy, {
    answeredBy: async (by) => void (await dialing.answered(call.id, null, by)),
    record: (turn) => calls.recordTurn(call.id, turn),
    clock,
    watch,
  });
  if (!met.reached) return met;
  await watch.answers?.('person', linesFor(order.agent.language).hello);
  return null;
}

async function converse(
  order: DialOrder,
  person: CalledPerson,
  { watch, signal }: { watch: TypedWatch; signal: AbortSignal | undefined },
  ports: TypedCallPorts,
): Promise<Ending> {
  const { call, agent } = order;
  const { dialing, seed, openLive, errandOf } = ports;
  const ended = Promise.withResolvers<Ending>();
  const live = await openLive(order, await errandOf(order), {
    handOver: (about, { signal }) =>
      handOverTyped(
        { callId: call.id, operators: dialing, seed, language: agent.language, watch },
        about,
        signal,
      ),
    ...(watch.event ? { onEvent: (event) => watch.event?.(event) } : {}),
    onEnded: async (ending, colleague) => {
      if (colleague) await dialing.legEnded(colleague.legId, 'answered', null);
      ended.resolve(ending);
    },
  });
  try {
    await new TypedConversation(live, person, watch).run(signal);
    return await ended.promise;
  } catch (error) {
    await live.ending.driverFailed();
    throw error;
  }
}
