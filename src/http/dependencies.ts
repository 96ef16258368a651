import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Calls } from '../calls/call/call.ts';
import type { RoomLog, RoomNewsReader } from '../calls/call/room-news.ts';
import type { Rooms } from '../calls/call/rooms.ts';
import type { RecordingStore, RecordingStoreName } from '../calls/recording/store.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { HealthResponse } from './contract.ts';
import type { Authentication, KeyRing } from './credentials.ts';

/** What the API needs of the world; `src/server.ts` gives it the real one. */
export interface Dependencies {
  authentication: Authentication;
  calls: Calls;
  /** Null when no LiveKit server is configured or found. */
  rooms: Rooms | null;
  /** What LiveKit tells of rooms; null with `rooms`. */
  roomNews: { reader: RoomNewsReader; log: RoomLog } | null;
  /** Null for a store that this deployment does not have. */
  recordings: Record<RecordingStoreName, RecordingStore | null>;
  health: () => Promise<HealthResponse>;
  /** Where browsers connect to, ws:// or wss://; null with `rooms`. */
  livekitUrl: string | null;
  /** True when speech or model is a stand-in. */
  rehearsal: boolean;
  /** Origins, besides our own, whose pages may call. */
  corsOrigins: Set<string>;
  /** Only this machine may reach us, so requests without credentials are answered too. */
  loopbackOnly: boolean;
  /** Where the built page is. */
  webDirectory: string;
  version: string;
  contributed: readonly ContributedRoutes[];
  /** Which API keys there are. */
  keys: KeyRing;
  /** Whom a request comes from, for limits. */
  addressOf: (c: Context) => string;
  limits: { tokensPerMinutePerAddress: number; tokensPerMinutePerOrganization: number };
  clock: Clock;
  logger: Logger;
}

/** What a business adds to the API. */
export interface ContributedRoutes {
  add(app: OpenAPIHono<HttpEnv>, dependencies: Dependencies): void;
  /** Addresses to which a whole file is posted. */
  takeFiles?: readonly string[];
  /** Addresses that tell by a signature who asks. */
  signed?: readonly string[];
}

/** What every handler finds in its context. */
export interface HttpEnv {
  Variables: { requestId: string; isMember?: boolean };
}
