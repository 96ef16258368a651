import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { RoomNewsRefused } from '../../calls/call/room-news.ts';
import { describeFault } from '../../shared/fault.ts';
import type { Dependencies, HttpEnv } from '../dependencies.ts';
import { HttpError } from '../http-errors.ts';
import { answers } from './answers.ts';

/**
 * A job that lives renews its call's lease every 10 s, or ends the call itself, so within this time it is known whether
 * it does. That LiveKit misses a killed agent is no news: it takes 20 s to notice, and the lease is over sooner.
 */
const graceSeconds = 15;

export const livekitWebhookPath = '/livekit/webhook';

const route = createRoute({
  method: 'post',
  path: livekitWebhookPath,
  summary: 'What LiveKit tells of rooms',
  description:
    'For the LiveKit server: put this address into its `webhook.urls`. Signed by LiveKit with LIVEKIT_API_KEY and ' +
    'LIVEKIT_API_SECRET over a hash of the body; the same event again changes nothing. It makes the end of a call known ' +
    'whose job has died, and ends what is left of a call that was handed over when one of the two hangs up.',
  security: [],
  responses: answers('Heard.', z.object({ ok: z.literal(true), replayed: z.boolean() }), [
    'webhook_refused',
    'too_many_failures',
    'body_too_large',
    'internal_error',
    'database_failed',
    'livekit_unavailable',
  ]),
});

export function addLivekitWebhookRoute(app: OpenAPIHono<HttpEnv>, dependencies: Dependencies): void {
  const { roomNews, rooms, logger } = dependencies;
  app.openapi(route, async (c) => {
    if (roomNews === null) throw new HttpError('livekit_unavailable');
    const news = await readNews(roomNews, await c.req.text(), c.req.header('authorization'));
    if (news === null) return c.json({ ok: true as const, replayed: false }, 200);
    const { replayed, closeRoom } = await roomNews.log.hear(news, graceSeconds);
    if (closeRoom) {
      // Should it fail, the runner finds somebody alone in the room.
      await rooms?.deleteRoom(news.roomName).catch((error) => {
        logger.warn({ fault: describeFault(error) }, 'could not close a room that was handed over');
      });
    }
    return c.json({ ok: true as const, replayed }, 200);
  });
}

async function readNews(
  { reader }: NonNullable<Dependencies['roomNews']>,
  body: string,
  authorization: string | undefined,
) {
  try {
    return await reader.read(body, authorization);
  } catch (error) {
    if (error instanceof RoomNewsRefused) throw new HttpError('webhook_refused', { cause: error });
    throw error;
  }
}
