import {
  AudioStream,
  type LocalTrackPublication,
  type Participant,
  type Room,
  RoomEvent,
  type Track,
  TrackKind,
} from '@livekit/rtc-node';
import type { RecordedTrack, Recorder, Side } from './recorder.ts';
import { recordingSampleRate } from './wav.ts';

/**
 * Listens to a room beside the session. The caller is heard on their own tracks. The agent is heard on the tracks that it
 * publishes, behind the queue from which LiveKit sends: what was queued and then cleared by an interruption never comes
 * here, pauses are silence, and hold music or prompts on other tracks are heard as well. (Measured: of 500 ms that were
 * queued and cleared after 290 ms, 310 ms came here and 300 ms reached the other side. Frames that the session captures,
 * or its playback events, would say this only afterwards and for its own voice alone.)
 */

/** Fewer and larger frames than LiveKit's 10 ms cost less, and none is needed sooner. */
const frameSizeMs = 50;

export interface Taps {
  close(): Promise<void>;
}

export function tapRoom(room: Room, personIdentity: string, recorder: Recorder): Taps {
  const taps = new Map<Track, () => Promise<void>>();
  const open = (side: Side, track: Track | undefined) => {
    if (!track || track.kind !== TrackKind.KIND_AUDIO || taps.has(track)) return;
    taps.set(track, tap(track, recorder.addTrack(side)));
  };
  const onSubscribed = (track: Track, _publication: unknown, participant: Participant) => {
    if (participant.identity === personIdentity) open('caller', track);
  };
  const onPublished = (publication: LocalTrackPublication) => open('agent', publication.track);
  room.on(RoomEvent.TrackSubscribed, onSubscribed);
  room.on(RoomEvent.LocalTrackPublished, onPublished);
  const person = room.remoteParticipants.get(personIdentity);
  for (const { track } of person?.trackPublications.values() ?? []) open('caller', track);
  for (const { track } of room.localParticipant?.trackPublications.values() ?? []) open('agent', track);
  return {
    async close() {
      room.off(RoomEvent.TrackSubscribed, onSubscribed);
      room.off(RoomEvent.LocalTrackPublished, onPublished);
      await Promise.all([...taps.values()].map((stop) => stop()));
    },
  };
}

/** @returns ends it, with what came until then */
function tap(track: Track, into: RecordedTrack): () => Promise<void> {
  const stream = new AudioStream(track, { sampleRate: recordingSampleRate, numChannels: 1, frameSizeMs });
  const reader = stream.getReader();
  const reading = (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      into.push(value);
    }
    into.end();
  })();
  return async () => {
    await reader.cancel();
    await reading;
  };
}
