import type { voice } from '@livekit/agents';
import type { Texts } from '../../language/texts/shape.ts';
import type { Appointments } from '../../scenarios/appointment/store/appointments.ts';
import type { Visits } from '../../scenarios/restaurant/store/visits.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../../shared/logger.ts';
import type { Person } from '../call/briefing.ts';
import type { AgentVersion, Call, EndReason, Organization } from '../call/call.ts';
import type { Wishes } from '../call/contact-preferences.ts';
import type { EventChannel } from '../call/event-channel.ts';
import type { Progress } from '../call/progress.ts';
import type { HandOverAnswer, TransferAnswer } from '../call/transfer-answers.ts';

/** What tools and the agent of one call share: LiveKit's `userData`. */
export interface CallData {
  call: Call;
  organization: Organization;
  agent: AgentVersion;
  person: Person;
  texts: Texts;
  clock: Clock;
  logger: Logger;
  progress: Progress;
  appointments: Appointments;
  visits: Visits;
  wishes: Wishes;
  events: EventChannel;
  /** The caller waits for this work: what is only written down lets it go first. */
  yieldTo: <T>(work: Promise<T>) => Promise<T>;
  /**
   * Puts the person on hold and asks operators, who are told the errand in a few words. First says so, unless that was
   * announced.
   */
  handOver: (errand: string | null, options?: { announced?: boolean }) => Promise<HandOverAnswer>;
  /** Puts the person through to another number and leaves. */
  transfer: () => Promise<TransferAnswer>;
  /** Sends the summary now and cuts the line once this speech, the goodbye, is over; `agent_ended` unless told why. */
  farewell: (speech: voice.SpeechHandle, reason?: EndReason) => Promise<void>;
}
