import {
  AudioStream,
  ParticipantKind,
  type RemoteParticipant,
  type RemoteTrack,
  type Room,
  RoomEvent,
  TrackKind,
} from '@livekit/rtc-node';
import { isLoud } from './loudness.ts';
import { sampleRate } from './mouth.ts';

/** What a party in the room makes of the agent: when it begins to speak, and what it had said when it fell silent. */
export interface AgentSpeech {
  begins(): void;
  ended(text: string): void;
}

/** @returns a function that stops listening */
export type Follow = (room: Room, listener: AgentSpeech) => () => void;

/** Between two sentences of one turn the agent draws no longer breath than this. */
const breathMs = 700;
/** A sound shorter than this is no sentence: a click of the line, or music before it is turned away. */
const shortestMs = 800;

/**
 * Follows the agent by the transcription that LiveKit publishes along with its voice. Whoever is scripted needs no
 * recognizer, and a text says exactly when speech was cut short.
 */
export const followTranscription: Follow = (room, listener) => {
  let speaking = 0;
  let heard: string[] = [];
  let breath: NodeJS.Timeout | undefined;
  const isQuiet = () => speaking === 0 && !agentSpeaks(room);
  const settle = () => {
    clearTimeout(breath);
    breath = setTimeout(() => {
      if (!isQuiet() || heard.length === 0) return;
      const text = heard.join(' ');
      heard = [];
      listener.ended(text);
    }, breathMs);
  };
  room.on(RoomEvent.ParticipantAttributesChanged, settle);
  room.registerTextStreamHandler('lk.transcription', async (reader, { identity }) => {
    const attributes = reader.info.attributes ?? {};
    if (!isAgent(room, identity) || !isMeantForUs(room, attributes['lk.transcribed_track_id'])) {
      await reader.readAll().catch(() => {});
      return;
    }
    if (speaking === 0 && heard.length === 0) listener.begins();
    speaking += 1;
    // Whoever hangs up in mid-sentence does not hear its end.
    const text = await reader.readAll().catch(() => '');
    speaking -= 1;
    if (text.trim() !== '') heard.push(text.trim());
    settle();
  });
  return () => {
    clearTimeout(breath);
    room.off(RoomEvent.ParticipantAttributesChanged, settle);
    room.unregisterTextStreamHandler('lk.transcription');
  };
};

/** Follows the agent by its sound alone: an operator is told who waits on a track that nobody transcribes. */
export const followSound: Follow = (room, listener) => {
  let isOpen = true;
  const listen = async (track: RemoteTrack, _publication: unknown, participant: RemoteParticipant) => {
    if (track.kind !== TrackKind.KIND_AUDIO || !isAgent(room, participant.identity)) return;
    const hear = soundWatch(listener);
    const frames = new AudioStream(track, { sampleRate, numChannels: 1, frameSizeMs: 20 });
    for await (const { data } of frames) if (isOpen) hear(data);
  };
  room.on(RoomEvent.TrackSubscribed, listen);
  return () => {
    isOpen = false;
    room.off(RoomEvent.TrackSubscribed, listen);
  };
};

/** Of one track, so that music on another does not blur where a sentence ends. */
function soundWatch(listener: AgentSpeech): (samples: Int16Array) => void {
  let loudMs = 0;
  let quietMs = 0;
  return (samples) => {
    const frameMs = (samples.length * 1000) / sampleRate;
    if (isLoud(samples)) {
      quietMs = 0;
      if (loudMs < shortestMs && loudMs + frameMs >= shortestMs) listener.begins();
      loudMs += frameMs;
      return;
    }
    quietMs += frameMs;
    if (quietMs < breathMs) return;
    if (loudMs >= shortestMs) listener.ended('');
    loudMs = 0;
  };
}

export function agentsIn(room: Room): RemoteParticipant[] {
  return [...room.remoteParticipants.values()].filter(({ info }) => info.kind === ParticipantKind.AGENT);
}

function isAgent(room: Room, identity: string): boolean {
  return room.remoteParticipants.get(identity)?.info.kind === ParticipantKind.AGENT;
}

function agentSpeaks(room: Room): boolean {
  return agentsIn(room).some(({ attributes }) => attributes['lk.agent.state'] === 'speaking');
}

/** The agent may whisper to somebody else in the room; what we cannot hear was not said to us. */
function isMeantForUs(room: Room, trackSid: string | undefined): boolean {
  if (trackSid === undefined || trackSid === '') return true;
  return agentsIn(room).some(({ trackPublications }) =>
    [...trackPublications.values()].some(({ sid, track }) => sid === trackSid && track !== undefined),
  );
}
