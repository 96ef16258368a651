import { RoomServiceClient, ServerError } from 'livekit-server-sdk';
import { RoomsError } from '../../calls/call/rooms.ts';
import type { Hearing } from '../../calls/transfer/hearing.ts';
import type { LivekitSettings } from './livekit-rooms.ts';

/** Two people wait for it. */
const requestTimeoutSeconds = 3;

/**
 * The media server connects ears and tracks. Permissions that a publisher sets would do the same for the agent's tracks
 * only; a telephone's cannot set any.
 */
export function createHearing({ url, apiKey, apiSecret }: Omit<LivekitSettings, 'agentName'>): Hearing {
  const rooms = new RoomServiceClient(url.replace(/^ws/, 'http'), apiKey, apiSecret, {
    requestTimeout: requestTimeoutSeconds,
  });
  return {
    async set(roomName, listener, trackSids, hears) {
      if (trackSids.length === 0) return;
      try {
        await rooms.updateSubscriptions(roomName, listener, trackSids, hears);
      } catch (cause) {
        if (cause instanceof ServerError && cause.code === 'not_found') return;
        throw new RoomsError('update_subscriptions', 'unreachable', { cause });
      }
    },
  };
}
