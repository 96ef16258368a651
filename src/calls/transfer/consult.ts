import { setTimeout as sleep } from 'node:timers/promises';
import type { stt, tts } from '@livekit/agents';
import { type RemoteParticipant, type RemoteTrack, type Room, RoomEvent, TrackKind } from '@livekit/rtc-node';
import type { TelephoneTexts } from '../texts/telephone-shape.ts';
import { Consent } from './consent.ts';
import type { Loudspeaker } from './loudspeaker.ts';
import type { Partition } from './partition.ts';

/** After the question: somebody who wants the call says so within seconds, and the person is waiting. */
const answerMs = 8_000;
/** The question is asked twice. A machine that took the call answers neither. */
const rounds = 2;

export interface ConsultOptions {
  room: Room;
  /** Identity of the operator, whose telephone was picked up. */
  operator: string;
  partition: Partition;
  whisper: Loudspeaker;
  ears: stt.STT;
  voice: tts.TTS;
  language: string;
  texts: TelephoneTexts;
  brief: string;
}

/** `silent`: nobody said yes or no, such as a machine. `gone`: they hung up. `canceled`: the person did. */
export type Verdict = 'accepted' | 'declined' | 'silent' | 'gone' | 'canceled';

/**
 * Tells an operator in one sentence who is waiting and asks whether they take the call. They may answer, by voice or
 * key, before the sentence is over.
 */
export async function consult(options: ConsultOptions, signal: AbortSignal): Promise<Verdict> {
  const { room, operator, partition, whisper, texts } = options;
  const over = new AbortController();
  const stopped = AbortSignal.any([signal, over.signal]);
  const gone = untilGone(room, operator, stopped).then((): Verdict => 'gone');
  const heard = await Promise.race([audioOf(room, operator, stopped), gone, untilAborted(signal)]);
  if (typeof heard === 'string') {
    over.abort();
    return heard;
  }
  await partition.settle();
  const consent = new Consent({ ...options, identity: operator, track: heard });
  const answered = consent.answer.then((answer): Verdict => (answer === 'yes' ? 'accepted' : 'declined'));
  const asked = ask(options, stopped);
  try {
    const verdict = await Promise.race([answered, gone, asked, untilAborted(signal)]);
    if (verdict !== 'accepted') return verdict;
    over.abort();
    await whisper.play(spoken(options.voice, texts.operatorThanks), signal);
    return signal.aborted ? 'canceled' : verdict;
  } finally {
    over.abort();
    consent.close();
  }
}

/** Resolves when nobody has answered in time. */
async function ask({ whisper, voice, texts, brief }: ConsultOptions, signal: AbortSignal): Promise<Verdict> {
  await whisper.play(spoken(voice, brief), signal);
  for (let round = 1; round <= rounds && !signal.aborted; round += 1) {
    await whisper.play(spoken(voice, texts.operatorQuestion), signal);
    await sleep(answerMs, undefined, { signal }).catch(() => {});
  }
  return 'silent';
}

async function* spoken(voice: tts.TTS, text: string) {
  for await (const { frame } of voice.synthesize(text)) yield frame;
}

/** The operator's sound, once the room carries it: only then are they whole in the room. */
function audioOf(room: Room, identity: string, signal: AbortSignal): Promise<RemoteTrack> {
  const known = [...room.remoteParticipants.values()]
    .find((participant) => participant.identity === identity)
    ?.trackPublications.values();
  for (const { track } of known ?? []) {
    if (track?.kind === TrackKind.KIND_AUDIO) return Promise.resolve(track);
  }
  return new Promise((resolve) => {
    const onTrack = (track: RemoteTrack, _publication: unknown, participant: RemoteParticipant) => {
      if (participant.identity !== identity || track.kind !== TrackKind.KIND_AUDIO) return;
      room.off(RoomEvent.TrackSubscribed, onTrack);
      resolve(track);
    };
    room.on(RoomEvent.TrackSubscribed, onTrack);
    signal.addEventListener('abort', () => room.off(RoomEvent.TrackSubscribed, onTrack), { once: true });
  });
}

function untilGone(room: Room, identity: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const onLeft = (left: RemoteParticipant) => {
      if (left.identity === identity) resolve();
    };
    room.on(RoomEvent.ParticipantDisconnected, onLeft);
    signal.addEventListener('abort', () => room.off(RoomEvent.ParticipantDisconnected, onLeft), {
      once: true,
    });
  });
}

function untilAborted(signal: AbortSignal): Promise<Verdict> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve('canceled');
    signal.addEventListener('abort', () => resolve('canceled'), { once: true });
  });
}
