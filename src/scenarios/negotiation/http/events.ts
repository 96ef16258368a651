import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { campaignIdParams } from '../../../campaigns/campaign-views.ts';
import { authenticate } from '../../../http/credentials.ts';
import type { HttpEnv } from '../../../http/dependencies.ts';
import { HttpError } from '../../../http/http-errors.ts';
import { memberRefusals, memberSecurity, refusalsOf } from '../../../http/routes/answers.ts';
import { campaignErrors } from './errors.ts';
import type { CampaignDependencies } from './ports.ts';

/** Somebody looks on while calls go on; the database is asked this often for each of them. */
const askEveryMs = 1000;
/** Proxies close what is silent. */
const keepAliveMs = 15_000;

const eventsRoute = createRoute({
  method: 'get',
  path: '/campaigns/{campaign_id}/events',
  summary: 'What happens in a campaign, as it happens',
  description:
    'Server-sent events. Each has an id; sent back in the header Last-Event-ID it brings everything since, so nothing is ' +
    'lost over a reconnect. The name of an event is its kind (docs/events.md). The stream ends when the campaign is over.',
  security: memberSecurity,
  request: {
    params: campaignIdParams,
    headers: z.object({ 'last-event-id': z.coerce.number().int().min(0).optional() }),
  },
  responses: {
    200: { description: 'The events.', content: { 'text/event-stream': { schema: z.string() } } },
    ...refusalsOf([...memberRefusals, campaignErrors.campaign_not_found]),
  },
});

export function addCampaignEventsRoute(app: OpenAPIHono<HttpEnv>, dependencies: CampaignDependencies): void {
  app.openapi(eventsRoute, async (c) => {
    const member = await authenticate(c, dependencies.authentication);
    const campaigns = dependencies.campaignsOf(member);
    const { campaign_id } = c.req.valid('param');
    let last = c.req.valid('header')['last-event-id'] ?? 0;
    if ((await campaigns.eventsAfter(campaign_id, last)) === null) {
      throw new HttpError(campaignErrors.campaign_not_found);
    }
    const tell = async (stream: SSEStreamingApi) => {
      let spokeAt = dependencies.clock.now();
      while (!stream.aborted && !stream.closed) {
        const page = await campaigns.eventsAfter(campaign_id, last);
        for (const { event_id, kind, data, at } of page?.events ?? []) {
          await stream.writeSSE({ id: String(event_id), event: kind, data: JSON.stringify({ ...data, at }) });
          last = event_id;
          spokeAt = dependencies.clock.now();
        }
        if (page === null || (page.is_over && page.events.length === 0)) return;
        if (dependencies.clock.now() - spokeAt >= keepAliveMs) {
          await stream.write(': \n\n');
          spokeAt = dependencies.clock.now();
        }
        if (page.events.length === 0) await stream.sleep(askEveryMs);
      }
    };
    return streamSSE(c, async (stream) => {
      try {
        await tell(stream);
      } catch (error) {
        // Whoever listens opens it again and has everything since.
        dependencies.logger.warn({ err: error }, 'a stream of events broke off');
      }
    });
  });
}
