import type { ReadableStream } from 'node:stream/web';
import type { llm, stt, tts, voice } from '@livekit/agents';
import type { AudioFrame, Room } from '@livekit/rtc-node';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { Calls, Ending, OpenedCall } from './call/call.ts';
import type { ContactPreferences } from './call/contact-preferences.ts';
import type { CallEvent } from './call/events.ts';
import type { Colleague } from './call/hand-over-answer.ts';
import type { Meter } from './call/meter.ts';
import type { Users } from './call/users.ts';
import type { WriteQueue } from './call/write-queue.ts';
import type { Expected } from './conversation/expecting.ts';
import type { KeptEndings } from './ending/kept-endings.ts';
import type { CallRecording } from './recording/record-call.ts';
import type { OutboundRequest } from './scenario/briefing.ts';
import type { Scenario } from './scenario/scenario.ts';
import type { ScriptParts } from './scenario/script-means.ts';
import type { AskOperators } from './transfer/transfer.ts';

/** What one call is made of. */
export interface LiveCallParts {
  opened: OpenedCall;
  scenario: Scenario;
  /** Of an outbound call: why it is placed. */
  request?: OutboundRequest;
  /** What the scenario has looked up for this call. */
  known?: Record<string, unknown>;
  /** The call is recorded, so its opening says so. */
  recorded?: boolean;
  /** Absent in a typed call. */
  ears?: stt.STT;
  voice?: tts.TTS;
  model: llm.LLM;
  meter: Meter;
  /** Where the scenario keeps what it commits. */
  store: unknown;
  users: Users;
  contactPreferences: ContactPreferences;
  calls: Calls;
  /** Holds what is owed to the database from before this call was made; absent where nothing can be. */
  queue?: WriteQueue;
  /** Keeps the ending of a call whose process may die before the database has it. */
  keptEndings?: Pick<KeptEndings, 'keep'>;
  /** CALL_LEASE_SECONDS. */
  leaseSeconds: number;
  clock: Clock;
  logger: Logger;
  room?: Room;
  /** A sentence that needs no provider, for when the voice itself has failed. */
  apology?: () => ReadableStream<AudioFrame>;
  /** What may be said next: local ears and the page's suggestions need it. */
  onExpectation?: (expected: Expected, slice: unknown) => string[];
  /** Hears every event in this process. */
  onEvent?: (event: CallEvent) => void;
  /** Asks operators to join the room; absent where no telephone can be rung. */
  handOver?: AskOperators;
  /** Records the call from the end of this speech on, which says so. */
  record?: (disclosure: voice.SpeechHandle) => CallRecording;
  /** What scripted scenarios speak and understand with; the others need none of it. */
  script?: ScriptParts;
  /** Sends everybody out, unless an operator has taken over. */
  closeRoom?: () => Promise<void>;
  /** Runs once the ending is in the database and the session is closed; the call has left when it resolves. */
  onEnded?: (ending: Ending, colleague: Colleague | null) => Promise<void>;
}
