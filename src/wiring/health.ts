import type { OfferedScenario } from '../calls/call/call-views.ts';
import type { Rooms } from '../calls/call/rooms.ts';
import { RoomsError } from '../calls/call/rooms.ts';
import type { HealthResponse } from '../http/contract.ts';
import type { Clock } from '../shared/clock.ts';
import { isRehearsal, missingProviders, type Providers } from './describe-providers.ts';
import type { Scenarios } from './scenarios.ts';

export interface HealthParts {
  version: string;
  database: { kind: HealthResponse['database']['kind']; ping: () => Promise<void> };
  /** Whom this deployment answers for. */
  organization: () => Promise<Organization>;
  rooms: Rooms | null;
  /** Why there are no rooms, where whoever started us found out. */
  roomsMissing: { why: string; fix: string } | null;
  livekitUrl: string | null;
  providers: Providers;
  scenarios: Pick<Scenarios, 'ledBy'>;
  clock: Clock;
}

interface Organization {
  name: string;
  scenarios: OfferedScenario[];
}

/** Somebody waits for the answer, and a part that needs longer is as good as gone for a call. */
const checkTimeoutMs = 1500;
/** Load balancers and pages ask often and all at once. */
const rememberedMs = 1000;

/** Reaches each part and says what is there. Answers that are younger than a second are given again. */
export function createHealth(parts: HealthParts): () => Promise<HealthResponse> {
  let latest: { at: number; report: Promise<HealthResponse> } | undefined;
  return () => {
    const now = parts.clock.now();
    if (latest === undefined || now - latest.at >= rememberedMs) latest = { at: now, report: check(parts) };
    return latest.report;
  };
}

async function check(parts: HealthParts): Promise<HealthResponse> {
  const { database, rooms, livekitUrl, providers } = parts;
  const [databaseFault, roomsFault] = await Promise.all([
    faultOf(database.ping),
    rooms === null ? 'missing' : faultOf(() => rooms.ping()),
  ]);
  // After the ping: beside it, a database that has only just started would seem to be gone.
  const organization = databaseFault === null ? await inTime(parts.organization).catch(() => null) : null;
  const missing: HealthResponse['missing'] = [];
  if (databaseFault !== null) missing.push(missingDatabase(database.kind));
  if (roomsFault !== null) missing.push(missingLivekit(roomsFault, parts.roomsMissing));
  const does = organization?.scenarios.map(({ name }) => name) ?? [];
  missing.push(...(await missingProviders(providers, does, parts.scenarios)));
  return {
    ok: databaseFault === null,
    version: parts.version,
    database: { ok: databaseFault === null, kind: database.kind },
    livekit: { ok: roomsFault === null, ...(livekitUrl === null ? {} : { url: livekitUrl }) },
    organization,
    ...providers,
    rehearsal: isRehearsal(providers),
    missing,
  };
}

/** Null when the check passed in time, else what it met. */
function faultOf(check: () => Promise<void>): Promise<unknown> {
  return inTime(check).then(
    () => null,
    (error: unknown) => error,
  );
}

async function inTime<Found>(look: () => Promise<Found>): Promise<Found> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), checkTimeoutMs);
  });
  try {
    return await Promise.race([look(), late]);
  } finally {
    clearTimeout(timer);
  }
}

function missingDatabase(kind: 'embedded' | 'supabase'): HealthResponse['missing'][number] {
  return {
    part: 'database',
    why: 'The database does not answer.',
    fix:
      kind === 'embedded'
        ? 'Start Parley with `npm start`, which runs the embedded database.'
        : 'Check SUPABASE_URL and SUPABASE_KEY, and that the Supabase project is not paused.',
  };
}

function missingLivekit(
  fault: unknown,
  known: HealthParts['roomsMissing'],
): HealthResponse['missing'][number] {
  if (fault === 'missing') {
    return { part: 'livekit', ...(known ?? livekitNotConfigured) };
  }
  const refused = fault instanceof RoomsError && fault.reason === 'refused';
  return {
    part: 'livekit',
    why: refused ? 'The LiveKit server does not accept our key.' : 'The LiveKit server does not answer.',
    fix: refused
      ? 'Check LIVEKIT_API_KEY and LIVEKIT_API_SECRET.'
      : 'Check that it runs and that LIVEKIT_URL is right.',
  };
}

const livekitNotConfigured = {
  why: 'No LiveKit server is configured, so there are no rooms to talk in.',
  fix: 'Start Parley with `npm start`, which finds or builds one, or set LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET.',
};
