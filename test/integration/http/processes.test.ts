import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../../../src/services/supabase/api-keys.ts';
import { ask } from './support/client.ts';
import { freePort, startDatabase, type TestSupabase } from './support/stack.ts';

const root = path.resolve(import.meta.dirname, '../../..');
/** What a supervisor allows. */
const closeTimeoutMs = 5000;

let supabase: TestSupabase;

beforeAll(async () => {
  supabase = await startDatabase();
}, 60_000);

afterAll(() => supabase?.close());

interface Entry {
  child: ChildProcess;
  /** The first line on standard output. */
  ready: Promise<string>;
  exited: Promise<{ code: number | null; stderr: string }>;
}

function run(entry: string, env: Record<string, string>, args: string[] = []): Entry {
  const child = spawn(process.execPath, [path.join(root, 'src', entry), ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, LOG_LEVEL: 'debug', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const exited = new Promise<{ code: number | null; stderr: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, stderr }));
  });
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', resolve);
    void exited.then(() => reject(new Error(stderr)));
  });
  // Whoever waits for the end only is not interested in this one.
  ready.catch(() => {});
  return { child, ready, exited };
}

describe('src/server.ts', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'says in one line of JSON where it answers, and ends on %s',
    async (signal) => {
      const server = run('server.ts', { ...supabase.env, PORT: String(await freePort()) });
      const { ready, url } = JSON.parse(await server.ready);
      expect(ready).toBe(true);
      expect((await ask(url, '/health')).status).toBe(200);
      const asked = performance.now();
      server.child.kill(signal);
      expect((await server.exited).code).toBe(0);
      expect(performance.now() - asked).toBeLessThan(closeTimeoutMs);
    },
  );

  it('ends in time also while somebody holds a connection open', async () => {
    const server = run('server.ts', { ...supabase.env, PORT: String(await freePort()) });
    const { url } = JSON.parse(await server.ready);
    const slow = fetch(`${url}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode('{')) }),
      duplex: 'half',
    } as RequestInit);
    const cut = expect(slow).rejects.toThrow();
    await ask(url, '/health');
    const asked = performance.now();
    server.child.kill('SIGTERM');
    await server.exited;
    expect(performance.now() - asked).toBeLessThan(closeTimeoutMs);
    await cut;
  });

  it('says which port is busy and how to choose another', async () => {
    const other = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    const { code, stderr } = await run('server.ts', { ...supabase.env, PORT: String(port) }).exited;
    expect(code).toBe(1);
    expect(stderr).toContain(`Port ${port} on 127.0.0.1 is used by another program`);
    expect(stderr).toContain('PORT=');
    expect(stderr).not.toContain('    at ');
    other.close();
  });

  it('names every setting that is wrong, and what it needs when nothing is set', async () => {
    const wrong = await run('server.ts', { PORT: 'many', LIVEKIT_URL: 'nowhere' }).exited;
    expect(wrong.stderr).toMatch(/PORT[\s\S]*LIVEKIT_URL/);
    const nothing = await run('server.ts', {}).exited;
    expect([wrong.code, nothing.code]).toEqual([1, 1]);
    expect(nothing.stderr).toMatch(/SUPABASE_URL.*npm start/);
  });

  it.each(['server.ts', 'runner.ts', 'agent.ts'])(
    '%s refuses an organization that is not there, and names those that are',
    async (entry) => {
      const port = String(await freePort());
      const env = { ...supabase.env, PORT: port, AGENT_PORT: port, ORGANIZATION: 'demo-clinc' };
      const livekit = {
        LIVEKIT_URL: 'ws://127.0.0.1:9',
        LIVEKIT_API_KEY: 'key',
        LIVEKIT_API_SECRET: 'secret',
      };
      const { code, stderr } = await run(entry, { ...env, ...livekit }, ['start']).exited;
      expect(code).toBe(1);
      expect(stderr).toBe(
        'ORGANIZATION: there is no "demo-clinc". There are: demo-academy, demo-clinic, demo-restaurant.\n',
      );
    },
  );

  it('starts while the database is away, and says so', async () => {
    const away = { ...supabase.env, SUPABASE_URL: `http://127.0.0.1:${await freePort()}` };
    const server = run('server.ts', { ...away, PORT: String(await freePort()) });
    const { url } = JSON.parse(await server.ready);
    expect((await ask(url, '/health')).status).toBe(503);
    server.child.kill('SIGTERM');
    await server.exited;
  });

  it('writes no key, token, query or body to its log', async () => {
    const server = run('server.ts', { ...supabase.env, PORT: String(await freePort()) });
    const { url } = JSON.parse(await server.ready);
    const { key } = await createApiKey(supabase.db, { organization: 'demo-clinic', name: 'For the log' });
    await ask(url, '/calls?limit=7', { headers: { 'x-api-key': key } });
    await ask(url, '/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ participant_name: 'Ann Example +12025550100' }),
    });
    server.child.kill('SIGTERM');
    const { stderr } = await server.exited;
    expect(stderr).toContain('"path":"/calls"');
    expect(stderr).toContain('"code":"livekit_unavailable"');
    for (const secret of [key, 'limit=7', 'Ann', '5550100', supabase.env.SUPABASE_KEY ?? '']) {
      expect(stderr).not.toContain(secret);
    }
  });

  it('does nothing when it is imported', async () => {
    const script = "await import('./src/server.ts'); await import('./src/runner.ts');";
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: root, env: {} });
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
  });
});

describe('src/runner.ts', () => {
  it('says that it is ready and ends on SIGTERM', async () => {
    const runner = run('runner.ts', supabase.env);
    expect(JSON.parse(await runner.ready)).toEqual({ ready: true });
    const asked = performance.now();
    runner.child.kill('SIGTERM');
    expect((await runner.exited).code).toBe(0);
    expect(performance.now() - asked).toBeLessThan(closeTimeoutMs);
  });

  it('says what it needs when nothing is set', async () => {
    const { code, stderr } = await run('runner.ts', {}).exited;
    expect(code).toBe(1);
    expect(stderr).toMatch(/SUPABASE_URL.*npm start/);
  });
});
