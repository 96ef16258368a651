import { randomUUID } from 'node:crypto';
import { type ParticipantInfo, ParticipantInfo_Kind } from '@livekit/protocol';
import {
  AccessToken,
  AgentDispatchClient,
  RoomServiceClient,
  ServerError,
  TrackSource,
} from 'livekit-server-sdk';
import { type CallRoom, type Rooms, RoomsError } from '../../calls/call/rooms.ts';

/** A person who asked for a token joins within seconds; a call that nobody joins must not keep a room. */
const emptyTimeoutSeconds = 60;
/** A telephone rings for two minutes at most, and may be in the room only when it is picked up. */
const ringingSeconds = 150;
/** How long a person may be gone (a tunnel, a reload) and still come back to the same room. */
const departureTimeoutSeconds = 20;
/** The person, and the ghost of their lost connection while they come back. Agents are not counted. */
const defaultPlaces = 2;
/** The token is used once, on joining; LiveKit hands out fresh ones to whoever is in the room. */
const tokenTtlSeconds = 120;
/** The server is near; somebody at a page is waiting. */
const requestTimeoutSeconds = 3;

export interface LivekitSettings {
  /** ws, wss, http or https. */
  url: string;
  apiKey: string;
  apiSecret: string;
  agentName: string;
}

/** Rooms on a LiveKit server, ours or LiveKit Cloud. */
export function createRooms({ url, apiKey, apiSecret, agentName }: LivekitSettings): Rooms {
  const host = url.replace(/^ws/, 'http');
  const options = { requestTimeout: requestTimeoutSeconds };
  const rooms = new RoomServiceClient(host, apiKey, apiSecret, options);
  const dispatches = new AgentDispatchClient(host, apiKey, apiSecret, options);

  /** Nobody in a room that is gone. */
  const present = (roomName: string) =>
    attempt('list_participants', async () => {
      try {
        return await rooms.listParticipants(roomName);
      } catch (error) {
        if (error instanceof ServerError && error.code === 'not_found') return [];
        throw error;
      }
    });

  return {
    async createCallRoom(room) {
      await attempt('create_room', () =>
        rooms.createRoom({
          name: room.name,
          metadata: describe(room),
          emptyTimeout: room.places === undefined ? emptyTimeoutSeconds : ringingSeconds,
          departureTimeout: departureTimeoutSeconds,
          maxParticipants: room.places ?? defaultPlaces,
        }),
      );
    },

    async dispatch(room) {
      await attempt('create_dispatch', () =>
        dispatches.createDispatch(room.name, agentName, { metadata: describe(room) }),
      );
    },

    async token(room, guest) {
      const token = new AccessToken(apiKey, apiSecret, {
        identity: `person-${randomUUID()}`,
        ttl: tokenTtlSeconds,
        ...(guest.name === null ? {} : { name: guest.name }),
      });
      token.addGrant({
        roomJoin: true,
        room: room.name,
        canPublish: true,
        canPublishSources: [TrackSource.MICROPHONE],
        canSubscribe: true,
        // Typed input travels as a text stream on `lk.chat`, which is data.
        canPublishData: true,
        canUpdateOwnMetadata: false,
      });
      return token.toJwt();
    },

    async deleteRoom(roomName) {
      await attempt('delete_room', async () => {
        await rooms.deleteRoom(roomName).catch((error) => {
          if (!(error instanceof ServerError && error.code === 'not_found')) throw error;
        });
      });
    },

    async countPeople(roomName) {
      return (await present(roomName)).filter(isPerson).length;
    },

    async withoutAgent() {
      const open = await attempt('list_rooms', () => rooms.listRooms());
      // LiveKit counts people there, not agents, and does not say whether there is one.
      const names = open.filter(({ numParticipants }) => numParticipants > 0).map(({ name }) => name);
      const alone: string[] = [];
      for (const name of names) {
        const here = await present(name);
        if (here.some(isPerson) && here.every(isPerson)) alone.push(name);
      }
      return alone;
    },

    async ping() {
      // Asking for one room that is never there costs the server nothing, however many it has.
      await attempt('list_rooms', () => rooms.listRooms(['parley-health']));
    },
  };
}

function isPerson({ kind }: ParticipantInfo): boolean {
  return kind !== ParticipantInfo_Kind.AGENT;
}

/** As the environment names them. */
interface LivekitVariables {
  LIVEKIT_URL?: string | undefined;
  LIVEKIT_API_KEY?: string | undefined;
  LIVEKIT_API_SECRET?: string | undefined;
  AGENT_NAME: string;
}

/** Rooms as the settings say; null when there is no LiveKit server. */
export function createConfiguredRooms(settings: LivekitVariables): Rooms | null {
  const { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret, AGENT_NAME } = settings;
  return url && apiKey && apiSecret ? createRooms({ url, apiKey, apiSecret, agentName: AGENT_NAME }) : null;
}

/** The same words for the room and for the agent's job; `language` only where somebody asked for one. */
function describe({ callId, language }: CallRoom): string {
  return JSON.stringify(language === null ? { callId } : { callId, language });
}

async function attempt<T>(operation: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const refused = cause instanceof ServerError && cause.status !== undefined && cause.status < 500;
    throw new RoomsError(operation, refused ? 'refused' : 'unreachable', { cause });
  }
}
