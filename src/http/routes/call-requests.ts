import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { listRequestsQuery, listRequestsResponse } from '../contract.ts';
import { authenticate } from '../credentials.ts';
import type { Dependencies, HttpEnv } from '../dependencies.ts';
import { readCursor, writeCursor } from '../edge/cursor.ts';
import { answers, memberRefusals, memberSecurity } from './answers.ts';

const route = createRoute({
  method: 'get',
  path: '/call-requests',
  summary: 'Calls that are owed, and why they are not made now',
  description:
    'The next one first; with another `status` those that were. `waits_for` says what has to change before the ' +
    'telephone rings, and until when. For the next page send `next_cursor` as `after`.',
  security: memberSecurity,
  request: { query: listRequestsQuery },
  responses: answers('A page of requests.', listRequestsResponse, memberRefusals),
});

export function addCallRequestRoute(
  app: OpenAPIHono<HttpEnv>,
  { authentication }: Pick<Dependencies, 'authentication'>,
): void {
  app.openapi(route, async (c) => {
    const { status, limit, after } = c.req.valid('query');
    const cursor = after === undefined ? null : readCursor(after, 'after');
    const { organizationId, credential } = await authenticate(c, authentication);
    const page = await authentication.dialerOf(credential).requests(organizationId, {
      status,
      limit,
      after: cursor && { dueAt: cursor.at, id: cursor.id },
    });
    const next = page.next && writeCursor({ at: page.next.dueAt, id: page.next.id });
    return c.json({ requests: page.requests, next_cursor: next }, 200);
  });
}
