import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Dependencies, HttpEnv } from '../dependencies.ts';

/** For what has another address once it changes, as Vite's files do: the hash of the content is in their names. */
export const forever = 'public, max-age=31536000, immutable';

/** The built page. It is at / and routes itself in the hash; at any other address it says that nothing is there. */
export function addPage(app: OpenAPIHono<HttpEnv>, { webDirectory }: Dependencies): void {
  const index = join(webDirectory, 'index.html');
  // In the answer, not in the context: what answers in its place, such as 405, is kept by nobody.
  const showPage = async (c: Context, status: 200 | 404) =>
    c.html(await readFile(index, 'utf8'), status, { 'cache-control': 'no-cache' });
  app.use('/assets/*', async (c, next) => {
    await next();
    if (c.res.ok) c.res.headers.set('cache-control', forever);
  });
  app.get('/', (c) => (existsSync(index) ? showPage(c, 200) : c.html(notBuilt, 503)));
  app.use('*', serveStatic({ root: webDirectory, index: 'none' }));
  app.use('*', async (c, next) => {
    const isNavigation = c.req.method === 'GET' && c.req.header('accept')?.includes('text/html');
    return isNavigation && existsSync(index) ? showPage(c, 404) : next();
  });
}

const notBuilt = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Parley: the page is not built</title>
<h1>The page is not built yet</h1>
<p>Run <code>npm run build</code> in the folder of Parley and reload this page.</p>
<p>The API works without it: <a href="/docs">/docs</a>, <a href="/health">/health</a>.</p>
</html>
`;
