import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { healthResponse } from '../contract.ts';
import type { Dependencies, HttpEnv } from '../dependencies.ts';

const content = { 'application/json': { schema: healthResponse } };

const route = createRoute({
  method: 'get',
  path: '/health',
  summary: 'What runs, what is real and what is missing',
  description: 'Reaches the database and LiveKit to find out. Needs no credentials.',
  responses: {
    200: { description: 'The database is reached. Other parts may still be missing.', content },
    503: { description: 'The database is not reached.', content },
  },
});

export function addHealthRoute(app: OpenAPIHono<HttpEnv>, { health }: Dependencies): void {
  app.openapi(route, async (c) => {
    const report = await health();
    return c.json(report, report.ok ? 200 : 503);
  });
}
