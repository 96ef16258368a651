import { llm, type voice } from '@livekit/agents';
import { unfinishedSilenceMs } from './turn-detector.ts';

/** A turn ends so long after its last sound at the latest, and recognizers take a moment for the words. */
const lastWordsMs = unfinishedSilenceMs + 1_000;

/**
 * What is heard on an outbound call before the agent may talk: a person's hello, a machine's announcement. It is kept for
 * the transcript, and the opening is its answer.
 *
 *   begin ──words are kept, nothing is replied──► end ──► `guard`: the hello's words may come only now, and its turn be
 *                                                          over later still. The opening cannot be interrupted, so
 *                                                          LiveKit drops that turn; nobody answers it either.
 */
export class Greeting {
  /** False once the agent converses. */
  isGoingOn = false;
  private words: string[] = [];
  /** Somebody has spoken, and LiveKit has not taken it for a turn yet. */
  private hasOpenTurn = false;
  private guardTimer: NodeJS.Timeout | null = null;
  private readonly keep: (message: llm.ChatMessage) => void;

  constructor(keep: (message: llm.ChatMessage) => void) {
    this.keep = keep;
  }

  begin(): void {
    this.release();
    this.isGoingOn = true;
  }

  /** A sound of the person; once the agent talks, it is something new. */
  personSpeaks(): void {
    if (this.isGoingOn) this.hasOpenTurn = true;
    else this.release();
  }

  /** LiveKit asks whether to reply to a turn. */
  mayReply(): boolean {
    if (this.isGoingOn) this.hasOpenTurn = false;
    return !this.isGoingOn;
  }

  /** @returns whether these final words belong to the greeting */
  hear(text: string): boolean {
    if (this.isGoingOn) this.words.push(text);
    else if (this.guardTimer) this.keep(llm.ChatMessage.create({ role: 'user', content: text }));
    return this.isGoingOn || this.guardTimer !== null;
  }

  end(): void {
    this.isGoingOn = false;
    const content = this.words.splice(0).join(' ');
    if (content !== '') this.keep(llm.ChatMessage.create({ role: 'user', content }));
  }

  /** The opening begins, and nobody may interrupt it. What was said before it may still come as a turn, after `end`. */
  guard(opening: voice.SpeechHandle): void {
    if (!this.hasOpenTurn) return;
    this.guardTimer = setTimeout(() => this.release(), lastWordsMs);
    opening.addDoneCallback(() => this.release());
  }

  /** From now on whatever is said counts. */
  release(): void {
    this.hasOpenTurn = false;
    if (this.guardTimer) clearTimeout(this.guardTimer);
    this.guardTimer = null;
  }
}
