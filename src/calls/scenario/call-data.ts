import type { voice } from '@livekit/agents';
import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../../shared/logger.ts';
import type { AgentVersion, Call, Organization } from '../call/call.ts';
import type { ContactPreferences } from '../call/contact-preferences.ts';
import type { EventChannel } from '../call/event-channel.ts';
import type { HandOverAnswer } from '../call/hand-over-answer.ts';
import type { Progress } from '../call/progress.ts';
import type { Users } from '../call/users.ts';
import type { Texts } from '../texts/texts.ts';
import type { Person } from './briefing.ts';

/** What tools and the agent of one call share: LiveKit's `userData`. */
export interface CallData<Slice = unknown> {
  call: Call;
  organization: Organization;
  agent: AgentVersion;
  person: Person;
  texts: Texts;
  clock: Clock;
  logger: Logger;
  progress: Progress;
  /** The scenario's own part: what it knows, and where it keeps what it commits. */
  slice: Slice;
  users: Users;
  contactPreferences: ContactPreferences;
  events: EventChannel;
  /** The caller waits for this work: what is only written down lets it go first. */
  yieldTo: <T>(work: Promise<T>) => Promise<T>;
  /**
   * Puts the person on hold and asks operators, who are told the reason in a few words. First says so, unless that was
   * announced.
   */
  handOver: (reason: string | null, options?: { announced?: boolean }) => Promise<HandOverAnswer>;
  /** Sends the summary now and cuts the line once this speech, the goodbye, is over; `agent_ended` unless told why. */
  farewell: (speech: voice.SpeechHandle, reason?: 'agent_ended' | 'opted_out') => void;
}

/** What is known of a call before there are ways to leave it. */
export type CallFacts = Omit<CallData, 'handOver' | 'farewell'>;
