import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npm start` serves the API; `vite web` proxies to it so that the page is on one origin there too. */
const api = process.env.PARLEY_API ?? 'http://127.0.0.1:8000';
const apiPaths = [
  '/token',
  '/health',
  '/calls',
  '/appointments',
  '/customers',
  '/call-requests',
  '/outreach',
  '/campaigns',
  '/openapi.json',
  '/docs',
];

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // No data: URLs and no inline preload script, so that `default-src 'self'` suffices as a content policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // livekit-client is 540 kB by itself; it is a chunk of its own that loads after the page is there.
    chunkSizeWarningLimit: 600,
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    // The page shares the schemas of src/http/contract.ts.
    fs: { allow: ['..'] },
    proxy: Object.fromEntries(apiPaths.map((path) => [path, api])),
  },
});
