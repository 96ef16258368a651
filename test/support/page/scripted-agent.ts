import {
  AudioFrame,
  AudioSource,
  LocalAudioTrack,
  type Participant,
  Room,
  RoomEvent,
  TrackPublishOptions,
  TrackSource,
} from '@livekit/rtc-node';
import { AccessToken } from 'livekit-server-sdk';
import { type CallEvent, eventsTopic } from '../../../src/calls/call/events.ts';
import type { LivekitAccess } from './page-server.ts';

/**
 * Stands in a room where the agent would and says on cue what the page must be able to show. It speaks LiveKit's agent
 * protocol by hand: state attribute, transcription streams, typed input, and Parley's events.
 */
export interface ScriptedAgent {
  state(state: 'initializing' | 'listening' | 'thinking' | 'speaking'): Promise<void>;
  /** An utterance in the pieces in which it is spoken; unless `leaveOpen`, it ends with the last one. */
  say(pieces: string[], options?: { leaveOpen?: boolean }): Promise<void>;
  /** What the recognizer makes of the person's speech: each wording replaces the one before, the last is final. */
  recognize(wordings: string[]): Promise<void>;
  send(event: UnstampedEvent): Promise<void>;
  sendRaw(payload: string): Promise<void>;
  /** What was typed to the agent so far. */
  typed(): string[];
  /** Whether the person's microphone is heard here, and whether it is muted. */
  microphone(): { published: boolean; muted: boolean };
  /**
   * Leaves the room at once, as a crashed agent would. What was sent a moment ago travels on another channel than the
   * news of leaving and may be overtaken: wait until the page shows it.
   */
  leave(): Promise<void>;
}

/** Each kind of event without what every event has. */
type UnstampedEvent = CallEvent extends infer E
  ? E extends CallEvent
    ? Omit<E, 'version' | 'timestamp'>
    : never
  : never;

let segments = 0;

export async function joinAsAgent(livekit: LivekitAccess, roomName: string): Promise<ScriptedAgent> {
  const room = new Room();
  const typed: string[] = [];
  room.registerTextStreamHandler('lk.chat', async (reader) => {
    typed.push(await reader.readAll());
  });
  await room.connect(livekit.url, await agentToken(livekit, roomName), {
    autoSubscribe: true,
    dynacast: false,
  });
  const agent = room.localParticipant;
  if (!agent) throw new Error('The scripted agent is not in the room.');
  await publishVoice(room);

  const write = async (pieces: string[], identity: string, attributes: Record<string, string>) => {
    const writer = await agent.streamText({
      topic: 'lk.transcription',
      senderIdentity: identity,
      attributes,
    });
    for (const piece of pieces) await writer.write(piece);
    return writer;
  };

  return {
    state: (state) => agent.setAttributes({ 'lk.agent.state': state }),
    async say(pieces, { leaveOpen = false } = {}) {
      segments += 1;
      const attributes = { 'lk.segment_id': `agent-${segments}`, 'lk.transcription_final': 'false' };
      const writer = await write(pieces, agent.identity, attributes);
      if (!leaveOpen) await writer.close();
    },
    async recognize(wordings) {
      segments += 1;
      for (const [index, wording] of wordings.entries()) {
        const final = String(index === wordings.length - 1);
        const attributes = { 'lk.segment_id': `person-${segments}`, 'lk.transcription_final': final };
        const writer = await write([wording], personIn(room).identity, attributes);
        await writer.close();
      }
    },
    send: (event) =>
      publish(room, JSON.stringify({ version: 1, timestamp: new Date().toISOString(), ...event })),
    sendRaw: (payload) => publish(room, payload),
    typed: () => typed,
    microphone() {
      const [publication] = [...personIn(room).trackPublications.values()];
      return { published: publication !== undefined, muted: publication?.muted ?? false };
    },
    leave: () => room.disconnect(),
  };
}

async function agentToken({ apiKey, apiSecret }: LivekitAccess, room: string): Promise<string> {
  const token = new AccessToken(apiKey, apiSecret, { identity: `agent-${room}`, ttl: 600 });
  token.kind = 'agent';
  token.addGrant({
    roomJoin: true,
    room,
    agent: true,
    canPublish: true,
    canSubscribe: true,
    canUpdateOwnMetadata: true,
  });
  return token.toJwt();
}

function personIn(room: Room): Participant {
  const [person] = [...room.remoteParticipants.values()];
  if (!person) throw new Error('Nobody has joined the call.');
  return person;
}

const publish = (room: Room, payload: string): Promise<void> =>
  room.localParticipant?.publishData(new TextEncoder().encode(payload), {
    reliable: true,
    topic: eventsTopic,
  }) ?? Promise.reject(new Error('The scripted agent has left.'));

/** Quiet noise, so that there is a voice to play and to measure. */
async function publishVoice(room: Room): Promise<void> {
  const rate = 48_000;
  const source = new AudioSource(rate, 1);
  const track = LocalAudioTrack.createAudioTrack('voice', source);
  await room.localParticipant?.publishTrack(
    track,
    new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE }),
  );
  const samples = Int16Array.from({ length: rate / 10 }, () => 1_500 * (Math.random() - 0.5));
  let isThere = true;
  room.once(RoomEvent.Disconnected, () => {
    isThere = false;
  });
  void (async () => {
    while (isThere) await source.captureFrame(new AudioFrame(samples, rate, 1, samples.length));
  })().catch(() => undefined);
}
