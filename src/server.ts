import { fileURLToPath } from 'node:url';
import packageFile from '../package.json' with { type: 'json' };
import { type Config, readConfig } from './config.ts';
import { readKeys } from './embedded/database-keys.ts';
import { createApp } from './http/app/app.ts';
import { type Listening, listen } from './http/app/listen.ts';
import type { Credential } from './http/credentials.ts';
import type { Dependencies } from './http/dependencies.ts';
import { createAddressReader } from './http/edge/client-address.ts';
import { createKeyRing } from './http/edge/key-ring.ts';
import { isLoopback } from './http/edge/loopback.ts';
import { createConfiguredRooms } from './services/livekit/livekit-rooms.ts';
import { createRoomNewsReader } from './services/livekit/webhook.ts';
import { createRecordingStores } from './services/recordings/configured.ts';
import { hashesInUse, listApiKeys } from './services/supabase/api-keys.ts';
import { createRecords } from './services/supabase/call-records.ts';
import { createDatabase, createMemberDatabase, type Database } from './services/supabase/client.ts';
import { findOrganization, refuseUnknownOrganization } from './services/supabase/organizations.ts';
import { createRoomLog } from './services/supabase/room-log.ts';
import { createAgentSettings } from './services/supabase/supabase-agent-settings.ts';
import { createCalls } from './services/supabase/supabase-calls.ts';
import { createDialer } from './services/supabase/supabase-dialer.ts';
import { createPeople } from './services/supabase/supabase-people.ts';
import { listScenarios } from './services/supabase/supabase-scenarios.ts';
import { createTrunkTrust } from './services/supabase/supabase-trunk-trust.ts';
import { type Clock, systemClock } from './shared/clock.ts';
import { runEntry } from './shared/entry.ts';
import { ConfigError, DatabaseError } from './shared/errors.ts';
import { createLogger, type Logger } from './shared/logger.ts';
import { describeProviders, isRehearsal } from './wiring/describe-providers.ts';
import { createHealth } from './wiring/health.ts';
import { Scenarios } from './wiring/scenarios.ts';

/** One person starts a call every few minutes; an office behind one address a few at a time. */
const tokensPerMinutePerAddress = 20;
const tokensPerMinutePerOrganization = 120;

/** Where `npm run build` puts the page. */
const builtPage = fileURLToPath(new URL('../web/dist', import.meta.url));

/**
 * Serves the API and the page until `close`.
 * @throws ParleyError `bad_config`, `port_in_use` or `port_refused`, each with what to do.
 */
export async function startServer(
  config: Config,
  logger: Logger,
  options: { webDirectory?: string; clock?: Clock } = {},
): Promise<Listening> {
  const dependencies = await createDependencies(config, logger, options.clock ?? systemClock);
  const app = createApp({ ...dependencies, webDirectory: options.webDirectory ?? builtPage });
  return listen(app, { hostname: config.HOST, port: config.PORT });
}

async function createDependencies(
  config: Config,
  logger: Logger,
  clock: Clock,
): Promise<Omit<Dependencies, 'webDirectory'>> {
  const supabase = readSupabase(config);
  const db = createDatabase(supabase.url, supabase.secretKey);
  const loopbackOnly = config.PARLEY_EMBEDDED_DATABASE && isLoopback(config.HOST);
  if (config.PARLEY_EMBEDDED_DATABASE && !loopbackOnly) await requireApiKey(config, db);

  const rooms = createConfiguredRooms(config);
  const livekitUrl = publicLivekitUrl(config);
  const providers = describeProviders(config);
  const scenarios = new Scenarios(config.SCENARIO_MODULES);
  const besideCalls = await scenarios.besideCalls();
  const connect = (credential: Credential) => connectMember(supabase, credential);
  const routeParts = { config, connect, agentName: rooms === null ? null : config.AGENT_NAME, clock };
  const making = { simulated: config.SIMULATED_CALLS, agentName: routeParts.agentName };
  const kind = config.PARLEY_EMBEDDED_DATABASE ? 'embedded' : 'supabase';
  return {
    authentication: {
      recordsOf: (credential) => createRecords(connect(credential)),
      dialerOf: (credential) => createDialer(connect(credential), making),
      peopleOf: (credential) => createPeople(connect(credential)),
      trunksOf: (credential) => createTrunkTrust(connect(credential)),
      agentOf: (credential) => createAgentSettings(connect(credential)),
      local: loopbackOnly ? await readLocalCredential(config, supabase.secretKey) : null,
    },
    calls: createCalls(db),
    rooms,
    roomNews: roomNewsOf(config, db),
    recordings: createRecordingStores(config),
    health: createHealth({
      version: packageFile.version,
      database: { kind, ping: () => pingDatabase(db) },
      organization: () => describeOrganization(config, db),
      rooms,
      roomsMissing: config.PARLEY_MISSING_LIVEKIT ?? null,
      livekitUrl,
      providers,
      scenarios,
      clock,
    }),
    livekitUrl,
    rehearsal: isRehearsal(providers),
    contributed: await Promise.all(besideCalls.flatMap(({ routes }) => routes?.(routeParts) ?? [])),
    corsOrigins: config.CORS_ORIGINS,
    loopbackOnly,
    version: packageFile.version,
    keys: createKeyRing({ load: () => hashesInUse(db), clock }),
    addressOf: createAddressReader(config.TRUSTED_PROXIES),
    limits: { tokensPerMinutePerAddress, tokensPerMinutePerOrganization },
    clock,
    logger,
  };
}

function roomNewsOf(config: Config, db: Database): Dependencies['roomNews'] {
  const { LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret } = config;
  if (!apiKey || !apiSecret) return null;
  return { reader: createRoomNewsReader({ apiKey, apiSecret }), log: createRoomLog(db) };
}

interface SupabaseSettings {
  url: string;
  secretKey: string;
  publishableKey: string;
}

function readSupabase({ SUPABASE_URL, SUPABASE_KEY, SUPABASE_PUBLISHABLE_KEY }: Config): SupabaseSettings {
  if (!SUPABASE_URL || !SUPABASE_KEY || !SUPABASE_PUBLISHABLE_KEY) {
    throw new ConfigError(
      'SUPABASE_URL: the server needs a database; run `npm start`, which brings one, or set SUPABASE_URL, ' +
        'SUPABASE_KEY and SUPABASE_PUBLISHABLE_KEY',
    );
  }
  return { url: SUPABASE_URL, secretKey: SUPABASE_KEY, publishableKey: SUPABASE_PUBLISHABLE_KEY };
}

function connectMember({ url, publishableKey }: SupabaseSettings, credential: Credential): Database {
  return createMemberDatabase(
    url,
    publishableKey,
    credential.kind === 'user' ? { accessToken: credential.token } : { apiKey: credential.key },
  );
}

/** The embedded database made a key for this; it is of no use unless the keys beside it open this very database. */
async function readLocalCredential(config: Config, secretKey: string): Promise<Credential> {
  const keys = await readKeys(config.PARLEY_DATA_DIR);
  if (keys.secret !== secretKey) {
    throw new ConfigError(
      `PARLEY_DATA_DIR: the keys in ${config.PARLEY_DATA_DIR} are of another database than SUPABASE_URL`,
    );
  }
  return { kind: 'api_key', key: keys.demoApiKey };
}

/** A server that other machines reach, with nobody able to prove who they are, would be open or useless. */
async function requireApiKey(config: Config, db: Database): Promise<void> {
  const keys = await listApiKeys(db, config.ORGANIZATION);
  if (keys.some((key) => key.revokedAt === null)) return;
  throw new ConfigError(
    `HOST: ${config.HOST} is reached by other machines, and ${config.ORGANIZATION} has no API key that they could ` +
      'show. Make one with `npm run parley -- keys create`, or leave HOST at 127.0.0.1',
  );
}

/** Browsers may have to go another way than we do. Always ws:// or wss://. */
function publicLivekitUrl({ PUBLIC_LIVEKIT_URL, LIVEKIT_URL }: Config): string | null {
  return (PUBLIC_LIVEKIT_URL ?? LIVEKIT_URL)?.replace(/^http/, 'ws') ?? null;
}

/** Whom requests without credentials, the console and numbers that no line has belong to. */
async function describeOrganization({ ORGANIZATION }: Config, db: Database) {
  const { id, name } = await findOrganization(db, ORGANIZATION);
  return { name, scenarios: await listScenarios(db, id) };
}

async function pingDatabase(db: Database): Promise<void> {
  const { error } = await db.from('organizations').select('id').limit(1).retry(false);
  if (error) throw new DatabaseError('ping', { cause: error });
}

await runEntry(import.meta.url, async () => {
  const config = readConfig(process.env);
  await refuseUnknownOrganization(config);
  const logger = createLogger({
    level: config.LOG_LEVEL,
    unredacted: config.LOG_UNREDACTED,
    component: 'server',
  });
  return startServer(config, logger);
});
