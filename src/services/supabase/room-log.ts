import { z } from 'zod';
import type { RoomLog } from '../../calls/call/room-news.ts';
import { camelRow } from './camel-row.ts';
import { callFunction, type Database } from './client.ts';

const heard = camelRow({ replayed: z.boolean(), close_room: z.boolean() });

/** @param db a connection with the secret key */
export function createRoomLog(db: Database): RoomLog {
  return {
    async hear({ id, event, roomName, isAgent }, graceSeconds) {
      const parameters = {
        event_id: id,
        event,
        room_name: roomName,
        is_agent: isAgent,
        grace_seconds: graceSeconds,
      };
      return callFunction(db, 'hear_livekit_event', parameters, heard);
    },
  };
}
