import type { Rooms } from '../calls/call/rooms.ts';
import { AbandonedRooms } from '../calls/ending/abandoned-rooms.ts';
import { type AfterCallWork, summarizeEnded } from '../calls/ending/after-call.ts';
import { deliverEndings, endingsFolder } from '../calls/ending/kept-endings.ts';
import { closeLonelyRooms } from '../calls/ending/lonely-rooms.ts';
import { Sweeper } from '../calls/ending/sweeper.ts';
import type { Config } from '../config.ts';
import { type AlertWork, deliverAlerts } from '../lines/alerts.ts';
import { returnLines } from '../lines/line-return.ts';
import { createConfiguredRooms } from '../services/livekit/livekit-rooms.ts';
import { createTwilioSms } from '../services/sms/twilio.ts';
import { createAfterCalls } from '../services/supabase/after-calls.ts';
import type { Database } from '../services/supabase/client.ts';
import { createHandedOverCalls } from '../services/supabase/handed-over-calls.ts';
import { createRoomsOfCalls } from '../services/supabase/rooms-of-calls.ts';
import { createAlerts } from '../services/supabase/supabase-alerts.ts';
import { createCalls } from '../services/supabase/supabase-calls.ts';
import { createDialing } from '../services/supabase/supabase-dialing.ts';
import { keepRetention } from '../services/supabase/supabase-people.ts';
import { createSignedWebhook } from '../services/webhooks/signed-webhook.ts';
import { systemClock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { Round } from '../shared/round.ts';
import { Scenarios, summarizer } from '../wiring/scenarios.ts';
import { createDialRound } from './dial-rounds.ts';
import { fillEmptyTables } from './first-start.ts';
import { createRecordingRounds } from './recording-rounds.ts';

/** A call whose agent died keeps its caller waiting for so long at most, on top of its lease. */
const sweepEveryMs = 3000;
/** Somebody may be looking at the page of the call that just ended. */
const summarizeEveryMs = 3000;
const returnLinesEveryMs = 5000;
/** Whoever asked for a call that nobody made in time waits for its result. */
const expireEveryMs = 1000;
/** Few enough not to keep anybody else waiting. */
const expireBatch = 200;
/** Somebody sits in silence; and each round asks for the participants of every room. */
const abandonedRoomsEveryMs = 3000;
const alertEveryMs = 5000;
/** Days are counted, so an hour more or less says little; what is over is cut in batches that keep nobody waiting. */
const retentionEveryMs = 60_000;
const retentionBatch = 100;
/** Until it has succeeded once: the database may come up after us. */
const firstStartEveryMs = 3000;

/** Everything that a runner does, beside any number of other runners: the database leases the work. */
export async function createRounds(config: Config, db: Database, logger: Logger): Promise<Round[]> {
  const rooms = createConfiguredRooms(config);
  const calls = createCalls(db);
  const dialing = createDialing(db);
  const scenarios = new Scenarios(config.SCENARIO_MODULES);
  const afterCall: AfterCallWork = {
    afterCalls: createAfterCalls(db),
    calls,
    summarize: summarizer(scenarios),
    rooms,
    clock: systemClock,
    logger,
  };
  const sweeper = new Sweeper(afterCall, config.CALL_LEASE_SECONDS);
  const kept = {
    folder: endingsFolder(config.PARLEY_DATA_DIR),
    callsOf: (owner: string | null) => createCalls(db, owner),
    clock: systemClock,
    logger,
  };
  const alerts = createAlertWork(config, db, logger);
  const besideCalls = await scenarios.besideCalls();
  return [
    { name: 'first_start', everyMs: firstStartEveryMs, run: once(() => fillEmptyTables(config, db, logger)) },
    {
      name: 'sweep',
      everyMs: sweepEveryMs,
      run: async () => {
        // Before it: who knows how a call ended goes before whoever only knows that nobody runs it.
        await deliverEndings(kept);
        return (await sweeper.sweep()) > 0;
      },
    },
    { name: 'summarize', everyMs: summarizeEveryMs, run: async () => (await summarizeEnded(afterCall)) > 0 },
    {
      name: 'expire',
      everyMs: expireEveryMs,
      run: async () => (await dialing.expire(expireBatch)) === expireBatch,
    },
    createDialRound(config, { rooms, calls, dialing }, logger),
    {
      name: 'return_lines',
      everyMs: returnLinesEveryMs,
      run: async () => {
        await returnLines({ dialing, rooms, logger });
        return false;
      },
    },
    {
      name: 'lonely_rooms',
      everyMs: returnLinesEveryMs,
      run: async () => {
        await closeLonelyRooms({ handedOver: createHandedOverCalls(db), rooms, logger });
        return false;
      },
    },
    ...createAbandonedRoomsRound(db, rooms, logger),
    { name: 'alert', everyMs: alertEveryMs, run: async () => (await deliverAlerts(alerts)) > 0 },
    ...createRecordingRounds(config, db, logger),
    { name: 'retention', everyMs: retentionEveryMs, run: () => keepRetention(db, retentionBatch) },
    ...besideCalls.flatMap(({ rounds }) => rounds?.({ config, db, logger }) ?? []),
  ];
}

function createAbandonedRoomsRound(db: Database, rooms: Rooms | null, logger: Logger): Round[] {
  if (rooms === null) return [];
  const calls = createRoomsOfCalls(db);
  const abandoned = new AbandonedRooms({ calls, rooms, logger, now: () => systemClock.now() });
  const run = async () => {
    await abandoned.close();
    return false;
  };
  return [{ name: 'abandoned_rooms', everyMs: abandonedRoomsEveryMs, run }];
}

/** Does something until it has succeeded, and nothing after that. */
function once(work: () => Promise<void>): Round['run'] {
  let isDone = false;
  return async () => {
    if (!isDone) await work();
    isDone = true;
    return false;
  };
}

function createAlertWork(config: Config, db: Database, logger: Logger): AlertWork {
  const { SMS_ACCOUNT, SMS_API_KEY, SMS_FROM, SMS_BASE_URL, ALERT_WEBHOOK_URL, ALERT_WEBHOOK_SECRET } =
    config;
  const hasSms = SMS_ACCOUNT && SMS_API_KEY && SMS_FROM;
  return {
    alerts: createAlerts(db),
    sms: hasSms
      ? createTwilioSms({ account: SMS_ACCOUNT, key: SMS_API_KEY, from: SMS_FROM, baseUrl: SMS_BASE_URL })
      : null,
    admins: config.SMS_ADMINS,
    webhook:
      ALERT_WEBHOOK_URL && ALERT_WEBHOOK_SECRET
        ? createSignedWebhook(ALERT_WEBHOOK_URL, ALERT_WEBHOOK_SECRET)
        : null,
    logger,
  };
}
