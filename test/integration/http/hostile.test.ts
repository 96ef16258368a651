import { connect } from 'node:net';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { errorBody } from '../../../src/http/contract.ts';
import { startServer } from '../../../src/server.ts';
import { databases } from '../../support/database-fixtures.ts';
import { attack } from '../../support/hostile/attack.ts';
import { readDescription } from '../../support/hostile/description.ts';
import { changedTables, openBusinesses, rowsOf } from '../../support/hostile/organizations.ts';
import { startRoomsThatSayYes } from '../../support/hostile/rooms.ts';
import { hostileSecrets, settingsFor } from '../../support/hostile/settings.ts';
import { openWire, type WireAnswer } from '../../support/hostile/wire.ts';
import { startDatabase, startTestServer, type TestSupabase } from './support/stack.ts';

/** Of `node bench/hostile/main.ts`, which sends a hundred thousand, as many as fit into every run. */
const requests = 700;
/** They take ten seconds of a processor; on a busy machine that is a while. */
const timeoutMs = 180_000;

const closing: Array<() => Promise<unknown>> = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

describe.each(databases)('a server that is sent whatever can be made up, on %s', (name, create) => {
  it(
    'falls over nothing, refuses in one shape, and shows and changes nothing of another organization',
    async () => {
      const supabase = await startDatabase(create);
      const rooms = await startRoomsThatSayYes();
      closing.push(supabase.close, rooms.close);
      const dataDir = supabase.env.PARLEY_DATA_DIR ?? '';
      const server = await startTestServer(settingsFor(supabase.database, { dataDir, roomsUrl: rooms.url }));
      closing.push(server.close);
      const [first, second] = await openBusinesses(supabase.database, dataDir);
      const description = await readDescription(server.url);
      const port = Number(new URL(server.url).port);
      const common = {
        port,
        description,
        secrets: hostileSecrets,
        seed: name.length,
        requests: requests / 2,
      };

      for (const [attacker, bystander, from] of [
        [first, second, 0],
        [second, first, requests],
      ] as const) {
        const before = await rowsOf(supabase.database, bystander.id);
        const attacked = await attack({ ...common, attacker, bystander, from });
        expect(attacked.violations).toEqual([]);
        expect(changedTables(before, await rowsOf(supabase.database, bystander.id))).toEqual([]);
        // They are no mere noise: every route is met, and some of what they ask is done.
        expect(Object.keys(attacked.byRoute)).toHaveLength(description.operations.length);
        expect(attacked.byStatus['200']).toBeGreaterThan(0);
      }
    },
    timeoutMs,
  );
});

describe('what is no request at all', () => {
  let supabase: TestSupabase;
  let server: { url: string; close(): Promise<void> };

  beforeAll(async () => {
    supabase = await startDatabase();
    server = await startTestServer(supabase.env);
  });
  afterAll(async () => {
    await server?.close();
    await supabase?.close();
  });

  async function send(text: string): Promise<WireAnswer> {
    const { host, port } = new URL(server.url);
    const wire = openWire(Number(port));
    const answer = await wire.ask(Buffer.from(text.replace('@host', host)), { method: 'GET', isCut: false });
    wire.close();
    if (answer === null || answer === 'late') throw new Error('there was no answer');
    return answer;
  }

  it.each([
    [
      'an address without a slash',
      'GET javascript:alert(1) HTTP/1.1\r\nhost: @host\r\n\r\n',
      400,
      'invalid_request',
    ],
    ['an address with a backslash', 'GET /calls\\x HTTP/1.1\r\nhost: @host\r\n\r\n', 400, 'invalid_request'],
    ['a Host that is none', 'GET /calls HTTP/1.1\r\nhost: a b\r\n\r\n', 400, 'invalid_request'],
    ['no Host', 'GET /calls HTTP/1.1\r\n\r\n', 400, 'invalid_request'],
    [
      'a name of a header with a blank',
      'GET /calls HTTP/1.1\r\nhost: @host\r\nbad name: x\r\n\r\n',
      400,
      'invalid_request',
    ],
    [
      'a length that is none',
      'POST /token HTTP/1.1\r\nhost: @host\r\ncontent-length: -1\r\n\r\n',
      400,
      'invalid_request',
    ],
    ['a method in small letters', 'get /calls HTTP/1.1\r\nhost: @host\r\n\r\n', 400, 'invalid_request'],
    [
      'headers without end',
      `GET /calls HTTP/1.1\r\nhost: @host\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers_too_large',
    ],
    [
      'a type of content that only looks right',
      'POST /dialer HTTP/1.1\r\nhost: @host\r\ncontent-type: application/json;\r\ncontent-length: 2\r\n\r\n{}',
      415,
      'unsupported_media_type',
    ],
  ])('is refused as everything else: %s', async (_name, text, status, code) => {
    const answer = await send(text);
    expect([answer.status, errorBody.parse(JSON.parse(answer.body)).error.code]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('is no fault in the log when somebody hangs up in the middle of what they send', async () => {
    const lines: Array<{ level: number; path?: string }> = [];
    const logger = pino({ level: 'debug' }, { write: (line: string) => lines.push(JSON.parse(line)) });
    const watched = await startServer({ ...readConfig(supabase.env), PORT: 0 }, logger);
    closing.push(watched.close);
    const { host, port } = new URL(watched.url);
    const head = `POST /dialer HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: 40`;
    const socket = connect(Number(port), '127.0.0.1').on('error', () => {});
    socket.write(`${head}\r\n\r\n{"state":`, () => setTimeout(() => socket.resetAndDestroy(), 200));
    await expect.poll(() => lines.filter(({ path }) => path === '/dialer')).toHaveLength(1);
    expect(lines.filter(({ level }) => level > 30)).toEqual([]);
  });

  it('an expectation that nobody has is no reason to refuse', async () => {
    const answer = await send('GET /health HTTP/1.1\r\nhost: @host\r\nexpect: nothing\r\n\r\n');
    expect(answer).toMatchObject({ status: 200 });
  });
});
