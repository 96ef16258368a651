import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Calls } from '../calls/call/call.ts';
import type { ContactPreferences } from '../calls/call/contact-preferences.ts';
import type { Seats } from '../calls/call/provider-quota.ts';
import type { Reception } from '../calls/call/reception.ts';
import type { Users } from '../calls/call/users.ts';
import {
  createKeptEndings,
  endingsFolder,
  type KeptEndings,
  keepingEndings,
} from '../calls/ending/kept-endings.ts';
import type { Telephone } from '../calls/telephony/telephone.ts';
import type { Hearing } from '../calls/transfer/hearing.ts';
import type { Config } from '../config.ts';
import type { Dialing } from '../dialing/dialing.ts';
import { createHearing } from '../services/livekit/livekit-hearing.ts';
import { createConfiguredTelephone } from '../services/livekit/sip-telephone.ts';
import { createRecording } from '../services/recordings/configured.ts';
import { createDatabase, type Database } from '../services/supabase/client.ts';
import { createSeats } from '../services/supabase/seats.ts';
import { createCalls } from '../services/supabase/supabase-calls.ts';
import { createContactPreferences } from '../services/supabase/supabase-contact-preferences.ts';
import { createDialing } from '../services/supabase/supabase-dialing.ts';
import { createReception } from '../services/supabase/supabase-reception.ts';
import { createUsers } from '../services/supabase/supabase-users.ts';
import { type Clock, systemClock } from '../shared/clock.ts';
import { ConfigError } from '../shared/errors.ts';
import { createLogger, type Logger } from '../shared/logger.ts';
import { Scenarios } from './scenarios.ts';

/** What every job of this worker works with. */
export interface Dependencies {
  config: Config;
  database: Database;
  calls: Calls;
  /** On this machine, until the database has them; the runner delivers what a job leaves behind. */
  keptEndings: KeptEndings;
  dialing: Dialing;
  reception: Reception;
  scenarios: Scenarios;
  users: Users;
  contactPreferences: ContactPreferences;
  seats: Seats;
  /** Where calls are recorded to; null where they are not. */
  recording: ReturnType<typeof createRecording>;
  /** Telephones by SIP trunks; null without a LiveKit server. */
  trunks: Telephone | null;
  hearing: Hearing | null;
  clock: Clock;
  logger: Logger;
}

export function createDependencies(config: Config): Dependencies {
  const database = connect(config);
  // One job runs in one process, and of two that are sent to a call one steps back.
  const owner = `${hostname()}-${process.pid}-${randomUUID()}`;
  const { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret } = config;
  const keptEndings = createKeptEndings(endingsFolder(config.PARLEY_DATA_DIR), owner);
  const logger = createLogger({
    level: config.LOG_LEVEL,
    unredacted: config.LOG_UNREDACTED,
    component: 'agent',
  });
  return {
    config,
    database,
    calls: keepingEndings(createCalls(database, owner), keptEndings, logger),
    keptEndings,
    dialing: createDialing(database, owner),
    reception: createReception(database),
    scenarios: new Scenarios(config.SCENARIO_MODULES),
    users: createUsers(database),
    contactPreferences: createContactPreferences(database),
    seats: createSeats(database),
    recording: createRecording(config, database),
    trunks: createConfiguredTelephone(config),
    hearing: url && apiKey && apiSecret ? createHearing({ url, apiKey, apiSecret }) : null,
    clock: systemClock,
    logger,
  };
}

/** @throws ConfigError when there is none */
export function connect({ SUPABASE_URL, SUPABASE_KEY }: Config): Database {
  if (SUPABASE_URL && SUPABASE_KEY) return createDatabase(SUPABASE_URL, SUPABASE_KEY);
  throw new ConfigError('SUPABASE_URL: the agent needs a database; `npm start` brings one');
}
