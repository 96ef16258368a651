import { AudioStream, type RemoteTrack, type Room, RoomEvent, TrackKind } from '@livekit/rtc-node';
import { isLoud } from '../../../src/simulation/telephone/loudness.ts';

/** Notes for each track, by its owner and name, when it was heard. */
export class TrackEars {
  private readonly sounds = new Map<string, number[]>();

  constructor(room: Room) {
    for (const participant of room.remoteParticipants.values()) {
      for (const { track, name } of participant.trackPublications.values()) {
        if (track) void this.hear(track, `${participant.identity}/${name}`);
      }
    }
    room.on(RoomEvent.TrackSubscribed, (track, publication, participant) => {
      void this.hear(track, `${participant.identity}/${publication.name}`);
    });
  }

  /** Of every track whose owner and name fit, since then. */
  heard(fits: RegExp, since = 0): number {
    const tracks = [...this.sounds].filter(([key]) => fits.test(key));
    return tracks.flatMap(([, sounds]) => sounds).filter((at) => at >= since).length;
  }

  names(): string[] {
    return [...this.sounds].map(([key, sounds]) => `${key}: ${sounds.length}`);
  }

  /** A track may be taken away again before anybody could listen to it. */
  private hear(track: RemoteTrack, key: string): Promise<void> {
    return this.listen(track, key).catch(() => {});
  }

  private async listen(track: RemoteTrack, key: string): Promise<void> {
    if (track.kind !== TrackKind.KIND_AUDIO) return;
    const sounds = this.sounds.get(key) ?? [];
    this.sounds.set(key, sounds);
    for await (const frame of new AudioStream(track, {
      sampleRate: 16_000,
      numChannels: 1,
      frameSizeMs: 10,
    })) {
      if (isLoud(frame.data)) sounds.push(performance.now());
    }
  }
}
