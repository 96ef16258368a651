import type { llm } from '@livekit/agents';
import { toStorable } from '../../shared/storable.ts';
import type { Turn, TurnDecision } from '../call/call.ts';

/**
 * Turns LiveKit's conversation items into rows. LiveKit measures in seconds and cuts an interrupted message to what was
 * played; the row keeps milliseconds, and both what was meant and what was heard.
 */
export class Transcript {
  readonly turns: Turn[] = [];
  /** Replies as they were meant, sentence by sentence. Some are thrown away unheard. */
  private readonly replies: Array<{ sentences: string[]; isAside: boolean }> = [];
  private decision: TurnDecision | null = null;

  /** What was last heard of the agent. */
  get lastSaid(): string {
    const turn = this.turns.findLast(({ role }) => role === 'agent');
    return turn?.heard ?? turn?.text ?? '';
  }

  /**
   * A reply begins: what `willSay` tells from now on belongs to it.
   * @param options.isAside said in between: what was asked before still stands
   */
  beginReply({ isAside = false } = {}): void {
    this.replies.push({ sentences: [], isAside });
  }

  /** What the agent is about to say, before anybody can interrupt it. */
  willSay(text: string): void {
    if (this.replies.length === 0) this.beginReply();
    this.replies.at(-1)?.sentences.push(text.trim());
  }

  /** What the agent is saying, or has said last: whole, although the person has not heard its end yet. */
  get asking(): string {
    const reply = this.replies.findLast(({ sentences, isAside }) => !isAside && sentences.length > 0);
    return reply?.sentences.join(' ') ?? '';
  }

  /** How the end of the person's present turn was decided. */
  decided(decision: TurnDecision): void {
    this.decision = decision;
  }

  /** @returns the new turn, or null for items that nobody said */
  add(message: llm.ChatMessage): Turn | null {
    if (message.role !== 'user' && message.role !== 'assistant') return null;
    const said = toStorable(message.textContent ?? '').trim();
    if (said === '' && !message.interrupted) return null;
    const turn = message.role === 'user' ? this.personTurn(message, said) : this.agentTurn(message, said);
    this.turns.push(turn);
    return turn;
  }

  private personTurn(message: llm.ChatMessage, said: string): Turn {
    const { metrics } = message;
    const decision = this.decision;
    this.decision = null;
    return {
      ...this.common(message),
      role: 'person',
      text: said,
      heard: null,
      interrupted: false,
      latency: {
        endOfTurnMs: toMs(metrics.endOfTurnDelay),
        modelMs: null,
        speechMs: null,
        totalMs: null,
      },
      decision,
    };
  }

  private agentTurn(message: llm.ChatMessage, said: string): Turn {
    const { metrics } = message;
    const text = message.interrupted ? this.meantBy(said) : said;
    return {
      ...this.common(message),
      role: 'agent',
      text,
      heard: message.interrupted ? said : null,
      interrupted: message.interrupted,
      latency: {
        endOfTurnMs: null,
        modelMs: toMs(metrics.llmNodeTtft),
        speechMs: toMs(metrics.ttsNodeTtfb),
        totalMs: toMs(metrics.e2eLatency),
      },
      decision: null,
    };
  }

  private common(message: llm.ChatMessage): Pick<Turn, 'index' | 'startedAt' | 'endedAt'> {
    const { startedSpeakingAt, stoppedSpeakingAt } = message.metrics;
    return {
      index: this.turns.length,
      startedAt: toInstant(startedSpeakingAt) ?? new Date(message.createdAt).toISOString(),
      endedAt: toInstant(stoppedSpeakingAt),
    };
  }

  /** The newest reply that begins with what was heard; without one, what was heard is all we know. */
  private meantBy(heard: string): string {
    const meant = this.replies.map(({ sentences }) => sentences.join(' '));
    const plain = (text: string) => text.replace(/\s+/g, ' ');
    return meant.findLast((text) => text !== '' && plain(text).startsWith(plain(heard))) ?? heard;
  }
}

function toMs(seconds: number | undefined): number | null {
  return seconds === undefined ? null : Math.round(seconds * 1000);
}

function toInstant(secondsSinceEpoch: number | undefined): string | null {
  return secondsSinceEpoch === undefined ? null : new Date(secondsSinceEpoch * 1000).toISOString();
}
