import type { ReadableStream } from 'node:stream/web';
import { voice } from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';
import type { EndReason } from '../call/call.ts';
import type { CallData } from '../scenario/call-data.ts';
import { ignoreIfClosed } from './ignore-if-closed.ts';
import type { Transcript } from './transcript.ts';

const Events = voice.AgentSessionEventTypes;

/** The agent's side of a conversation: LiveKit's session, which may be closing at any time. */
export class Talk {
  private readonly session: voice.AgentSession<CallData>;
  private readonly transcript: Transcript;
  private readonly apology: (() => ReadableStream<AudioFrame>) | undefined;
  private latest: voice.SpeechHandle | null = null;

  /** @param apology a sentence that needs no provider, for when the voice itself has failed */
  constructor(
    session: voice.AgentSession<CallData>,
    transcript: Transcript,
    apology: (() => ReadableStream<AudioFrame>) | undefined,
  ) {
    this.session = session;
    this.transcript = transcript;
    this.apology = apology;
    session.on(Events.SpeechCreated, ({ speechHandle }) => {
      this.latest = speechHandle;
    });
  }

  /**
   * Says something that is no reply.
   * @param options.isAside what was asked before still stands
   * @returns null when they have just hung up
   */
  say(
    text: string,
    { withoutVoice = false, allowInterruptions = true, isAside = false } = {},
  ): voice.SpeechHandle | null {
    this.transcript.beginReply({ isAside });
    this.transcript.willSay(text);
    const audio = withoutVoice ? this.apology?.() : undefined;
    return ignoreIfClosed(() => this.session.say(text, { allowInterruptions, ...(audio ? { audio } : {}) }));
  }

  /** @returns false when they have just hung up */
  async sayToEnd(text: string, withoutVoice = false): Promise<boolean> {
    const speech = this.say(text, { withoutVoice });
    await speech?.waitForPlayout();
    return speech !== null;
  }

  /** Replies to this as if it had been said. */
  reply(userInput: string): void {
    ignoreIfClosed(() => this.session.generateReply({ userInput }));
  }

  /** Stops what is being said, unless it may not be interrupted. */
  interrupt(): void {
    try {
      this.session.interrupt();
    } catch {
      // What may not be interrupted is said first.
    }
  }

  /**
   * Stops whatever is being said. By force LiveKit does not wait for the sound to end, and its end is then taken for the
   * end of what is said next: a goodbye was lost in that way. So force is only for what may not be interrupted.
   */
  async hush(): Promise<void> {
    try {
      await ignoreIfClosed(() => this.session.interrupt());
    } catch {
      await ignoreIfClosed(() => this.session.interrupt({ force: true }));
    }
  }

  /** Resolves when nothing is being said any more. What was begun and is not heard yet is waited for as well. */
  async untilSilent(): Promise<void> {
    const { session } = this;
    await this.latest?.waitForPlayout();
    if (session.agentState !== 'speaking') return;
    await new Promise<void>((resolve) => {
      session.on(Events.AgentStateChanged, ({ newState }) => newState !== 'speaking' && resolve());
      session.on(Events.Close, () => resolve());
    });
  }

  /** Whether the person is heard. */
  listen(isHeard: boolean): void {
    this.session.input.setAudioEnabled(isHeard);
  }

  close(): Promise<void> {
    return this.session.close();
  }
}

/** Why the call has ended when nothing in it had decided to. */
export function endReasonOf({ reason }: voice.CloseEvent): EndReason {
  if (reason === 'participant_disconnected') return 'person_hung_up';
  return reason === 'error' ? 'provider_failed' : 'agent_failed';
}
