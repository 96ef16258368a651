import { AudioStream, type RemoteTrack, Room, RoomEvent, TrackKind } from '@livekit/rtc-node';
import { type CallEvent, callEvent, eventsTopic } from '../../src/calls/call/events.ts';
import { isLoud } from '../../src/simulation/telephone/loudness.ts';
import { Mouth, sampleRate } from '../../src/simulation/telephone/mouth.ts';

/** Somebody in a room with the agent, heard and hearing in real time. */
export interface Person {
  room: Room;
  events: CallEvent[];
  /** The agent's sentences as the room transcribes them, each when it is complete. */
  agentSaid: string[];
  /** Speaks and resolves when done, with `performance.now()` of the first and last loud sample as it was sent. */
  say(samples: Int16Array): Promise<{ startedAt: number; endedAt: number }>;
  /** When the agent's first sound at or after `since` was heard. */
  nextSound(since: number, timeoutMs?: number): Promise<number>;
  /** Resolves once the agent has been silent for `ms`. */
  untilQuiet(ms: number, timeoutMs?: number): Promise<void>;
  /** Resolves with the first event, past or future, that fits. */
  untilEvent<E extends CallEvent>(fits: (event: CallEvent) => event is E, timeoutMs?: number): Promise<E>;
  /** Whether the agent made a sound between two instants. */
  heardBetween(from: number, to: number): boolean;
  leave(): Promise<void>;
}

/** `onRoom` gets the room before it is connected: whoever is sent out while entering never comes to the end of this. */
export async function joinAsPerson(
  url: string,
  token: string,
  onRoom: (room: Room) => void = () => {},
): Promise<Person> {
  const room = new Room();
  onRoom(room);
  const ear = new Ear();
  const events: CallEvent[] = [];
  const agentSaid: string[] = [];
  const waiting = new Set<() => void>();
  // A track may be taken away again before anybody could listen to it.
  room.on(RoomEvent.TrackSubscribed, (track) => void ear.listen(track).catch(() => {}));
  room.on(RoomEvent.DataReceived, (data, _participant, _kind, topic) => {
    if (topic !== eventsTopic) return;
    events.push(callEvent.parse(JSON.parse(new TextDecoder().decode(data))));
    for (const look of waiting) look();
  });
  room.registerTextStreamHandler('lk.transcription', async (reader, { identity }) => {
    if (identity === room.localParticipant?.identity) return;
    // Whoever hangs up in mid-sentence does not hear its end.
    const text = await reader.readAll().catch(() => null);
    if (text !== null) agentSaid.push(text.trim());
  });
  await room.connect(url, token, { autoSubscribe: true, dynacast: false });
  const mouth = await Mouth.open(room);
  return {
    room,
    events,
    agentSaid,
    say: (samples) => mouth.say(samples),
    nextSound: (since, timeoutMs = 15_000) => ear.nextSound(since, timeoutMs),
    untilQuiet: (ms, timeoutMs = 30_000) => ear.untilQuiet(ms, timeoutMs),
    heardBetween: (from, to) => ear.sounds.some((at) => at >= from && at <= to),
    untilEvent: (fits, timeoutMs = 15_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`no such event within ${timeoutMs} ms; seen: ${JSON.stringify(events)}`));
        }, timeoutMs);
        const look = () => {
          const found = events.find(fits);
          if (!found) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    async leave() {
      mouth.close();
      await room.disconnect();
    },
  };
}

/** Notes when the agent can be heard. */
class Ear {
  readonly sounds: number[] = [];
  private readonly waiting = new Set<{ since: number; resolve: (at: number) => void }>();

  async listen(track: RemoteTrack): Promise<void> {
    if (track.kind !== TrackKind.KIND_AUDIO) return;
    for await (const frame of new AudioStream(track, { sampleRate, numChannels: 1, frameSizeMs: 10 })) {
      if (!isLoud(frame.data)) continue;
      const at = performance.now();
      this.sounds.push(at);
      for (const listener of this.waiting) if (at >= listener.since) listener.resolve(at);
    }
  }

  nextSound(since: number, timeoutMs: number): Promise<number> {
    const known = this.sounds.find((at) => at >= since);
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(listener);
        reject(new Error(`the agent made no sound within ${timeoutMs} ms`));
      }, timeoutMs);
      const listener = {
        since,
        resolve: (at: number) => {
          clearTimeout(timer);
          this.waiting.delete(listener);
          resolve(at);
        },
      };
      this.waiting.add(listener);
    });
  }

  async untilQuiet(ms: number, timeoutMs: number): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const quietFor = performance.now() - (this.sounds.at(-1) ?? Number.NEGATIVE_INFINITY);
      if (quietFor >= ms) return;
      if (performance.now() > deadline) throw new Error(`the agent was never silent for ${ms} ms`);
      await new Promise((resolve) => setTimeout(resolve, Math.min(50, ms - quietFor + 1)));
    }
  }
}
