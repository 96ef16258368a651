import {
  createLocalAudioTrack,
  DefaultReconnectPolicy,
  DisconnectReason,
  type LocalAudioTrack,
  type LocalTrack,
  LogLevel,
  type Participant,
  Room,
  RoomEvent,
  setLogLevel,
} from 'livekit-client';
import { z } from 'zod';
import type { TokenResponse } from '../../../../src/http/contract.ts';
import { microphoneFaultOf } from './call-fault.ts';
import type { CallSignal, EndedBy } from './call-signal.ts';
import { hearRoom } from './room-streams.ts';
import { createVoices, type Voices } from './voices.ts';

/** A warm agent is there in a third of a second; after this long the person deserves to know. */
const agentPatienceMs = 5_000;
/** A LiveKit server on the internet answers within a second or two; a dead host would take the browser minutes. */
const websocketTimeoutMs = 8_000;
/** About 25 s in all: longer than a change of network takes, shorter than people wait in front of a frozen call. */
const reconnectDelaysMs = [0, 300, 1_200, 2_700, 4_800, 7_000, 7_000];

// Its notes on an ordinary connection name the room and the person; only what went wrong belongs in a console.
setLogLevel(LogLevel.warn);

const agentState = z.enum(['initializing', 'listening', 'thinking', 'speaking']);

export interface RoomLink {
  voices: Voices;
  say(text: string): Promise<void>;
  setMicrophone(on: boolean): Promise<void>;
  turnSoundOn(): Promise<void>;
  leave(): void;
}

export const openMicrophone = (): Promise<LocalAudioTrack> =>
  createLocalAudioTrack({ echoCancellation: true, noiseSuppression: true, autoGainControl: true });

/** Throws livekit-client's `ConnectionError` when the server cannot be reached or does not let us in. */
export async function joinRoom(
  pass: TokenResponse,
  microphone: LocalAudioTrack | null,
  signal: (signal: CallSignal) => void,
): Promise<RoomLink> {
  const room = new Room({
    reconnectPolicy: new DefaultReconnectPolicy(reconnectDelaysMs),
    // livekit-client would hang up on `beforeunload`, before the person has said whether they mean to leave.
    disconnectOnPageLeave: false,
  });
  const voices = createVoices(room);
  const patience = createPatience(() => signal({ type: 'agent_late' }));
  hearRoom(room, signal);
  watchAgent(room, patience, signal);
  watchConnection(room, patience, signal);
  watchDevices(room, signal);
  leaveWithPage(room);
  await room.connect(pass.server_url, pass.participant_token, { websocketTimeout: websocketTimeoutMs });
  const agentIsHere = hasAgent(room);
  signal({ type: 'joined', at: Date.now(), agentIsHere });
  for (const participant of room.remoteParticipants.values()) reportState(participant, signal);
  if (!agentIsHere) patience.start();
  if (microphone) await publish(room, microphone, signal);
  return createLink(room, voices, patience, signal);
}

/** A call whose microphone cannot be sent goes on by typing. */
async function publish(
  room: Room,
  microphone: LocalAudioTrack,
  signal: (signal: CallSignal) => void,
): Promise<void> {
  try {
    // The cast only bridges livekit-client's own types, which do not agree under exactOptionalPropertyTypes.
    await room.localParticipant.publishTrack(microphone as LocalTrack);
  } catch (error) {
    signal({ type: 'microphone', microphone: microphoneFaultOf(error) });
  }
}

function createLink(
  room: Room,
  voices: Voices,
  patience: Patience,
  signal: (signal: CallSignal) => void,
): RoomLink {
  return {
    voices,
    async say(text) {
      await room.localParticipant.sendText(text, { topic: 'lk.chat' });
    },
    async setMicrophone(on) {
      try {
        await room.localParticipant.setMicrophoneEnabled(on);
        signal({ type: 'microphone', microphone: on ? 'on' : 'muted' });
      } catch (error) {
        signal({ type: 'microphone', microphone: microphoneFaultOf(error) });
      }
    },
    turnSoundOn: () => room.startAudio(),
    leave() {
      patience.stop();
      voices.close();
      void room.disconnect();
    },
  };
}

function watchAgent(room: Room, patience: Patience, signal: (signal: CallSignal) => void): void {
  room.on(RoomEvent.ParticipantConnected, (participant) => {
    if (!participant.isAgent) return;
    patience.stop();
    signal({ type: 'agent_joined' });
    reportState(participant, signal);
  });
  room.on(RoomEvent.ParticipantAttributesChanged, (_changed, participant) =>
    reportState(participant, signal),
  );
  room.on(RoomEvent.ParticipantDisconnected, (participant) => {
    if (!participant.isAgent) return;
    // A full reconnect reports everybody as gone in the moment before it says that it reconnects.
    queueMicrotask(() => {
      if (room.state === 'connected') signal({ type: 'agent_left', at: Date.now() });
    });
  });
}

function watchConnection(room: Room, patience: Patience, signal: (signal: CallSignal) => void): void {
  let isLost = false;
  room.on(RoomEvent.ConnectionStateChanged, (state) => {
    if (state === 'reconnecting' || state === 'signalReconnecting') {
      isLost = true;
      patience.stop();
      signal({ type: 'connection_lost' });
    } else if (state === 'connected' && isLost) {
      isLost = false;
      const agentIsHere = hasAgent(room);
      signal({ type: 'connection_back', agentIsHere });
      // A restarted server gives us a new, empty room under the old name.
      if (!agentIsHere) patience.start();
    }
  });
  room.on(RoomEvent.Disconnected, (reason) => {
    patience.stop();
    signal({ type: 'ended', by: endedBy(reason), at: Date.now() });
  });
}

/** A page that goes hangs up. It is not told so any more: the page that comes after it tells of the call. */
function leaveWithPage(room: Room): void {
  const leave = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) room.removeAllListeners(RoomEvent.Disconnected);
    void room.disconnect();
  };
  addEventListener('pagehide', leave);
  room.on(RoomEvent.Disconnected, () => removeEventListener('pagehide', leave));
}

function watchDevices(room: Room, signal: (signal: CallSignal) => void): void {
  // livekit-client unpublishes a microphone that was unplugged and that it could not replace.
  room.on(RoomEvent.LocalTrackUnpublished, () => {
    if (room.state === 'connected') signal({ type: 'microphone', microphone: 'absent' });
  });
  room.on(RoomEvent.AudioPlaybackStatusChanged, () => {
    signal({ type: 'sound', blocked: !room.canPlaybackAudio });
  });
}

function reportState(participant: Participant, signal: (signal: CallSignal) => void): void {
  if (!participant.isAgent) return;
  const state = agentState.safeParse(participant.attributes['lk.agent.state']);
  if (state.success) signal({ type: 'agent_state', state: state.data });
}

const hasAgent = (room: Room): boolean =>
  [...room.remoteParticipants.values()].some((other) => other.isAgent);

function endedBy(reason: DisconnectReason | undefined): EndedBy {
  switch (reason) {
    case DisconnectReason.CLIENT_INITIATED:
      return 'person';
    case DisconnectReason.ROOM_DELETED:
    case DisconnectReason.ROOM_CLOSED:
    case DisconnectReason.PARTICIPANT_REMOVED:
      return 'agent';
    default:
      return 'connection_lost';
  }
}

interface Patience {
  start(): void;
  stop(): void;
}

function createPatience(onLate: () => void): Patience {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => clearTimeout(timer);
  return {
    start() {
      stop();
      timer = setTimeout(onLate, agentPatienceMs);
    },
    stop,
  };
}
