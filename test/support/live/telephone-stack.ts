import { vi } from 'vitest';
import { sweep } from '../../../src/calls/ending/after-call.ts';
import { readConfig } from '../../../src/config.ts';
import { sendAgent } from '../../../src/dialing/dial-round.ts';
import { demoOrganizationId } from '../../../src/embedded/database.ts';
import { startServer } from '../../../src/server.ts';
import { createRooms } from '../../../src/services/livekit/livekit-rooms.ts';
import { createAfterCalls } from '../../../src/services/supabase/after-calls.ts';
import { createDatabase } from '../../../src/services/supabase/client.ts';
import { createCalls } from '../../../src/services/supabase/supabase-calls.ts';
import { createDialing } from '../../../src/services/supabase/supabase-dialing.ts';
import { createCallRequests } from '../../../src/services/supabase/supabase-requests.ts';
import { systemClock } from '../../../src/shared/clock.ts';
import { createLogger } from '../../../src/shared/logger.ts';
import { Scenarios, summarizer } from '../../../src/wiring/scenarios.ts';
import { callRequest } from '../call-request.ts';
import { type FakeLivekitSip, startFakeLivekitSip } from '../fakes/livekit-sip.ts';
import type { Person } from '../person.ts';
import { temporaryDirectory } from '../start/own-start.ts';
import { freePort, type LiveStack, startLiveStack } from './stack.ts';

export const line = '+12025550100';

/**
 * A worker whose telephone calls go to a network that is played on a socket, with one line, and a server that LiveKit
 * tells what happens.
 */
export interface TelephoneStack {
  live: LiveStack;
  sip: FakeLivekitSip;
  rooms: ReturnType<typeof createRooms>;
  /** Claims a call to this number and sends an agent. @returns the call's id */
  place(phone: string, input?: Record<string, unknown>): Promise<string>;
  /** Whoever is called at this number, once they have picked up. */
  answered(phone: string): Promise<Person>;
  /** A round of the runner's sweeper. */
  sweep(): Promise<number>;
  query<Row>(statement: string, ...values: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

export async function startTelephoneStack(): Promise<TelephoneStack> {
  const port = await freePort();
  const data = temporaryDirectory();
  let sip: FakeLivekitSip | undefined;
  const live = await startLiveStack({
    webhookUrl: `http://127.0.0.1:${port}/livekit/webhook`,
    environment: async (livekit) => {
      sip = await startFakeLivekitSip(livekit);
      return {
        LIVEKIT_SIP_URL: sip.url,
        SIMULATED_CALLS: 'false',
        AGENT_IDLE_PROCESSES: '2',
        RECORDING: 'true',
        PARLEY_DATA_DIR: data.path,
      };
    },
  });
  const { database, livekit, settings } = live;
  const logger = createLogger({ level: 'warn', component: 'test' });
  const server = await startServer(readConfig({ ...settings, PORT: String(port) }), logger);
  await addLine(live);
  const db = createDatabase(database.url, database.keys.secret);
  const calls = createCalls(db);
  const rooms = createRooms({ ...livekit, agentName: 'parley' });
  const dialing = createDialing(db);
  const requests = createCallRequests(db);
  return {
    live,
    sip: sip as unknown as FakeLivekitSip,
    rooms,
    async place(phone, input = {}) {
      await requests.add(
        demoOrganizationId,
        callRequest({ scenario: 'appointment', phone, name: 'Sam', input, maxAttempts: 1 }),
      );
      const claimed = await dialing.claim({
        runnerId: 'test',
        batchSize: 1,
        leaseSeconds: 30,
        simulated: false,
      });
      const call = claimed[0];
      if (!call) throw new Error('Nothing was claimed.');
      await sendAgent(rooms, call);
      return call.callId;
    },
    answered: (phone) =>
      vi.waitFor(
        () => {
          const dial = sip?.dials.find(({ request }) => request.sipCallTo === phone);
          const status = dial?.person?.room.localParticipant?.attributes['sip.callStatus'];
          if (!dial?.person || status !== 'active')
            throw new Error(`${phone} has not answered\n${live.log.join('\n')}`);
          return dial.person;
        },
        { timeout: 30_000, interval: 20 },
      ),
    sweep: () =>
      sweep({
        afterCalls: createAfterCalls(db),
        calls,
        summarize: summarizer(new Scenarios([])),
        rooms,
        clock: systemClock,
        logger,
      }),
    query: (statement, ...values) => database.sql.query(statement, values),
    async stop() {
      await sip?.close();
      await server.close();
      await live.stop();
      data.remove();
    },
  };
}

async function addLine({ database }: LiveStack): Promise<void> {
  await database.sql.query(
    `with trunk as (
       insert into public.trunks (organization_id, name, address, livekit_outbound_trunk_id)
       values ($1, 'Test', 'sip.example.com', 'ST_test') returning id)
     insert into public.lines (organization_id, trunk_id, phone, name, max_concurrent, max_per_minute)
     select $1, trunk.id, $2, 'Main', 20, 100 from trunk`,
    [demoOrganizationId, line],
  );
  // Whatever the time is where the test runs.
  await database.sql.query(
    `update public.dialers set person_earliest = '00:00', person_latest = '24:00' where organization_id = $1`,
    [demoOrganizationId],
  );
}
