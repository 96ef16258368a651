import { RoomEvent } from '@livekit/rtc-node';
import { isWatching } from '../../calls/transfer/watching.ts';
import type { Person } from '../people/person.ts';
import type { Interruption, Reaction } from '../people/reaction.ts';
import { type AgentSpeech, agentsIn, type Follow } from './agent-speech.ts';
import type { Party } from './party.ts';

/** Nobody holds a telephone in silence for longer; waiting for an operator takes part of it. */
const mostSilenceMs = 180_000;
/** Whoever picked up and hears nothing asks again. */
const helloAgainMs = 6_000;
/** After the agent has left: two who were connected talk for a while, and the operator has the last word. */
const talkAfterHandoverMs = { person: 20_000, operator: 8_000 };

export interface ConversationOptions {
  party: Party;
  person: Person;
  follow: Follow;
  /** What they say on picking up; null for somebody silent. */
  hello: string | null;
  /** Of an operator: what they say to the person once the agent has left. */
  greetingAfterHandover: string | null;
}

/** One party's side of a spoken call: answers politely, or not, until somebody hangs up. */
export class SpokenConversation implements AgentSpeech {
  private readonly options: ConversationOptions;
  private readonly timers = new Set<NodeJS.Timeout>();
  private patience: NodeJS.Timeout | undefined;
  /** Counts what the agent begins and ends, so that a late interruption does not hit the next turn. */
  private step = 0;
  private isTalkingOver = false;
  private isConnected = false;
  /** Somebody who could not look up what to answer. */
  private readonly failed = Promise.withResolvers<never>();

  constructor(options: ConversationOptions) {
    this.options = options;
  }

  /** Resolves once this party has left the room; rejects where it cannot go on. */
  async run(): Promise<void> {
    const { party, follow } = this.options;
    const stopFollowing = follow(party.room, this);
    party.room.on(RoomEvent.ParticipantDisconnected, () => this.someoneLeft());
    party.room.on(RoomEvent.ParticipantAttributesChanged, () => {
      if (agentsIn(party.room).some(isWatching)) this.someoneLeft();
    });
    this.waitOn();
    void this.greet();
    try {
      await Promise.race([party.gone, this.failed.promise]);
    } finally {
      stopFollowing();
      for (const timer of this.timers) clearTimeout(timer);
    }
  }

  begins(): void {
    this.step += 1;
    this.isTalkingOver = false;
    this.waitOn();
    const interruption = this.options.person.interrupts();
    if (interruption) this.interrupt(interruption, this.step);
  }

  ended(text: string): void {
    this.step += 1;
    this.waitOn();
    // What was talked over is not answered as well: the agent begins anew.
    if (!this.isTalkingOver) void this.answer(text).catch(this.failed.reject);
    this.isTalkingOver = false;
  }

  private async answer(text: string): Promise<void> {
    await this.react(await this.options.person.hears(text));
  }

  private async greet(): Promise<void> {
    const { party, hello } = this.options;
    if (hello === null) return;
    await party.say(hello);
    this.later(helloAgainMs, () => {
      if (this.step === 0) void party.say(hello);
    });
  }

  private interrupt(interruption: Interruption, atStep: number): void {
    this.later(interruption.afterMs, () => {
      if (atStep !== this.step) return;
      if (interruption.kind === 'hangUp') return this.hangUp();
      this.isTalkingOver = true;
      void this.options.party.say(interruption.text);
    });
  }

  private async react(reaction: Reaction): Promise<void> {
    const { party } = this.options;
    if (reaction.kind === 'hangUp') this.later(reaction.afterMs, () => this.hangUp());
    if (reaction.kind === 'press') await party.press(reaction.digits);
    if (reaction.kind !== 'say') return;
    await party.say(reaction.text);
    if (reaction.thenHangUp) this.hangUp();
  }

  /** Without the agent there is nobody left, or the two who were connected. One that only watches has left the talk. */
  private someoneLeft(): void {
    const { party, greetingAfterHandover } = this.options;
    const { room } = party;
    const agents = agentsIn(room);
    if (!agents.every(isWatching)) return;
    if (room.remoteParticipants.size === agents.length) {
      this.hangUp();
      return;
    }
    if (this.isConnected) return;
    this.isConnected = true;
    const isOperator = greetingAfterHandover !== null;
    if (isOperator) void party.say(greetingAfterHandover);
    this.later(talkAfterHandoverMs[isOperator ? 'operator' : 'person'], () => this.hangUp());
  }

  private hangUp(): void {
    void this.options.party.leave();
  }

  private waitOn(): void {
    clearTimeout(this.patience);
    this.patience = this.later(mostSilenceMs, () => this.hangUp());
  }

  private later(ms: number, act: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      act();
    }, ms);
    this.timers.add(timer);
    return timer;
  }
}
