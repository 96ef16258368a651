import {
  AudioStream,
  type RemoteParticipant,
  type RemoteTrack,
  RoomEvent,
  TrackKind,
} from '@livekit/rtc-node';
import type { AnswerVerdict } from '../calls/answering/answer.ts';
import { AnswerWatch } from '../calls/answering/answer-watch.ts';
import { type AnswerHands, type AnswerResult, handleAnswer } from '../calls/answering/handle-answer.ts';
import { voiceSilenceMs } from '../calls/conversation/session.ts';
import type { LiveCall } from '../calls/live-call.ts';
import { sendDigits } from '../calls/telephony/dtmf.ts';
import { textsFor } from '../calls/texts/texts.ts';
import type { CallContext } from './call-context.ts';

/** For so long a machine may still give itself away to somebody who took it for a person. */
const secondThoughtMs = 20_000;

/**
 * Finds out who answered and deals with machines; a person hears the opening. The call must have been started without
 * one. Resolves once that is settled, or the call is over.
 */
export async function handleAnswerInRoom(
  context: CallContext,
  live: LiveCall,
  participant: RemoteParticipant,
): Promise<void> {
  const { dependencies, opened } = context;
  const keep = ({ verdict, reason }: AnswerVerdict) => {
    dependencies.logger.info({ callId: opened.call.id, verdict, reason }, 'answered by');
    // Who answered is good to know and nothing to wait for.
    context.queue.add('answer_call', () => dependencies.dialing.answered(opened.call.id, null, verdict));
  };
  const watch = new AnswerWatch({ clock: dependencies.clock, voiceSilenceMs, onVerdict: keep });
  watch.listenTo(live.session);
  const stopHearing = hearTones(context, participant, watch);
  live.onOver(() => watch.stop());
  try {
    await talkOrLeave(live, watch, handsOf(context, live));
  } finally {
    watch.stop();
    stopHearing();
  }
}

async function talkOrLeave(live: LiveCall, watch: AnswerWatch, hands: AnswerHands): Promise<void> {
  for (;;) {
    const answer = await handleAnswer(watch, live.answerPolicy, hands);
    if (answer.do === 'nothing') return;
    if (answer.do === 'hang_up') return live.ending.nobodyThere(reasonOf(answer));
    live.open();
    const correction = await watch.until(({ verdict }) => verdict !== 'human', secondThoughtMs);
    if (correction === null) return;
    await live.waitAgain();
  }
}

function reasonOf({ because }: Extract<AnswerResult, { do: 'hang_up' }>): 'not_answered' | 'voicemail' {
  return because === 'voicemail' ? 'voicemail' : 'not_answered';
}

function handsOf({ job, opened }: CallContext, live: LiveCall): AnswerHands {
  return {
    async say(text, signal) {
      const speech = live.say(text);
      if (speech === null) return false;
      const stop = () => void speech.interrupt(true);
      signal.addEventListener('abort', stop);
      await speech.waitForPlayout();
      signal.removeEventListener('abort', stop);
      return !speech.interrupted;
    },
    async sendDigits(digits, signal) {
      const { localParticipant } = job.room;
      if (localParticipant) await sendDigits(localParticipant, digits, { signal });
    },
    goodbye: textsFor(opened.agent.language).silenceGoodbye,
  };
}

/** A beep is no speech: it is heard in the sound itself. */
function hearTones({ job }: CallContext, participant: RemoteParticipant, watch: AnswerWatch): () => void {
  const stop = new AbortController();
  const hear = async (track: RemoteTrack) => {
    const reader = new AudioStream(track, { sampleRate: 16_000, numChannels: 1 }).getReader();
    stop.signal.addEventListener('abort', () => void reader.cancel());
    for (;;) {
      const { done, value } = await reader.read();
      if (done || stop.signal.aborted) return;
      watch.hearAudio(value);
    }
  };
  const onTrack = (track: RemoteTrack, _publication: unknown, owner: RemoteParticipant) => {
    if (owner.identity === participant.identity && track.kind === TrackKind.KIND_AUDIO) void hear(track);
  };
  for (const { track } of participant.trackPublications.values()) {
    if (track) onTrack(track, null, participant);
  }
  job.room.on(RoomEvent.TrackSubscribed, onTrack);
  return () => {
    job.room.off(RoomEvent.TrackSubscribed, onTrack);
    stop.abort();
  };
}
