import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitForSeats } from '../../../src/calls/call/provider-quota.ts';
import { createSeats } from '../../../src/services/supabase/seats.ts';
import { systemClock } from '../../../src/shared/clock.ts';
import { createLogger } from '../../../src/shared/logger.ts';
import { countRows, databases, portsOf } from '../../support/database-fixtures.ts';
import type { TestDatabase } from '../../support/postgres.ts';

const logger = createLogger({ level: 'silent', unredacted: false, component: 'test' });
const limits = { stt: 3, tts: 10, llm: 10 };

describe.each(databases)('seats at the providers, on %s', { timeout: 60_000 }, (_name, create) => {
  let database: TestDatabase;
  let ports: ReturnType<typeof portsOf>;
  let seats: ReturnType<typeof createSeats>;

  beforeAll(async () => {
    database = await create();
    ports = portsOf(database);
    seats = createSeats(ports.db);
  }, 120_000);
  afterAll(() => database.close());

  const wait = (callId: string, waiting: string[], signal = new AbortController().signal) =>
    waitForSeats({
      callId,
      seats,
      limits,
      clock: systemClock,
      logger,
      onWaiting: (kind) => waiting.push(kind),
      signal,
    });
  const end = (callId: string) =>
    ports.calls.end(callId, { outcome: 'failed', disposition: null, endReason: 'agent_lost' });

  it('are never more than there are, and who waits gets one as soon as a call has ended', async () => {
    const calls = await Promise.all(Array.from({ length: 8 }, () => ports.openCall()));
    const taken = await Promise.all(calls.map((callId) => seats.take(callId, limits)));
    expect(taken.filter(({ ok }) => ok)).toHaveLength(3);
    expect(taken.find(({ ok }) => !ok)).toEqual({ ok: false, kind: 'stt' });

    const seated = calls.filter((_callId, index) => taken[index]?.ok);
    const [late = ''] = calls.filter((_callId, index) => !taken[index]?.ok);
    const waiting: string[] = [];
    const gotOne = wait(late, waiting);
    await expect.poll(() => waiting).toEqual(['stt']);
    await end(seated[0] ?? '');
    expect(await gotOne).toBe(true);
    for (const callId of calls) await end(callId);
  });

  it('are kept by a call that asks again', async () => {
    const callId = await ports.openCall();
    for (let times = 0; times < 4; times += 1)
      expect(await seats.take(callId, { ...limits, stt: 1 })).toEqual({ ok: true });
    await end(callId);
  });

  it('are given back with their call, so that none of ended calls are read again', async () => {
    const callId = await ports.openCall();
    await seats.take(callId, limits);
    expect(await countRows(database.sql, 'provider_seats', `call_id = '${callId}'`)).toBe(3);
    await end(callId);
    expect(await countRows(database.sql, 'provider_seats', `call_id = '${callId}'`)).toBe(0);
  });

  it('are not waited for any longer once the person has gone', async () => {
    const [seated, late] = [await ports.openCall(), await ports.openCall()];
    await seats.take(seated, { ...limits, stt: 1 });
    const gone = new AbortController();
    const waiting: string[] = [];
    const result = waitForSeats({
      callId: late,
      seats,
      limits: { ...limits, stt: 1 },
      clock: systemClock,
      logger,
      onWaiting: (kind) => waiting.push(kind),
      signal: gone.signal,
    });
    await expect.poll(() => waiting).toHaveLength(1);
    gone.abort();
    expect(await result).toBe(false);
    for (const callId of [seated, late]) await end(callId);
  });
});
