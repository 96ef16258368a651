import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sumMemory } from '../../../scripts/memory.ts';
import { tokenResponse } from '../../../src/http/contract.ts';
import {
  folderWithSlowGo,
  freePorts,
  type OwnStart,
  type Ports,
  processesOn,
  slowBuilds,
  startParley,
  temporaryDirectory,
  untilGone,
} from '../../support/start/own-start.ts';

/** Everything for real: database, livekit-server, server, runner and agent. */

const gibibyte = 1024 ** 3;
const allOf = (parley: OwnStart) => sumMemory([parley.pid]).processes.map(({ pid }) => pid);

describe('npm start', () => {
  const data = temporaryDirectory();
  let ports: Ports;
  let parley: OwnStart;

  beforeAll(async () => {
    ports = await freePorts();
    parley = startParley(data.path, ports);
    await parley.until('Ready after');
  });
  afterAll(async () => {
    parley.signal('SIGKILL');
    await parley.exited;
    data.remove();
  });

  it('says where each part runs, what is real and what stands in, and the address to open', () => {
    for (const part of ['page and API', 'database', 'rooms', 'agent', 'hearing', 'model', 'voice']) {
      expect(parley.output()).toContain(part);
    }
    expect(parley.output()).toContain(`real: livekit-server`);
    expect(parley.output()).toMatch(/hearing .* stands in: .*DEEPGRAM_API_KEY/);
    expect(parley.output()).toContain(`Open ${parley.url}`);
  });

  it('serves the page, and every part is well', async () => {
    const health = await (await fetch(`${parley.url}/health`)).json();
    expect(health).toMatchObject({
      ok: true,
      database: { ok: true, kind: 'embedded' },
      livekit: { ok: true },
    });
    expect(await (await fetch(parley.url)).text()).toContain('<div id="root">');
  });

  it('takes less than 2 GiB', () => {
    expect(sumMemory([parley.pid]).total).toBeLessThan(2 * gibibyte);
  });

  it('refuses a second start on the same data, and says where the first is', async () => {
    const second = startParley(data.path, await freePorts());
    expect(await second.exited).toBe(2);
    expect(second.output()).toContain(`process ${parley.pid}`);
    expect(second.output()).toContain(parley.url);
  });

  it('starts a part that died again', async () => {
    const { server } = parley.processes();
    process.kill(server as number, 'SIGKILL');
    await parley.until(/server ended \(signal SIGKILL\) and is started again/);
    await expect
      .poll(async () => (await fetch(`${parley.url}/health`).catch(() => null))?.ok, { timeout: 30_000 })
      .toBe(true);
  });

  it('ends everything within ten seconds of Ctrl-C, and keeps the data for the next start', async () => {
    const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    const token = tokenResponse.parse(await (await fetch(`${parley.url}/token`, request)).json());
    const pids = allOf(parley);
    expect(pids.length).toBeGreaterThan(5);
    const startedAt = performance.now();
    parley.signal('SIGINT');
    // npm passes on what the terminal already told us.
    parley.signal('SIGINT');
    expect(await parley.exited).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    await untilGone(pids, 1000);

    parley = startParley(data.path, ports);
    await parley.until('Ready after');
    const call = await (await fetch(`${parley.url}/calls/${token.call_id}`)).json();
    expect(call).toMatchObject({ call: { id: token.call_id } });
  });

  it('starts a database that died again, where it was and with its data', async () => {
    const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    const pids = new Set<number>();
    for (let time = 1; time <= 3; time += 1) {
      const token = tokenResponse.parse(await (await fetch(`${parley.url}/token`, request)).json());
      const pid = Number(readFileSync(path.join(data.path, 'database.pid'), 'utf8'));
      pids.add(pid);
      process.kill(pid, 'SIGKILL');
      const callOf = () => fetch(`${parley.url}/calls/${token.call_id}`).catch(() => null);
      await expect.poll(async () => (await callOf())?.status, { timeout: 30_000, interval: 200 }).toBe(200);
    }
    expect(pids.size).toBe(3);
    expect(parley.output()).toContain('database ended (signal SIGKILL) and is started again in 0.1 s.');
  }, 120_000);

  it('leaves nothing running when it is killed itself', async () => {
    const pids = allOf(parley);
    parley.signal('SIGKILL');
    await untilGone(pids, 5000);
  });
});

describe('npm start with a busy port', () => {
  it('names every busy port and its setting, and starts nothing', async () => {
    const data = temporaryDirectory();
    const ports = await freePorts();
    const squatters = await Promise.all([ports.http, ports.livekit + 1].map(listen));
    const parley = startParley(data.path, ports);
    expect(await parley.exited).toBe(2);
    expect(parley.output()).toMatch(new RegExp(`Port ${ports.http} for the page and API .* PORT`));
    expect(parley.output()).toMatch(
      new RegExp(`Port ${ports.livekit + 1} for livekit-server.s media .* LIVEKIT_PORT`),
    );
    for (const squatter of squatters) squatter.close();
    data.remove();
  });
});

describe('npm start that somebody ends while it starts', { timeout: 180_000 }, () => {
  const data = temporaryDirectory();
  afterAll(() => data.remove());

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends what is being built within ten seconds of %s, and takes its files away',
    async (signal) => {
      const cache = temporaryDirectory();
      const tools = folderWithSlowGo();
      const parley = startParley(data.path, await freePorts(), {
        PATH: tools.path,
        PARLEY_CACHE_DIR: cache.path,
      });
      await parley.until('Building livekit-server');
      await expect.poll(() => slowBuilds(tools.path).length, { timeout: 30_000 }).toBeGreaterThan(0);
      const startedAt = performance.now();
      parley.signal(signal);
      expect(await parley.exited).toBe(0);
      expect(performance.now() - startedAt).toBeLessThan(10_000);
      await untilGone([...slowBuilds(tools.path), ...processesOn(data.path)], 1000);
      expect(readdirSync(cache.path).filter((name) => name.startsWith('build-'))).toEqual([]);
      cache.remove();
      tools.remove();
    },
  );

  it('ends while the database is made, and the next start has a whole one', async () => {
    const fresh = temporaryDirectory();
    const ports = await freePorts();
    const first = startParley(fresh.path, ports);
    await expect.poll(() => existsSync(path.join(fresh.path, 'postgres')), { timeout: 60_000 }).toBe(true);
    const startedAt = performance.now();
    first.signal('SIGINT');
    expect(await first.exited).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    await untilGone(processesOn(fresh.path), 1000);

    const second = startParley(fresh.path, ports);
    await second.until('Ready after', 120_000);
    second.signal('SIGINT');
    expect(await second.exited).toBe(0);
    fresh.remove();
  });
});

describe('npm start for an organization that is not there', { timeout: 180_000 }, () => {
  it('names those that are, ends with a code and leaves nothing running', async () => {
    const data = temporaryDirectory();
    const parley = startParley(data.path, await freePorts(), { ORGANIZATION: 'demo-clinc' });
    expect(await parley.exited).toBe(1);
    expect(parley.output()).toContain(
      'ORGANIZATION: there is no "demo-clinc". There are: demo-academy, demo-clinic, demo-restaurant.',
    );
    expect(parley.output()).not.toContain('    at ');
    await untilGone(processesOn(data.path), 1000);
    data.remove();
  });
});

function listen(port: number) {
  return new Promise<ReturnType<typeof createServer>>((resolve) => {
    const server = createServer();
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
