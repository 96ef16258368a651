/**
 * Who answered an outbound call. For whoever places calls, this is all there is to know:
 *
 *   const watch = new AnswerWatch({ clock, voiceSilenceMs, onQuiet, onVerdict });  // at the answer
 *   watch.listenTo(session);                                            // transcripts and voice activity
 *   watch.hearAudio(frame);                                             // optional: without it no beep is heard
 *   const result = await handleAnswer(watch, policy, { say, sendDigits });   // until somebody is there, or nobody is
 *
 * `result` says to talk or to hang up, and why. Every verdict, the corrections too, comes by `onVerdict`; when one turns a
 * person into a machine, stop talking and call `handleAnswer` again. `watch.stop()` when the call ends.
 *
 * The session must not answer by itself meanwhile: between `session.pauseReplyAuthorization()` and
 * `resumeReplyAuthorization()` LiveKit holds every speech, `say` too, so resume (and drop the replies that wait) before
 * `say` is called. Times are milliseconds since the answer. The rules and what they were measured to do: docs/answer-detection.md.
 */

export type AnsweredBy = 'human' | 'voicemail' | 'ivr' | 'screener' | 'silence';

export type AnswerReason =
  /** Human: a few words and then a pause for ours. */
  | 'short_greeting'
  /** Human: said what only people say on the telephone ("who's this?"). */
  | 'human_words'
  /** Human: nothing tells a machine, and a person must never be taken for one. */
  | 'unsure'
  /** Human: somebody spoke in reply to a machine's verdict, or over it. */
  | 'picked_up'
  /** Voicemail: asks for a message. */
  | 'voicemail_words'
  /** Voicemail: the network says that the person cannot be reached; it takes no message. */
  | 'carrier_announcement'
  /** Voicemail: a tone where a greeting ends. */
  | 'beep'
  /** IVR: keys or words to choose by, or a queue. */
  | 'menu_words'
  /** Screener: asks who calls and why, for somebody who listens or reads. */
  | 'screening_words'
  /** Silence: no sound at all. */
  | 'no_sound'
  /** Silence: a fax machine. */
  | 'fax_tone'
  /** Silence: tones and never a word. */
  | 'only_tones';

export interface AnswerVerdict {
  verdict: AnsweredBy;
  reason: AnswerReason;
  /** When it could be known. */
  atMs: number;
}

export interface Undecided {
  verdict: 'undecided';
  reason: 'nothing_heard' | 'still_speaking' | 'pause_may_end';
  /** When to look again if nothing more is heard. */
  decideAtMs: number;
}

export type Detection = AnswerVerdict | Undecided;

export type HeardEvent =
  | { type: 'speech_started'; atMs: number }
  | { type: 'speech_ended'; atMs: number }
  | { type: 'transcript'; atMs: number; text: string; isFinal: boolean }
  /** A steady tone, told once it has ended. */
  | { type: 'tone'; atMs: number; endedAtMs: number; frequency: number }
  /** We said something or sent digits: what is heard from now on may be a reply. */
  | { type: 'agent_spoke'; atMs: number };
