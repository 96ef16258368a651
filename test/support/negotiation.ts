import { readConfig } from '../../src/config.ts';
import { demoOrganizationId } from '../../src/embedded/database.ts';
import { fillEmptyTables } from '../../src/runner/first-start.ts';
import type { Negotiations, Span } from '../../src/scenarios/negotiation/store/negotiations.ts';
import { createCampaigns } from '../../src/services/supabase/supabase-campaigns.ts';
import { createNegotiations } from '../../src/services/supabase/supabase-negotiations.ts';
import type { PersonaName } from '../../src/simulation/people/personas.ts';
import type { TypedPerson } from '../../src/simulation/typed/person.ts';
import type { TypedWatch } from '../../src/simulation/typed/watch.ts';
import { createDependencies, type Dependencies } from '../../src/wiring/dependencies.ts';
import { createTypedCalls } from '../../src/wiring/typed-calls.ts';
import type { ChatAnswer } from './fakes/openai.ts';
import type { TestDatabase } from './postgres.ts';

/** One that no provider of the seed has. */
const service = 'check-up';

export const providerZone = 'America/Los_Angeles';

export interface Wanted {
  /** How the provider's reception behaves; null for a real one. */
  temper?: string | null;
  from?: string;
  to?: string;
  minutes?: number;
  busy?: Span[];
  clientName?: string | null;
}

export interface AskedCall {
  campaignId: string;
  providerId: string;
  callId: string;
}

export interface OfferRow {
  start: string;
  end: string;
  held_until: string | null;
  status: string;
}

/** Each provider has a number of its own. */
let number = 99;

/** What the reception says, and what the model answers to it, in order. */
export type Turn = [says: string, ...model: ChatAnswer[]];

/**
 * Campaigns of one provider each, and their calls, typed, on a real database at a fixed time.
 * @param openaiUrl a model that converses instead of the scripted one
 */
export function negotiations(
  database: TestDatabase,
  now: string,
  { openaiUrl, organizationId = demoOrganizationId }: { openaiUrl?: string; organizationId?: string } = {},
) {
  const { url, keys, sql } = database;
  const startedAt = performance.now();
  const config = readConfig({
    SUPABASE_URL: url,
    SUPABASE_KEY: keys.secret,
    SUPABASE_PUBLISHABLE_KEY: keys.publishable,
    LOG_LEVEL: 'silent',
    ...(openaiUrl ? { OPENAI_API_KEY: 'test', OPENAI_BASE_URL: openaiUrl } : {}),
  });
  const dependencies: Dependencies = {
    ...createDependencies(config),
    clock: { now: () => Date.parse(now) + Math.round(performance.now() - startedAt) },
  };
  const campaigns = createCampaigns(dependencies.database, organizationId);
  const store: Negotiations = createNegotiations(dependencies.database);

  /** A provider that is open from nine to five, Monday to Friday, where it is. */
  async function addProvider(temper: string | null): Promise<{ id: string; key: string; phone: string }> {
    number += 1;
    // Calendars are made up by the key: always the same ones for the same calls.
    const key = `test:${temper}:${number}`;
    const phone = `+12025550${number}`;
    const [row] = await sql.query<{ id: string }>(
      `insert into public.providers
         (organization_id, place_key, service, name, phone, location, address, time_zone, temper)
       values ($1::uuid, $2, $3, 'Harbor Dental', $4, 'Oakland', '1 Pier', $5, $6) returning id`,
      [organizationId, key, service, phone, providerZone, temper],
    );
    if (!row) throw new Error('no provider');
    await sql.query(
      `insert into public.provider_hours (organization_id, provider_id, weekday, opens, closes)
       select $1::uuid, $2::uuid, weekday, '09:00', '17:00' from generate_series(1, 5) as weekday`,
      [organizationId, row.id],
    );
    return { id: row.id, key, phone };
  }

  /** A campaign whose first call is due and claimed. */
  async function ask(wanted: Wanted = {}): Promise<AskedCall> {
    await sql.query("update public.call_requests set status = 'canceled' where status = 'waiting'", []);
    await fillEmptyTables(config, dependencies.database, dependencies.logger);
    const { temper = 'plain', minutes = 30, busy = [], clientName = 'Sam Taylor' } = wanted;
    const provider = await addProvider(temper);
    const started = await campaigns.start(
      {
        service,
        location: 'Oakland',
        startsAt: wanted.from ?? '2026-12-01T17:00:00Z',
        endsAt: wanted.to ?? '2026-12-05T01:00:00Z',
        durationMinutes: minutes,
        maxProviders: 1,
        maxParallel: 1,
        weights: { earliest: 1, rating: 0, distance: 0, preference: 0 },
        likes: { parts_of_day: [], weekdays: [] },
        clientName,
        clientPhone: null,
        autoConfirm: false,
        budget: null,
        idempotencyKey: null,
        excluded: [],
        requestDigest: provider.key,
      },
      [
        {
          key: provider.key,
          name: 'Harbor Dental',
          phone: provider.phone,
          address: '1 Pier',
          latitude: null,
          longitude: null,
          rating: null,
          ratingCount: 0,
          timeZone: providerZone,
          hours: null,
          takesNewClients: null,
          travelMinutes: 12,
          excluded: null,
        },
      ],
      busy.map(({ start, end }) => ({ startsAt: start, endsAt: end })),
    );
    if (!started.ok) throw new Error(started.code);
    const { campaignId } = started;
    await sql.query('select public.call_providers($1::uuid, array[$2::uuid])', [campaignId, provider.id]);
    return { campaignId, providerId: provider.id, callId: await claim() };
  }

  async function claim(): Promise<string> {
    const claimed = await dependencies.dialing.claim({
      runnerId: 'test',
      batchSize: 1,
      leaseSeconds: 60,
      simulated: true,
    });
    const [call] = claimed;
    if (!call) throw new Error('nothing was due');
    return call.callId;
  }

  /** Talks until the end. @returns both sides, a line each */
  async function talk(callId: string, persona: PersonaName = 'agreeable'): Promise<string[]> {
    const said: string[] = [];
    const watch: TypedWatch = {
      agentSays: (text) => void said.push(`agent: ${text}`),
      personSays: (text) => void said.push(`reception: ${text}`),
    };
    await createTypedCalls(dependencies).run({ callId, persona, watch });
    return said;
  }

  /** Somebody who says these lines, one after the other, and then hangs up. */
  async function read(callId: string, lines: string[]): Promise<string[]> {
    const said: string[] = [];
    const left = [...lines];
    const person: TypedPerson = {
      answering: { kind: 'answers', by: 'human', afterMs: 0, greeting: 'hello' },
      interrupts: () => null,
      hears: () => {
        const text = left.shift();
        return text === undefined ? { kind: 'hangUp', afterMs: 0 } : { kind: 'say', text };
      },
    };
    const watch: TypedWatch = { agentSays: (text) => void said.push(text) };
    await createTypedCalls(dependencies).run({ callId, person, watch });
    return said;
  }

  /** What the call's tools answered, in order. */
  const tools = async (callId: string) => {
    const rows = await sql.query<{ event: { tool: string; status: string; data: Record<string, unknown> } }>(
      `select event from public.call_events where call_id = $1::uuid and type = 'tool_call'
         and event ->> 'status' <> 'started' order by id`,
      [callId],
    );
    return rows.map(({ event }) => event);
  };

  async function callRow(callId: string) {
    const [row] = await sql.query<{
      outcome: string | null;
      disposition: string | null;
      end_reason: string | null;
      summary: string | null;
    }>('select outcome, disposition, end_reason, summary from public.calls where id = $1::uuid', [callId]);
    return row;
  }

  const offers = (campaignId: string) =>
    sql.query<OfferRow>(
      `select app.iso(starts_at) as start, app.iso(ends_at) as end, app.iso(held_until) as held_until, status
       from public.campaign_offers where campaign_id = $1::uuid order by created_at`,
      [campaignId],
    );

  /** What the provider's calendar has of this campaign. */
  const kept = (campaignId: string) =>
    sql.query<{ start: string; held_until: string | null; kind: string }>(
      `select app.iso(starts_at) as start, app.iso(held_until) as held_until, kind
       from public.provider_appointments where campaign_id = $1::uuid order by starts_at`,
      [campaignId],
    );

  async function reasonOf({ campaignId, providerId }: AskedCall) {
    const [row] = await sql.query<{ state: string; reason: string | null }>(
      'select state, reason from public.campaign_providers where campaign_id = $1::uuid and provider_id = $2::uuid',
      [campaignId, providerId],
    );
    return row;
  }

  /** The earliest opening that would do, as the rows tell it. */
  async function bestPossible({ callId, providerId }: AskedCall): Promise<Span | null> {
    for (const opening of await store.openings(callId)) {
      if ((await store.validate(callId, providerId, opening)).ok) return opening;
    }
    return null;
  }

  return {
    dependencies,
    campaigns,
    store,
    ask,
    claim,
    talk,
    read,
    tools,
    callRow,
    offers,
    kept,
    reasonOf,
    bestPossible,
  };
}
