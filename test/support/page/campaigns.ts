import { randomUUID } from 'node:crypto';
import type { CampaignEvent } from '../../../src/campaigns/campaign-views.ts';
import type { CampaignState, Campaigns, Confirmed } from '../../../src/campaigns/campaigns.ts';
import type { World } from '../../../src/campaigns/start-campaign.ts';
import { campaignRoutes } from '../../../src/scenarios/negotiation/http/routes.ts';
import { DatabaseError } from '../../../src/shared/errors.ts';

/** Campaigns that only do what a test says, behind the real routes: their ranking, their stream of events, their errors. */
export interface KeptCampaigns {
  routes: ReturnType<typeof campaignRoutes>;
  put(state: CampaignState): void;
  /** Changes a campaign and tells whoever watches. */
  tell(
    id: string,
    kind: string,
    data?: Record<string, unknown>,
    change?: (state: CampaignState) => void,
  ): void;
  /** What the next confirmation is answered, and what it does. */
  onConfirm: (state: CampaignState, chosen: { providerId: string }) => Confirmed;
  /** True: streams break off, and none can be opened. */
  areStreamsDown: boolean;
  /** Last-Event-ID of each stream that was opened. */
  streamedAfter: number[];
  /** The newest that was started. */
  lastStarted(): CampaignState;
  clear(): void;
}

export function createKeptCampaigns(): KeptCampaigns {
  const states = new Map<string, CampaignState>();
  const events = new Map<string, CampaignEvent[]>();
  const isOver = ({ status }: CampaignState) => status !== 'running' && status !== 'confirming';
  const kept: KeptCampaigns = {
    routes: campaignRoutes({
      campaignsOf: () => campaigns,
      worldOf: async () => world,
      regionOf: async () => 'US',
    }),
    put(state) {
      states.set(state.campaign_id, state);
      events.set(state.campaign_id, []);
    },
    tell(id, kind, data = {}, change = () => undefined) {
      const state = states.get(id);
      const told = events.get(id);
      if (!state || !told) throw new Error(`No campaign ${id} was put there.`);
      change(state);
      told.push({ event_id: told.length + 1, kind, data, at: new Date().toISOString() });
    },
    onConfirm: () => ({ ok: false, code: 'not_offered' }),
    areStreamsDown: false,
    streamedAfter: [],
    lastStarted() {
      const last = [...states.values()].at(-1);
      if (!last) throw new Error('No campaign was started yet.');
      return last;
    },
    clear() {
      states.clear();
      events.clear();
      kept.areStreamsDown = false;
      kept.streamedAfter.length = 0;
      kept.onConfirm = () => ({ ok: false, code: 'not_offered' });
    },
  };
  const campaigns: Campaigns = {
    services: async () => [{ service: 'dentist', providers: 2 }],
    async start(campaign) {
      const state = campaignState({
        service: campaign.service,
        location: campaign.location,
        starts_at: campaign.startsAt,
        ends_at: campaign.endsAt,
      });
      kept.put(state);
      kept.tell(state.campaign_id, 'started', { providers: state.providers.length });
      return { ok: true, campaignId: state.campaign_id, status: 'running', created: true };
    },
    state: async (id) => states.get(id) ?? null,
    list: async () =>
      [...states.values()].toReversed().map((state) => ({
        campaign_id: state.campaign_id,
        status: state.status,
        service: state.service,
        location: state.location,
        created_at: state.created_at,
        ended_at: state.ended_at,
        offers: state.offers.length,
        reference: state.commitment?.reference ?? null,
      })),
    async eventsAfter(id, after) {
      const state = states.get(id);
      if (!state) return null;
      if (kept.areStreamsDown) throw new DatabaseError('campaign_events_after');
      if (kept.streamedAfter.at(-1) !== after) kept.streamedAfter.push(after);
      return {
        is_over: isOver(state),
        events: (events.get(id) ?? []).filter(({ event_id }) => event_id > after),
      };
    },
    async confirm(id, chosen) {
      const state = states.get(id);
      return state ? kept.onConfirm(state, chosen) : { ok: false, code: 'campaign_not_found' };
    },
    async cancel(id) {
      kept.tell(id, 'status', { status: 'canceled', failure: null }, (state) => {
        state.status = 'canceled';
        state.ended_at = new Date().toISOString();
        state.offers = [];
      });
      return { ok: true };
    },
  };
  return kept;
}

const place = {
  key: 'demo:dentist-1',
  name: 'Bright Smile',
  phone: '+12025550150',
  address: '1 Market Street',
  latitude: null,
  longitude: null,
  rating: 4.8,
  ratingCount: 200,
  timeZone: 'America/Los_Angeles',
  hours: null,
  takesNewClients: true,
};

/** One dentist, in a town of that name only. */
const world: World = {
  places: {
    search: async ({ service, location }) => ({
      found: service === 'dentist' && location === 'San Francisco' ? [place] : [],
      excluded: [],
    }),
  },
  calendar: { busy: async () => [] },
  travelTimes: { minutes: async (_origin, places) => places.map(() => 12) },
};

export const brightSmile = '6a1f0d52-5a0e-4bb6-8b8e-0f3e6b0e7c01';
export const harborDental = '6a1f0d52-5a0e-4bb6-8b8e-0f3e6b0e7c02';

function provider(id: string, name: string, change: Partial<CampaignState['providers'][number]> = {}) {
  return {
    provider_id: id,
    name,
    phone: '+12025550150',
    time_zone: 'America/New_York',
    rating: 4.8,
    rating_count: 200,
    travel_minutes: 12,
    state: 'waiting' as const,
    reason: null,
    attempts: 0,
    not_before: null,
    hours: [],
    calls: [],
    ...change,
  };
}

/** A search over five days in March, of somebody on the West coast for providers on the East coast. */
export function campaignState(change: Partial<CampaignState> = {}): CampaignState {
  return {
    campaign_id: randomUUID(),
    organization_id: '6a1f0d52-5a0e-4bb6-8b8e-0f3e6b0e7c00',
    service: 'dentist',
    location: 'San Francisco',
    starts_at: '2027-03-15T15:00:00.000Z',
    ends_at: '2027-03-20T01:00:00.000Z',
    duration_minutes: 30,
    max_providers: 10,
    max_parallel: 5,
    weights: { earliest: 0.5, rating: 0.25, distance: 0.2, preference: 0.05 },
    likes: { parts_of_day: [], weekdays: [] },
    time_zone: 'America/Los_Angeles',
    client_name: 'Maya Chen',
    auto_confirm: false,
    budget: null,
    spent: 0.0123,
    status: 'running',
    failure: null,
    created_at: '2027-03-14T18:00:00.000Z',
    ended_at: null,
    providers: [
      provider(brightSmile, 'Bright Smile'),
      provider(harborDental, 'Harbor Dental', { rating: 4.1, travel_minutes: 25 }),
      provider('6a1f0d52-5a0e-4bb6-8b8e-0f3e6b0e7c03', 'Full House', {
        state: 'excluded',
        reason: 'no_new_clients',
      }),
    ],
    excluded: [{ name: 'Corner Dental', reason: 'no_number' }],
    offers: [],
    busy: [],
    commitment: null,
    ...change,
  };
}

/** A call of a provider begins. */
export function dial(state: CampaignState, providerId: string, callId: string): void {
  const one = providerIn(state, providerId);
  one.state = 'calling';
  one.attempts += 1;
  one.calls.push({ call_id: callId, outcome: null, disposition: null, ended_at: null });
}

/** It is over. */
export function hangUp(state: CampaignState, providerId: string, became: 'offered' | 'no_slot'): void {
  const one = providerIn(state, providerId);
  one.state = became;
  const call = one.calls.at(-1);
  if (!call) throw new Error('There is no call that could end.');
  call.outcome = 'answered';
  call.disposition = became === 'offered' ? 'offer' : 'no_slot';
  call.ended_at = new Date().toISOString();
}

export function offer(
  state: CampaignState,
  providerId: string,
  start: string,
  heldMinutes: number | null = null,
): CampaignState['offers'][number] {
  const made = {
    offer_id: randomUUID(),
    provider_id: providerId,
    call_id: providerIn(state, providerId).calls.at(-1)?.call_id ?? randomUUID(),
    start,
    end: new Date(Date.parse(start) + 30 * 60_000).toISOString(),
    held_until: heldMinutes === null ? null : new Date(Date.now() + heldMinutes * 60_000).toISOString(),
    notes: null,
    status: 'open' as const,
  };
  state.offers.push(made);
  return made;
}

/** The provider keeps it, the others are let go. */
export function commit(state: CampaignState, providerId: string, reference: string | null): Confirmed {
  const chosen = state.offers.find((one) => one.provider_id === providerId);
  if (!chosen) return { ok: false, code: 'not_offered' };
  state.commitment = { offer_id: chosen.offer_id, reference };
  if (reference !== null) {
    state.offers = [{ ...chosen, status: 'committed' }];
    state.status = 'completed';
    state.ended_at = new Date().toISOString();
  } else state.status = 'confirming';
  return { ok: true, confirmed: reference !== null, reference, status: state.status };
}

function providerIn(state: CampaignState, providerId: string) {
  const one = state.providers.find(({ provider_id }) => provider_id === providerId);
  if (!one) throw new Error(`No provider ${providerId} is in this campaign.`);
  return one;
}
