import path from 'node:path';
import { SipClient } from 'livekit-server-sdk';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { demoOrganizationId } from '../../../src/embedded/database.ts';
import type { LivekitServer } from '../../../src/embedded/livekit-server.ts';
import { run } from '../../../src/embedded/run.ts';
import { createDatabase, type Database } from '../../../src/services/supabase/client.ts';
import { createLines } from '../../../src/services/supabase/supabase-lines.ts';
import { startOwnLivekit } from '../../support/page/own-livekit.ts';
import { createEmbeddedTestDatabase } from '../../support/pglite.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';

/** `parley lines …` as a person runs it: the tables on one side, a real livekit-server with Redis on the other. */

/** Each command is a process of its own, on a busy machine of several seconds. */
vi.setConfig({ testTimeout: 180_000 });

let redis: TestRedis;
let livekit: LivekitServer;
let database: TestDatabase;
let db: Database;
let sip: SipClient;

beforeAll(async () => {
  [redis, database] = await Promise.all([startRedis(), createEmbeddedTestDatabase()]);
  livekit = await startOwnLivekit(undefined, redis.address);
  db = createDatabase(database.url, database.keys.secret);
  sip = new SipClient(livekit.url.replace('ws', 'http'), livekit.apiKey, livekit.apiSecret);
});
beforeEach(async () => {
  await db.from('lines').delete().eq('organization_id', demoOrganizationId);
  await db.from('trunks').delete().eq('organization_id', demoOrganizationId);
});
afterAll(async () => {
  await livekit.stop();
  await Promise.all([redis.stop(), database.close()]);
});

async function parley(args: string[], settings: Record<string, string> = {}) {
  const lines: string[] = [];
  const cli = path.resolve(import.meta.dirname, '../../../src/cli.ts');
  const env = {
    SUPABASE_URL: database.url,
    SUPABASE_KEY: database.keys.secret,
    SUPABASE_PUBLISHABLE_KEY: database.keys.publishable,
    LIVEKIT_URL: livekit.url,
    LIVEKIT_API_KEY: livekit.apiKey,
    LIVEKIT_API_SECRET: livekit.apiSecret,
    SIMULATED_CALLS: 'false',
    SIP_PASSWORD: 'secret of the provider',
    ...settings,
  };
  const { code } = await run(process.execPath, [cli, 'lines', ...args], {
    env,
    onLine: (line) => lines.push(line),
  });
  return { code, text: lines.join('\n') };
}

async function addTrunk(changes: Record<string, unknown> = {}): Promise<void> {
  const trunk = {
    organization_id: demoOrganizationId,
    name: 'Provider',
    address: 'sip.example.com',
    username: 'parley',
    password_variable: 'SIP_PASSWORD',
    allowed_addresses: ['192.0.2.0/24'],
    headers: { 'X-Account': 'clinic' },
    ...changes,
  };
  const { data, error } = await db.from('trunks').insert(trunk).select('id').single();
  if (error) throw error;
  const line = {
    organization_id: demoOrganizationId,
    trunk_id: data.id,
    phone: '+12025550110',
    name: 'Main line',
  };
  const added = await db.from('lines').insert(line);
  if (added.error) throw added.error;
}

test('a dry run shows the difference, apply makes it, and then there is none', async () => {
  await addTrunk();
  const dry = await parley(['apply', '--dry-run']);
  expect(dry).toMatchObject({ code: 0, text: expect.stringContaining('+ make outbound trunk "Provider"') });
  expect(dry.text).toContain('Nothing was changed');
  expect(await sip.listSipOutboundTrunk()).toEqual([]);

  const applied = await parley(['apply']);
  expect(applied).toMatchObject({ code: 0, text: expect.stringContaining('Done: 3 changes.') });
  expect(applied.text).not.toContain('secret of the provider');
  const [trunk] = await createLines(db).trunks(demoOrganizationId);
  expect((await sip.listSipOutboundTrunk())[0]).toMatchObject({
    sipTrunkId: trunk?.livekitOutboundTrunkId,
    authPassword: 'secret of the provider',
  });

  expect(await parley(['apply'])).toEqual({ code: 0, text: 'LiveKit has what the tables say.' });
  expect(await parley(['check'])).toEqual({ code: 0, text: 'The lines of demo-clinic are in order.' });
  const listed = await parley(['list']);
  expect(listed.text).toContain('+12025550110  Main line: in and out; 2 at once, 10 a minute, 500 a day');

  await db.from('lines').delete().eq('organization_id', demoOrganizationId);
  expect((await parley(['check'])).text).toContain(
    'is not what the tables say: - remove outbound trunk "Provider"',
  );
  await parley(['apply']);
  expect(await sip.listSipOutboundTrunk()).toEqual([]);
});

test('nothing is applied while a password is missing', async () => {
  await addTrunk();
  const refused = await parley(['apply'], { SIP_PASSWORD: '' });
  expect(refused.code).toBe(1);
  expect(refused.text).toContain('its password in SIP_PASSWORD, which is not set');
  expect(refused.text).toContain('Nothing was changed.');
  expect(await sip.listSipOutboundTrunk()).toEqual([]);
});

test('check says what is wrong and how to mend it, with a code that programs see', async () => {
  await addTrunk({ address: null });
  const wrong = await parley(['check']);
  expect(wrong.code).toBe(1);
  expect(wrong.text).toContain(
    'error: trunk "Provider" has lines that call out and no address to call\n' +
      '    set address to its host, or outbound to false on its lines',
  );
  const away = await parley(['check'], { LIVEKIT_SIP_URL: 'http://127.0.0.1:9' });
  expect(away.text).toContain('it does not answer');
});

test('a command that does not exist is answered with those that do', async () => {
  expect(await parley(['aply'])).toMatchObject({
    code: 2,
    text: expect.stringContaining('list, trust, distrust, check, apply'),
  });
  expect(await parley(['check', '--dry-run'])).toMatchObject({ code: 2 });
});
