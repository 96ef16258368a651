import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Dependencies, HttpEnv } from '../dependencies.ts';
import { docsStyle, type OpenApiDocument, renderDocs } from '../docs-page.ts';

/** `/openapi.json`, and the same for people at `/docs`: plain HTML made here, nothing loaded from elsewhere. */
export function addDocs(app: OpenAPIHono<HttpEnv>, { version }: Dependencies): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'A Supabase Auth token, or an API key of the organization (`parley_…`).',
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', {
    type: 'apiKey',
    in: 'header',
    name: 'x-api-key',
    description: 'An API key of the organization (`parley_…`).',
  });

  // Written once: the routes do not change while the server runs.
  let document: OpenApiDocument | undefined;
  const describe = () => {
    document ??= app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: { title: 'Parley', version, description: about, license: { name: 'MIT' } },
      servers: [{ url: '/' }],
    }) as unknown as OpenApiDocument;
    return document;
  };
  app.get('/openapi.json', (c) => c.json(describe()));
  app.get('/docs', (c) => c.html(renderDocs(describe())));
  app.get('/docs/style.css', (c) => c.body(docsStyle, 200, { 'content-type': 'text/css; charset=utf-8' }));
}

const about =
  'A real-time phone agent that says only what it has done. On this machine with the embedded database, requests ' +
  'without credentials act for the demo organization; anywhere else send a Supabase Auth token or an API key.';
