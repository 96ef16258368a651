import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { serve } from '@hono/node-server';
import { readConfig } from '../config.ts';
import { ParleyError } from '../shared/errors.ts';
import { createLogger } from '../shared/logger.ts';
import { openEmbeddedDatabase } from './database.ts';
import { keysFile } from './database-keys.ts';
import { compileWasmOnce } from './lean-wasm.ts';

/**
 * The embedded database as a process of its own: `node src/embedded/database-server.ts [--port N]`.
 * Under `node --max-semi-space-size=4 --max-old-space-size=192` it needs 305 MB (PSS) instead of 362; these two flags only
 * count on the command line.
 * Prints one JSON line, {"ready":true,"url":…,"keysFile":…}, when it answers; keys only ever go through that file.
 */
const config = readConfig(process.env);
const logger = createLogger({
  level: config.LOG_LEVEL,
  unredacted: config.LOG_UNREDACTED,
  component: 'database',
});

// Who said what is in these files: nobody else reads them, whatever the shell's umask was.
process.umask(0o077);

compileWasmOnce();

// Lite prints every database error with the statement's parameters: phone numbers, names, transcripts. What the caller
// needs is in the answer; the log keeps the code.
console.error = (...parts: unknown[]) => {
  const error = parts.find((part) => part instanceof Error) as (Error & { code?: string }) | undefined;
  logger.warn({ code: error?.code, text: error?.message }, 'A database request failed.');
};

try {
  await run();
} catch (error) {
  logger.fatal(
    { err: error instanceof ParleyError ? undefined : error },
    error instanceof ParleyError ? error.message : 'The database could not start.',
  );
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
  const dataDir = path.resolve(config.PARLEY_DATA_DIR);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const database = await openEmbeddedDatabase(dataDir, config.ORGANIZATION);

  const server = serve(
    { fetch: (request) => database.fetch(request), hostname: '127.0.0.1', port: Number(values.port) },
    ({ port }) => {
      const ready = { ready: true, url: `http://127.0.0.1:${port}`, keysFile: keysFile(dataDir) };
      process.stdout.write(`${JSON.stringify(ready)}\n`);
    },
  );
  server.on('error', (error: NodeJS.ErrnoException) => {
    logger.fatal({ code: error.code, port: values.port }, 'The database could not listen on its port.');
    process.exit(1);
  });

  // Requests under way finish, then PGlite writes its checkpoint; a kill -9 instead costs only recovery on the next start.
  const stop = () => {
    server.close(() => {
      database.close().then(
        () => process.exit(0),
        (error) => {
          logger.error({ err: error }, 'The database did not close cleanly.');
          process.exit(1);
        },
      );
    });
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
