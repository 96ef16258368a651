import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { callDetailResponse, callIdParams, listCallsQuery, listCallsResponse } from '../contract.ts';
import { authenticate } from '../credentials.ts';
import type { Dependencies, HttpEnv } from '../dependencies.ts';
import { readCursor, writeCursor } from '../edge/cursor.ts';
import { HttpError } from '../http-errors.ts';
import { answers, memberRefusals, memberSecurity } from './answers.ts';

const listRoute = createRoute({
  method: 'get',
  path: '/calls',
  summary: 'Calls, newest first',
  description: 'For the next page send `next_cursor` as `before`.',
  security: memberSecurity,
  request: { query: listCallsQuery },
  responses: answers('A page of calls.', listCallsResponse, memberRefusals),
});

const detailRoute = createRoute({
  method: 'get',
  path: '/calls/{id}',
  summary: 'One call with everything that was kept of it',
  description:
    'Transcript by turn with its latency, tool events, summary, cost, preferences and the appointments it touched.',
  security: memberSecurity,
  request: { params: callIdParams },
  responses: answers('The call.', callDetailResponse, [...memberRefusals, 'call_not_found']),
});

export function addCallRoutes(app: OpenAPIHono<HttpEnv>, { authentication }: Dependencies): void {
  app.openapi(listRoute, async (c) => {
    const { limit, before } = c.req.valid('query');
    const cursor = before === undefined ? null : readCursor(before);
    const { records, organizationId } = await authenticate(c, authentication);
    const page = await records.calls(organizationId, {
      limit,
      before: cursor && { startedAt: cursor.at, id: cursor.id },
    });
    const next = page.next && writeCursor({ at: page.next.startedAt, id: page.next.id });
    return c.json({ calls: page.calls, next_cursor: next }, 200);
  });

  app.openapi(detailRoute, async (c) => {
    const { id } = c.req.valid('param');
    const { records, organizationId } = await authenticate(c, authentication);
    const detail = await records.call(organizationId, id);
    // The same answer for a call of another organization, so that ids cannot be tried out.
    if (detail === null) throw new HttpError('call_not_found');
    return c.json(callDetailResponse.parse(detail), 200);
  });
}
