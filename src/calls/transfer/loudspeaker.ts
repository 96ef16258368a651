import {
  type AudioFrame,
  AudioResampler,
  AudioSource,
  LocalAudioTrack,
  type LocalTrackPublication,
  type Room,
  TrackPublishOptions,
  TrackSource,
} from '@livekit/rtc-node';

/** Short, so that what is stopped is silent at once. */
const queuedMs = 200;
const sampleRate = 16_000;

/** A track of the agent beside its voice: hold audio for one party, words for another. */
export class Loudspeaker {
  readonly sid: string;
  private readonly room: Room;
  private readonly source: AudioSource;
  private readonly publication: LocalTrackPublication;

  static async open(room: Room, name: string): Promise<Loudspeaker> {
    const source = new AudioSource(sampleRate, 1, queuedMs);
    const track = LocalAudioTrack.createAudioTrack(name, source);
    // No microphone: whoever records or transcribes the agent takes that one.
    const options = new TrackPublishOptions({ source: TrackSource.SOURCE_UNKNOWN });
    const publication = await room.localParticipant?.publishTrack(track, options);
    if (!publication?.sid) throw new Error('The room took no track.');
    return new Loudspeaker(room, source, publication, publication.sid);
  }

  private constructor(room: Room, source: AudioSource, publication: LocalTrackPublication, sid: string) {
    this.room = room;
    this.source = source;
    this.publication = publication;
    this.sid = sid;
  }

  /** Resolves once the media server has connected somebody with it. */
  async untilConnected(signal: AbortSignal): Promise<void> {
    await Promise.race([this.publication.waitForSubscription(), untilAborted(signal)]);
  }

  /** Resolves once all has been heard, or at once when `signal` aborts. */
  async play(frames: Iterable<AudioFrame> | AsyncIterable<AudioFrame>, signal: AbortSignal): Promise<void> {
    const onAbort = () => this.source.clearQueue();
    signal.addEventListener('abort', onAbort);
    try {
      for await (const frame of resampled(frames)) {
        if (signal.aborted || this.source.closed) return;
        await this.source.captureFrame(frame);
      }
      if (!signal.aborted) await this.source.waitForPlayout();
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  async close(): Promise<void> {
    await this.source.close();
    // A room that is gone took the track with it.
    if (this.room.isConnected) await this.room.localParticipant?.unpublishTrack(this.sid);
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

async function* resampled(
  frames: Iterable<AudioFrame> | AsyncIterable<AudioFrame>,
): AsyncGenerator<AudioFrame> {
  let resampler: AudioResampler | undefined;
  for await (const frame of frames) {
    if (frame.sampleRate === sampleRate && frame.channels === 1) {
      yield frame;
      continue;
    }
    resampler ??= new AudioResampler(frame.sampleRate, sampleRate, 1);
    yield* resampler.push(frame);
  }
  if (resampler) yield* resampler.flush();
}
