import { RoomServiceClient } from 'livekit-server-sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Child } from '../../src/embedded/child.ts';
import { createDatabase, type Database } from '../../src/services/supabase/client.ts';
import { createEmbeddedTestDatabase } from '../support/pglite.ts';
import type { TestDatabase } from '../support/postgres.ts';
import { applyLine, startAnswering } from './support/answering.ts';
import { openRtp, type RtpPort } from './support/rtp.ts';
import { startSipp } from './support/sipp.ts';
import { freeUdpPort, type SipStack, startSipStack } from './support/stack.ts';

/** Calls in: sipp rings a real livekit-sip, and the worker answers with its local voice. */

const called = '+12025550110';
const caller = '+12025550142';

let stack: SipStack;
let database: TestDatabase;
let db: Database;
let worker: Child;
let rtp: RtpPort;
const log: string[] = [];

beforeAll(async () => {
  [stack, database] = await Promise.all([startSipStack(), createEmbeddedTestDatabase()]);
  db = createDatabase(database.url, database.keys.secret);
  rtp = await openRtp();
  await applyLine(stack, database, called);
  worker = await startAnswering(stack, database, (line) => log.push(line));
});
afterAll(async () => {
  await worker?.stop(2000);
  await rtp?.close();
  await stack?.stop();
  await database?.close();
});

async function lastCall() {
  const columns = 'direction, channel, from_phone, to_phone, outcome, end_reason, room_name';
  const { data, error } = await db
    .from('calls')
    .select(columns)
    .order('started_at', { ascending: false })
    .limit(1);
  if (error) throw error;
  return data[0];
}

const ring = async (scenario: string) =>
  startSipp({
    scenario,
    port: await freeUdpPort(),
    to: stack.sipAddress,
    values: { rtp_port: rtp.port, called, caller },
  });

test('a call is answered and heard, and its row says who called whom and that they hung up', async () => {
  const sipp = await ring('call');
  await expect.poll(() => rtp.packets(), { timeout: 20_000 }).toBeGreaterThan(50);
  await sipp.done;
  await expect.poll(lastCall, { timeout: 20_000, message: log.slice(-30).join('\n') }).toMatchObject({
    direction: 'inbound',
    channel: 'sip',
    from_phone: caller,
    to_phone: called,
    outcome: 'answered',
    end_reason: 'person_hung_up',
  });
});

test('a call that is ended on our side hangs up the telephone', async () => {
  const before = rtp.packets();
  const sipp = await ring('call-and-wait');
  await expect.poll(() => rtp.packets(), { timeout: 20_000 }).toBeGreaterThan(before + 50);
  await expect.poll(async () => (await lastCall())?.outcome ?? 'open', { timeout: 20_000 }).toBe('open');
  const { url, apiKey, apiSecret } = stack.livekit;
  const rooms = new RoomServiceClient(url.replace('ws', 'http'), apiKey, apiSecret);
  await rooms.deleteRoom((await lastCall())?.room_name ?? '');
  await sipp.done;
});
