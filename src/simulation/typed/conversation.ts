import { voice } from '@livekit/agents';
import type { LiveCall } from '../../calls/live-call.ts';
import type { Reaction } from '../people/reaction.ts';
import type { TypedPerson } from './person.ts';
import type { TypedWatch } from './watch.ts';

const { AgentStateChanged, ConversationItemAdded, Close } = voice.AgentSessionEventTypes;

/**
 * The agent has finished when it listens and goes on doing so: between what it says and what a tool makes it say, it
 * listens for less than a millisecond on an idle machine and for a few tens on a busy one.
 */
const settledMs = 80;

/**
 * A conversation without sound: the session is told what the person says and the person hears what the session has
 * said. Nobody can speak at the same time, so what is said over the agent takes the place of an answer.
 */
export class TypedConversation {
  private readonly live: LiveCall;
  private readonly person: TypedPerson;
  private readonly watch: TypedWatch;
  /** What the agent has said since the person listened last. */
  private unheard: string[] = [];
  private wake: () => void = () => {};
  private isClosed = false;
  private hasHungUp = false;
  private readonly closed: Promise<void>;

  constructor(live: LiveCall, person: TypedPerson, watch: TypedWatch) {
    this.live = live;
    this.person = person;
    this.watch = watch;
    live.session.on(ConversationItemAdded, ({ item }: voice.ConversationItemAddedEvent) => {
      if (item.type !== 'message' || item.role !== 'assistant') return;
      this.unheard.push(item.textContent ?? '');
      this.wake();
    });
    live.session.on(AgentStateChanged, () => this.wake());
    this.closed = new Promise((resolve) => {
      live.session.on(Close, () => {
        this.isClosed = true;
        this.wake();
        resolve();
      });
    });
  }

  /** Talks until somebody hangs up, or the signal does. The ending is written by the call itself. */
  async run(signal?: AbortSignal): Promise<void> {
    await this.live.start();
    if (signal?.aborted) this.hangUp();
    signal?.addEventListener('abort', () => this.hangUp(), { once: true });
    for (let said = await this.listen(); said !== null; said = await this.listen()) {
      await this.watch.agentSays?.(said);
      await this.take(said);
    }
  }

  /** @returns what the agent has said once it has finished, or null once the call is over */
  private async listen(): Promise<string | null> {
    while (!this.isClosed && (this.hasHungUp || !(await this.hasFinished()))) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    if (this.hasHungUp || this.unheard.length === 0) return null;
    const said = this.unheard.join(' ').trim();
    this.unheard = [];
    return said;
  }

  private async hasFinished(): Promise<boolean> {
    const count = this.unheard.length;
    const isWaiting = () =>
      count > 0 && count === this.unheard.length && this.live.session.agentState === 'listening';
    if (!isWaiting()) return false;
    await Promise.race([this.closed, pause(settledMs)]);
    // What has changed meanwhile has woken nobody up.
    return isWaiting() || (!this.isClosed && count !== this.unheard.length && this.hasFinished());
  }

  private async take(said: string): Promise<void> {
    // A goodbye after which the line was cut has no answer.
    if (this.isClosed) return;
    const interruption = this.person.interrupts();
    if (interruption?.kind === 'hangUp') return this.hangUp();
    if (interruption) return this.say(interruption.text, 'talks over');
    const reaction = this.person.hears(said);
    if (!(reaction instanceof Promise)) return this.react(reaction);
    const decided = await this.meanwhile(reaction);
    if (decided !== null) await this.react(decided);
  }

  /**
   * Who takes their time hears what else the agent says, such as whether they are still there.
   * @returns what they do, or null once the call is over
   */
  private async meanwhile(reaction: Promise<Reaction>): Promise<Reaction | null> {
    const decided: Array<{ reaction: Reaction } | { error: unknown }> = [];
    const decide = (one: (typeof decided)[number]) => {
      decided.push(one);
      this.wake();
    };
    void reaction.then(
      (one) => decide({ reaction: one }),
      (error) => decide({ error }),
    );
    for (;;) {
      if (this.unheard.length > 0) await this.watch.agentSays?.(this.unheard.splice(0).join(' ').trim());
      if (this.isClosed || this.hasHungUp) return null;
      const [one] = decided;
      if (one && 'error' in one) throw one.error;
      if (one) return one.reaction;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  private async react(reaction: Reaction): Promise<void> {
    switch (reaction.kind) {
      case 'say':
        await this.say(reaction.text, 'says');
        if (reaction.thenHangUp) this.hangUp();
        return;
      case 'press':
        return this.say(reaction.digits, 'says');
      case 'hangUp':
        await Promise.race([this.closed, pause(reaction.afterMs)]);
        return this.hangUp();
      case 'nothing':
        return;
    }
  }

  private async say(text: string, manner: 'says' | 'talks over'): Promise<void> {
    await this.watch.personSays?.(text, manner);
    this.live.hear(text);
  }

  private hangUp(): void {
    if (this.isClosed || this.hasHungUp) return;
    this.hasHungUp = true;
    this.watch.hangsUp?.();
    this.live.ending.personHungUp();
    this.wake();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
