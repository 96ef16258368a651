import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import type { AfterCalls } from '../../src/calls/ending/after-call.ts';
import { deliverEndings, endingsFolder } from '../../src/calls/ending/kept-endings.ts';
import { Sweeper } from '../../src/calls/ending/sweeper.ts';
import { readConfig } from '../../src/config.ts';
import { createSupabaseApp, demoOrganizationId } from '../../src/embedded/database.ts';
import { createKeys } from '../../src/embedded/database-keys.ts';
import { createAfterCalls } from '../../src/services/supabase/after-calls.ts';
import { createCalls } from '../../src/services/supabase/supabase-calls.ts';
import { createCallRequests } from '../../src/services/supabase/supabase-requests.ts';
import { DatabaseError } from '../../src/shared/errors.ts';
import { repeat } from '../../src/shared/repeat.ts';
import { createDependencies, type Dependencies } from '../../src/wiring/dependencies.ts';
import { callRequest } from '../../test/support/call-request.ts';
import { connectLite, startPostgres, templateName } from '../../test/support/postgres-template.ts';
import { serveSupabase } from '../../test/support/serve-supabase.ts';

/** Ten on a Monday morning in New York, from where the clock runs on. */
const start = Date.parse('2026-11-23T15:00:00Z');
/** As often as the runner's round comes. */
const roundMs = 1_000;

export interface Rows {
  outcome: string | null;
  disposition: string | null;
  end_reason: string | null;
  /** Of the request: `waiting` means that the person is called again. */
  status: string;
  booked: number;
  turns: string[];
  held: number;
}

/** Supabase Lite on Postgres with a clinic that calls, and what a runner does beside calls. */
export async function openStage() {
  const cluster = await startPostgres();
  const url = `${cluster.adminUrl}/${templateName}`;
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  const shiftMs = start - Date.now();
  await sql.unsafe(`create or replace function app.now() returns timestamptz
    language sql stable security invoker set search_path = ''
    as $$ select pg_catalog.now() + interval '${Math.round(shiftMs / 1000)} s' $$`);
  await sql`select public.fill_simulated_lines()`;
  await sql`update public.lines set max_concurrent = 100, max_per_minute = 1000`;
  const keys = createKeys();
  const { app, fetch } = createSupabaseApp(connectLite(url), keys);
  await app.init();
  const api = await serveSupabase(fetch);
  const folders: string[] = [];
  const outages = new Set<string>();
  const clock = { now: () => Date.now() + shiftMs };

  /** What a process of Parley has, that reaches the database at this address. */
  function dependenciesAt(address: string): Dependencies {
    const folder = mkdtempSync(path.join(tmpdir(), 'parley-outage-'));
    folders.push(folder);
    const config = readConfig({
      SUPABASE_URL: address,
      SUPABASE_KEY: keys.secret,
      SUPABASE_PUBLISHABLE_KEY: keys.publishable,
      PARLEY_DATA_DIR: folder,
      LOG_LEVEL: 'silent',
    });
    return { ...createDependencies(config), clock };
  }
  const near = dependenciesAt(api.url);
  const requests = createCallRequests(near.database);
  // Lite grants its roles their rights with the first request it serves, and two first requests at once collide there.
  await near.database.from('organizations').select('id').limit(1);

  return {
    url: api.url,
    /** The calls whose database is away. */
    outages,
    dependenciesAt,
    /** A call that is due and claimed, to this number. */
    async claim(phone: string): Promise<string> {
      await requests.add(
        demoOrganizationId,
        callRequest({ scenario: 'appointment', phone, name: 'Ann', priority: 1 }),
      );
      const [claimed] = await near.dialing.claim({
        runnerId: 'bench',
        batchSize: 1,
        leaseSeconds: 60,
        simulated: true,
      });
      if (!claimed) throw new Error(`nothing is due for ${phone}`);
      return claimed.callId;
    },
    /** The runner of a call's machine, behind the same broken way; the answer ends it. */
    beside({ database, calls, config, logger }: Dependencies): () => Promise<void> {
      const real = createAfterCalls(database);
      // Whose database is back would end the calls of those whose is not yet, as if their jobs had died.
      const sweep: AfterCalls['sweep'] = async (batchSize) => {
        if (outages.size > 0) throw new DatabaseError('sweep_calls', { retryable: true });
        return real.sweep(batchSize);
      };
      const afterCalls = { ...real, sweep };
      const summarize = () => Promise.reject(new Error('nobody asks for summaries here'));
      const work = { afterCalls, calls, summarize, rooms: null, clock, logger };
      const sweeper = new Sweeper(work, config.CALL_LEASE_SECONDS);
      const kept = {
        folder: endingsFolder(config.PARLEY_DATA_DIR),
        callsOf: (owner: string | null) => createCalls(database, owner),
        clock: { now: Date.now },
        logger,
      };
      return repeat(
        async () => {
          await sweeper.sweep();
          await deliverEndings(kept);
          return false;
        },
        { pauseMs: roundMs, onError: () => {} },
      );
    },
    async rows(callId: string): Promise<Rows> {
      const [row] = await sql<Rows[]>`
        select outcome, disposition, end_reason, call_requests.status,
          (select count(*)::int from public.appointments where call_id = calls.id and appointments.status = 'booked')
            as booked,
          (select coalesce(array_agg(role || ': ' || text order by turn_index), '{}') from public.turns
            where call_id = calls.id) as turns,
          (select count(*)::int from public.legs where call_id = calls.id and released_at is null) as held
        from public.calls join public.call_requests on call_requests.id = calls.request_id
        where calls.id = ${callId}`;
      if (!row) throw new Error(`no call ${callId}`);
      return row;
    },
    /** Postgres first: a request that was cut off may hold a connection that would be waited for. */
    async close(): Promise<void> {
      await cluster.stop();
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;
