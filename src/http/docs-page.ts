import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { html } from 'hono/html';
import viewer from 'swagger-ui-dist/package.json' with { type: 'json' };

/**
 * Swagger UI, from its package without imports: by far the smallest to install of the viewers that are kept (13 MB;
 * RapiDoc 151, Scalar 311), and it runs under `default-src 'self'` as it is.
 */
export const viewerFolder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
/** The version is part of the address, so that a browser may keep what it has. */
export const viewerPath = `/docs/swagger-ui-${viewer.version}`;
/** Of the package, only these: the rest are other builds of the same and their source maps. */
export const viewerFiles = ['swagger-ui.css', 'swagger-ui-bundle.js'];

export const docsPage = html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <meta name="color-scheme" content="light dark" />
    <title>Parley API</title>
    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="${viewerPath}/swagger-ui.css" />
    <script defer src="${viewerPath}/swagger-ui-bundle.js"></script>
    <script defer src="/docs/start.js"></script>
  </head>
  <body>
    <main id="docs"><a href="/openapi.json">openapi.json</a></main>
  </body>
</html>`;

/** A file of its own, since the content policy lets in no script that stands in the page. */
export const docsScript = `
document.documentElement.classList.toggle('dark-mode', matchMedia('(prefers-color-scheme: dark)').matches);
SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null });
`;
