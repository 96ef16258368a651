import { llm } from '@livekit/agents';
import type { Calls } from '../../calls/call/call.ts';
import type { Seats } from '../../calls/call/provider-quota.ts';
import { takeSeats } from '../../calls/call/take-seats.ts';
import { WriteQueue } from '../../calls/call/write-queue.ts';
import type { LiveCall } from '../../calls/live-call.ts';
import type { LiveCallParts } from '../../calls/live-call-parts.ts';
import type { OutboundRequest } from '../../calls/scenario/briefing.ts';
import type { Dialed } from '../../calls/telephony/telephone.ts';
import type { Dialing, DialOrder } from '../../dialing/dialing.ts';
import { giveBackLines } from '../../dialing/give-back.ts';
import type { OutboundChannel, PlacingPorts, PreparedCall } from '../../dialing/place-call.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../../shared/logger.ts';
import { linesFor } from '../people/lines.ts';
import { createPerson } from '../people/person.ts';
import { occasionOf, type PersonaName } from '../people/personas.ts';
import type { Part } from '../people/topic.ts';
import { TypedConversation } from './conversation.ts';
import { answerMachine, type MachineHands } from './machine.ts';
import { handOverTyped, notAnswered } from './operators.ts';
import type { TypedPerson } from './person.ts';
import type { TypedWatch } from './watch.ts';

export interface TypedCallPorts {
  dialing: Dialing;
  calls: Calls;
  clock: Clock;
  logger: Logger;
  /** SIMULATION_SEED. */
  seed: number;
  seats: Seats;
  /** CALL_LEASE_SECONDS. */
  leaseSeconds: number;
  whyUnreadable: PlacingPorts['whyUnreadable'];
  /** MAX_PARALLEL_LLM. */
  mostModels: number;
  /** What the call makes of whoever answers it. */
  partOf: (order: DialOrder) => Promise<Part>;
  /** Makes the call without ears, voice and room. */
  openLive: (order: DialOrder, request: OutboundRequest, ways: TypedWays) => LiveCall | Promise<LiveCall>;
}

export interface TypedCallOptions {
  callId: string;
  /** Who answers, instead of whom the seed chooses. */
  persona?: PersonaName | undefined;
  /** Who answers, where it is nobody simulated. */
  person?: TypedPerson | undefined;
  watch?: TypedWatch;
  /** Ends the conversation as the person's hang-up would. */
  signal?: AbortSignal;
}

/** What only its channel can give a typed call. */
export type TypedWays = Pick<LiveCallParts, 'queue' | 'handOver' | 'onEvent' | 'closeRoom' | 'onEnded'>;

/** A simulated person in no room, who is typed with: nothing is heard, nothing waits for a sound to end. */
export class TypedChannel implements OutboundChannel {
  readonly signal: AbortSignal;
  private readonly options: TypedCallOptions;
  private readonly ports: TypedCallPorts;

  constructor(options: TypedCallOptions, ports: TypedCallPorts) {
    this.signal = options.signal ?? new AbortController().signal;
    this.options = options;
    this.ports = ports;
  }

  /** Typing needs neither ears nor a voice. */
  takeSeats(): Promise<boolean> {
    const { callId } = this.options;
    const limits = { llm: this.ports.mostModels };
    return takeSeats({ ...this.ports, callId, limits, onWaiting: () => undefined, signal: this.signal });
  }

  async prepare(order: DialOrder, request: OutboundRequest): Promise<PreparedCall> {
    const person = this.options.person ?? (await this.simulated(order));
    const owed = new WriteQueue(this.ports.logger);
    const live = await this.ports.openLive(order, request, { queue: owed, ...this.waysOf(order) });
    return {
      ending: live.ending,
      owed,
      dial: () => this.dial(order, person),
      converse: async () => {
        if (await this.pickUp(order, person, live, owed))
          await new TypedConversation(live, person, this.options.watch ?? {}).run(this.options.signal);
        return true;
      },
      abandon: async () => {},
    };
  }

  private async simulated(order: DialOrder): Promise<TypedPerson> {
    return createPerson({
      seed: this.ports.seed,
      phone: order.dial.toPhone,
      attempt: occasionOf(order),
      part: await this.ports.partOf(order),
      language: order.agent.language,
      persona: this.options.persona,
    });
  }

  async leave(): Promise<void> {
    await giveBackLines(this.options.callId, this.ports);
  }

  /** What a call in a room does by its telephone and its room. */
  private waysOf({ call, agent }: DialOrder): Omit<TypedWays, 'queue'> {
    const { ports, options } = this;
    const { watch = {} } = options;
    const asked = { callId: call.id, operators: ports.dialing, seed: ports.seed, language: agent.language };
    return {
      handOver: (brief, { signal }) => handOverTyped({ ...asked, watch }, brief, signal),
      ...(watch.event ? { onEvent: (event) => watch.event?.(event) } : {}),
      closeRoom: () => this.leave(),
      onEnded: async (_ending, colleague) => {
        if (!colleague) return;
        // Nobody hears what the two say to each other: they hang up at once.
        await ports.dialing.legEnded(colleague.legId, 'answered', null);
        await this.leave();
      },
    };
  }

  private async dial({ dial }: DialOrder, { persona, answering }: TypedPerson): Promise<Dialed> {
    const { watch } = this.options;
    await watch?.dials?.(persona ?? null, dial.toPhone);
    const unanswered = notAnswered(answering);
    if (!unanswered) return { answered: true, sipCallId: null };
    watch?.notAnswered?.(unanswered.outcome);
    return { answered: false, ...unanswered, detail: answering.kind };
  }

  /** @returns whether somebody is there; a call that a machine took is ending otherwise */
  private async pickUp(
    { call, agent }: DialOrder,
    person: TypedPerson,
    live: LiveCall,
    owed: WriteQueue,
  ): Promise<boolean> {
    const { answering } = person;
    const { dialing, clock } = this.ports;
    const { watch = {} } = this.options;
    const answeredBy: MachineHands['answeredBy'] = (by) =>
      owed.add('answer_call', () => dialing.answered(call.id, null, by));
    const greeting = 'greeting' in answering ? answering.greeting : null;
    if (answering.kind === 'answers') {
      answeredBy(answering.by);
      await watch.answers?.('person', greeting);
      return true;
    }
    await watch.answers?.('machine', greeting);
    if (answering.kind === 'refuses' || answering.kind === 'rings') return true;
    const note = (role: 'user' | 'assistant', content: string) => {
      const message = llm.ChatMessage.create({ role, content });
      const seconds = clock.now() / 1000;
      message.metrics = { startedSpeakingAt: seconds, stoppedSpeakingAt: seconds };
      live.note(message);
    };
    const hands = { answeredBy, note, watch };
    const answer = await answerMachine(answering.kind, greeting ?? '', live.answerPolicy, hands);
    if (!answer.reached) {
      live.ending.nobodyThere(answer.because);
      return false;
    }
    await watch.answers?.('person', linesFor(agent.language).hello);
    return true;
  }
}
