import {
  createAudioAnalyser,
  type LocalAudioTrack,
  type RemoteAudioTrack,
  type Room,
  RoomEvent,
} from 'livekit-client';

/** How loud each side is now, 0 to 1, for the meter; and the element that plays the agent. */
export interface Voices {
  level(side: 'agent' | 'person'): number;
  close(): void;
}

type Meter = ReturnType<typeof createAudioAnalyser>;

/** Speech fills only the lower third of the spectrum; stretched so that an ordinary voice fills most of the meter. */
const gain = 5;
/** From a quiet room to a raised voice, in dBFS a frequency bin. */
const range = { minDecibels: -85, maxDecibels: -30 };

export function createVoices(room: Room): Voices {
  const meters = new Map<'agent' | 'person', Meter>();
  const measure = (side: 'agent' | 'person', track: LocalAudioTrack | RemoteAudioTrack) => {
    void meters.get(side)?.cleanup();
    meters.set(side, createAudioAnalyser(track, { smoothingTimeConstant: 0.6, ...range }));
  };
  room.on(RoomEvent.TrackSubscribed, (track) => {
    if (track.kind !== 'audio') return;
    document.body.append(track.attach());
    measure('agent', track as RemoteAudioTrack);
  });
  room.on(RoomEvent.TrackUnsubscribed, (track) => {
    for (const element of track.detach()) element.remove();
  });
  room.on(RoomEvent.LocalTrackPublished, ({ track }) => {
    if (track?.kind === 'audio') measure('person', track as LocalAudioTrack);
  });
  return {
    level: (side) => Math.min(1, (meters.get(side)?.calculateVolume() ?? 0) * gain),
    close() {
      for (const meter of meters.values()) void meter.cleanup();
      meters.clear();
    },
  };
}
