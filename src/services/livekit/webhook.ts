import { ParticipantInfo_Kind } from '@livekit/protocol';
import { type WebhookEvent, WebhookReceiver } from 'livekit-server-sdk';
import { type RoomNews, type RoomNewsReader, RoomNewsRefused } from '../../calls/call/room-news.ts';

/** LiveKit signs each webhook with the key of the server, over a hash of the body (docs.livekit.io, "Webhooks"). */
export function createRoomNewsReader({
  apiKey,
  apiSecret,
}: {
  apiKey: string;
  apiSecret: string;
}): RoomNewsReader {
  const receiver = new WebhookReceiver(apiKey, apiSecret);
  return {
    async read(body, authorization) {
      try {
        return toNews(await receiver.receive(body, authorization));
      } catch (cause) {
        throw new RoomNewsRefused({ cause });
      }
    },
  };
}

function toNews({ id, event, room, participant }: WebhookEvent): RoomNews | null {
  if (event !== 'room_finished' && event !== 'participant_left' && event !== 'participant_joined')
    return null;
  if (!id || !room?.name) return null;
  return { id, event, roomName: room.name, isAgent: participant?.kind === ParticipantInfo_Kind.AGENT };
}
