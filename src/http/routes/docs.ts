import { serveStatic } from '@hono/node-server/serve-static';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { compress } from 'hono/compress';
import type { Dependencies, HttpEnv } from '../dependencies.ts';
import { docsPage, docsScript, viewerFiles, viewerFolder, viewerPath } from '../docs-page.ts';
import { forever } from './page.ts';

/** `/openapi.json`, and the same for people at `/docs`: a viewer that this server has, nothing loaded from elsewhere. */
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
  let document: ReturnType<typeof app.getOpenAPI31Document> | undefined;
  app.get('/openapi.json', (c) => {
    document ??= app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: { title: 'Parley', version, description: about, license: { name: 'MIT' } },
      servers: [{ url: '/' }],
    });
    return c.json(document);
  });
  app.get('/docs', (c) => c.html(docsPage));
  app.get('/docs/start.js', (c) =>
    c.body(docsScript, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  );
  const files = serveStatic({
    root: viewerFolder,
    rewriteRequestPath: (path) => path.slice(viewerPath.length),
    onFound: (_path, c) => c.header('cache-control', forever),
  });
  for (const file of viewerFiles) app.get(`${viewerPath}/${file}`, compress(), files);
}

const about =
  'A real-time phone agent that says only what it has done. On this machine with the embedded database, requests ' +
  'without credentials act for the demo organization; anywhere else send a Supabase Auth token or an API key.';
