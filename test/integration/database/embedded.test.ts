import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readKeys } from '../../../src/embedded/database-keys.ts';
import { createMemberDatabase } from '../../../src/services/supabase/client.ts';
import { keyIn, portsOf } from '../../support/database-fixtures.ts';
import { layEmbeddedDatabase } from '../../support/embedded-template.ts';

const entry = path.resolve(import.meta.dirname, '../../../src/embedded/database-server.ts');
const readyLine = z.object({ ready: z.literal(true), url: z.url(), keysFile: z.string() });

// The process that `npm start` runs, on a directory of its own.
describe('the embedded database', { timeout: 60_000 }, () => {
  let directory: string;
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'parley-embedded-'));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) await end(child, 'SIGKILL');
    await rm(directory, { recursive: true, force: true });
  });

  async function start() {
    const child = spawn(process.execPath, [entry], {
      env: { PATH: process.env.PATH, PARLEY_DATA_DIR: directory },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    const output: string[] = [];
    child.stderr.on('data', (data) => output.push(String(data)));
    const lines = createInterface({ input: child.stdout });
    const [line] = (await Promise.race([once(lines, 'line'), once(child, 'exit')])) as [unknown];
    if (typeof line !== 'string') return { child, output: output.join(''), ready: null };
    return { child, output: '', ready: readyLine.parse(JSON.parse(line)) };
  }

  async function running() {
    const { child, ready, output } = await start();
    if (!ready) throw new Error(output);
    const keys = await readKeys(directory);
    return { child, ready, keys, ports: portsOf({ url: ready.url, keys }) };
  }

  async function end(child: ChildProcess, signal: NodeJS.Signals) {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    child.kill(signal);
    await once(child, 'exit');
    return child.exitCode;
  }

  const tomorrowAt = async (ports: ReturnType<typeof portsOf>, callId: string) => {
    const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const answer = await ports.appointments.slots(callId, { date: day, partOfDay: null });
    const free = answer.ok ? answer.slots[0] : answer.alternatives[0];
    if (!free) throw new Error('nothing free');
    return free;
  };

  it('is nobody else’s to read, whatever the umask was and the folder had', async () => {
    const before = process.umask(0);
    await chmod(directory, 0o755);
    try {
      await start();
    } finally {
      process.umask(before);
    }
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    const entries = await readdir(directory, { recursive: true });
    expect(entries.length).toBeGreaterThan(100);
    const open: string[] = [];
    for (const name of entries) if ((await stat(path.join(directory, name))).mode & 0o077) open.push(name);
    expect(open).toEqual([]);
  });

  it('keeps what was committed through kill -9, and a clean stop exits with 0', async () => {
    const first = await running();
    const callId = await first.ports.callOf('+12025550160');
    const { date, time } = await tomorrowAt(first.ports, callId);
    const booked = await first.ports.appointments.book(keyIn(callId), { date, time, notes: null });
    expect(booked).toMatchObject({ ok: true });
    await end(first.child, 'SIGKILL');

    const second = await running();
    expect(await second.ports.appointments.retrieve(callId)).toMatchObject({
      appointments: [booked.ok ? booked.appointment : {}],
    });
    expect(second.keys).toEqual(first.keys);
    expect(await end(second.child, 'SIGTERM')).toBe(0);

    const third = await running();
    expect(await third.ports.appointments.retrieve(callId)).toMatchObject({ appointments: [{ date, time }] });
    expect(await end(third.child, 'SIGINT')).toBe(0);
  });

  it('refuses a second process on the same data and says who has it', async () => {
    await layEmbeddedDatabase(directory);
    const first = await running();
    const second = await start();
    expect(second.ready).toBeNull();
    expect(second.output).toContain(`process ${first.child.pid}`);
    expect(second.child.exitCode).toBe(1);
    expect(await first.ports.openCall()).toBeTruthy();
  });

  it('makes keys of its own that only their owner can read, and prints none', async () => {
    const { ready, keys, child } = await running();
    expect((await stat(ready.keysFile)).mode & 0o777).toBe(0o600);
    expect((await stat(directory)).mode & 0o077).toBe(0);
    expect(new Set(Object.values(keys)).size).toBe(4);
    expect(JSON.stringify(ready)).not.toContain(keys.secret);
    const demo = createMemberDatabase(ready.url, keys.publishable, { apiKey: keys.demoApiKey });
    expect((await demo.from('organizations').select('slug')).data).toEqual([{ slug: 'demo-clinic' }]);
    expect(new URL(ready.url).hostname).toBe('127.0.0.1');
    expect(await end(child, 'SIGTERM')).toBe(0);
  });

  it('refuses to run over a migration that was changed after it was applied', async () => {
    await layEmbeddedDatabase(directory);
    const first = await running();
    await end(first.child, 'SIGTERM');
    const { openEmbeddedDatabase } = await import('../../../src/embedded/database.ts');
    const database = await openEmbeddedDatabase(directory);
    await database.sql.exec(
      "update supabase_migrations.schema_migrations set statements = array['select 1']",
    );
    await database.close();
    const second = await start();
    expect(second.ready).toBeNull();
    expect(second.output).toContain('was changed after this database had applied it');
  });

  it('logs a failed request without what was said in it', async () => {
    await layEmbeddedDatabase(directory);
    const { child, ports } = await running();
    const log: string[] = [];
    child.stderr?.on('data', (data) => log.push(String(data)));
    await expect(
      ports.users.identify(
        { callId: '00000000-0000-4000-8000-00000000dead', toolCallId: 'x' },
        {
          phone: '+12025550161',
          name: 'Ada Lovelace',
        },
      ),
    ).rejects.toThrow();
    await end(child, 'SIGTERM');
    expect(log.join('')).toContain('PT404');
    expect(log.join('')).not.toMatch(/2025550161|Lovelace/);
  });
});
