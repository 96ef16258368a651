import { voice } from '@livekit/agents';
import type { EndReason } from '../call/call.ts';
import type { CallData } from '../scenario/call-data.ts';
import type { Closing } from './closing.ts';
import type { HangUp } from './hang-up.ts';

const Events = voice.AgentSessionEventTypes;

/** Every way in which a call ends, each with the last thing that is said. The first one to begin stands. */
export class Endings {
  private readonly parts: {
    session: voice.AgentSession<CallData>;
    hangUp: HangUp;
    closing: Closing;
    /** The watchdog has nothing to watch any more. */
    stopWatching: () => void;
    say: (text: string, withoutVoice: boolean) => voice.SpeechHandle | null;
  };

  constructor(parts: Endings['parts']) {
    this.parts = parts;
  }

  /** Nothing more is said. */
  now(reason: EndReason): void {
    this.begin(reason);
    void this.parts.session.close();
  }

  async afterSaying(text: string, reason: EndReason, withoutVoice = false): Promise<void> {
    if (this.parts.hangUp.isEnding) return;
    this.begin(reason);
    await this.parts.closing.sendSummary();
    await this.hush();
    await this.parts.say(text, withoutVoice)?.waitForPlayout();
    await this.parts.session.close();
  }

  /** What is being said is the last: the recorded apology asks to call again. */
  async afterSpeech(reason: EndReason): Promise<void> {
    if (this.parts.hangUp.isEnding) return;
    this.begin(reason);
    await this.parts.closing.sendSummary();
    await this.untilSilent();
    await this.parts.session.close();
  }

  /** The `end_conversation` tool: the summary goes out now, the line is cut once the goodbye has been said. */
  async afterGoodbye(goodbye: voice.SpeechHandle, reason: EndReason = 'agent_ended'): Promise<void> {
    await this.parts.closing.sendSummary();
    this.parts.hangUp.because(reason);
    goodbye.addDoneCallback(() => void this.parts.session.close());
  }

  private begin(reason: EndReason): void {
    this.parts.hangUp.because(reason);
    this.parts.stopWatching();
  }

  /**
   * Stops what is being said. By force LiveKit does not wait for the sound to end, and its end is then taken for the end
   * of what is said next: a goodbye was lost in that way. So force is only for what may not be interrupted.
   */
  async hush(): Promise<void> {
    const { session } = this.parts;
    try {
      await session.interrupt();
    } catch {
      await session.interrupt({ force: true });
    }
  }

  private untilSilent(): Promise<void> {
    const { session } = this.parts;
    if (session.agentState !== 'speaking') return Promise.resolve();
    return new Promise((resolve) => {
      session.on(Events.AgentStateChanged, ({ newState }) => newState !== 'speaking' && resolve());
    });
  }
}

/** Why the call has ended when nothing in it had decided to. */
export function endReasonOf({ reason }: voice.CloseEvent): EndReason {
  if (reason === 'participant_disconnected') return 'person_hung_up';
  return reason === 'error' ? 'provider_failed' : 'agent_failed';
}
