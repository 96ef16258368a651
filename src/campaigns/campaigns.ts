import { z } from 'zod';
import { campaignEvent, campaignStatus } from './campaign-views.ts';
import type { Busy, ExcludedPlace, Place } from './ports.ts';

const instant = z.iso.datetime();

/** A campaign as the database has it; ranking it is ours (ranking.ts). */
export const campaignState = z.object({
  campaign_id: z.uuid(),
  organization_id: z.uuid(),
  service: z.string(),
  location: z.string(),
  starts_at: instant,
  ends_at: instant,
  duration_minutes: z.number().int(),
  max_providers: z.number().int(),
  max_parallel: z.number().int(),
  weights: z.object({
    earliest: z.number(),
    rating: z.number(),
    distance: z.number(),
    preference: z.number(),
  }),
  likes: z.object({
    parts_of_day: z.array(z.enum(['morning', 'afternoon', 'evening'])).default([]),
    weekdays: z.array(z.number()).default([]),
  }),
  /** IANA, of the person. */
  time_zone: z.string(),
  client_name: z.string().nullable(),
  auto_confirm: z.boolean(),
  budget: z.number().nullable(),
  /** US dollars that its calls have cost so far. */
  spent: z.number(),
  status: campaignStatus,
  failure: z.string().nullable(),
  created_at: instant,
  ended_at: instant.nullable(),
  providers: z.array(
    z.object({
      provider_id: z.uuid(),
      name: z.string(),
      phone: z.string(),
      time_zone: z.string(),
      rating: z.number().nullable(),
      rating_count: z.number().int(),
      travel_minutes: z.number().nullable(),
      state: z.enum([
        'waiting',
        'calling',
        'offered',
        'no_slot',
        'refused',
        'unreached',
        'excluded',
        'skipped',
      ]),
      reason: z.string().nullable(),
      attempts: z.number().int(),
      not_before: instant.nullable(),
      hours: z.array(z.object({ weekday: z.number().int(), opens: z.string(), closes: z.string() })),
      calls: z.array(
        z.object({
          call_id: z.uuid(),
          outcome: z.string().nullable(),
          disposition: z.string().nullable(),
          ended_at: instant.nullable(),
        }),
      ),
    }),
  ),
  offers: z.array(
    z.object({
      offer_id: z.uuid(),
      provider_id: z.uuid(),
      call_id: z.uuid(),
      start: instant,
      end: instant,
      held_until: instant.nullable(),
      notes: z.string().nullable(),
      status: z.enum(['open', 'committed', 'gone', 'released']),
    }),
  ),
  /** When the person has something else. */
  busy: z.array(z.object({ startsAt: instant, endsAt: instant })),
  /** Places that were found and have no number that could be called. */
  excluded: z.array(z.object({ name: z.string(), reason: z.string() })),
  commitment: z.object({ offer_id: z.uuid(), reference: z.string().nullable() }).nullable(),
});

export type CampaignState = z.infer<typeof campaignState>;

/** Whom a campaign may call, as it was found. */
export interface FoundPlace extends Place {
  travelMinutes: number | null;
  /** Why it is not called; null to call it. */
  excluded: string | null;
}

export interface NewCampaign {
  service: string;
  location: string;
  /** Instants. */
  startsAt: string;
  endsAt: string;
  durationMinutes: number;
  maxProviders: number;
  maxParallel: number;
  weights: CampaignState['weights'];
  likes: CampaignState['likes'];
  clientName: string | null;
  clientPhone: string | null;
  autoConfirm: boolean;
  budget: number | null;
  idempotencyKey: string | null;
  /** Places that were found and cannot be called, with the reason. */
  excluded: ExcludedPlace[];
  /** Of the request that the key came with. */
  requestDigest: string;
}

export interface ChosenSlot {
  providerId: string;
  start: string;
  end: string;
  clientName: string | null;
  clientPhone: string | null;
}

export type Confirmed =
  | { ok: true; confirmed: boolean; reference: string | null; status: CampaignState['status'] }
  | { ok: false; code: ConfirmRefusal };

/** Why a slot is not committed. */
export const confirmRefusals = [
  'campaign_not_found',
  'already_confirmed',
  'not_offered',
  'campaign_over',
  'slot_gone',
  'past',
  'do_not_call',
  'number_barred',
  'country_not_allowed',
  'too_many_calls',
  'no_agent',
] as const;

export type ConfirmRefusal = (typeof confirmRefusals)[number];

export const listedCampaign = z.object({
  campaign_id: z.uuid(),
  status: campaignStatus,
  service: z.string(),
  location: z.string(),
  created_at: instant,
  ended_at: instant.nullable(),
  offers: z.number(),
  reference: z.string().nullable(),
});

export type ListedCampaign = z.infer<typeof listedCampaign>;

export const eventPage = z.object({
  /** Nothing more will be told. */
  is_over: z.boolean(),
  events: z.array(campaignEvent),
});

type EventPage = z.infer<typeof eventPage>;

/** The campaigns of one organization. */
export interface Campaigns {
  /** Services that the directory has, with how many providers each. */
  services(): Promise<{ service: string; providers: number }[]>;
  start(
    campaign: NewCampaign,
    found: FoundPlace[],
    busy: Busy[],
  ): Promise<
    | { ok: true; campaignId: string; status: CampaignState['status']; created: boolean }
    | { ok: false; code: 'no_agent' | 'key_reused' }
  >;
  state(campaignId: string): Promise<CampaignState | null>;
  list(page: { before: string | null; limit: number }): Promise<ListedCampaign[]>;
  eventsAfter(campaignId: string, after: number): Promise<EventPage | null>;
  confirm(campaignId: string, chosen: ChosenSlot): Promise<Confirmed>;
  cancel(
    campaignId: string,
  ): Promise<{ ok: true } | { ok: false; code: 'campaign_not_found' | 'already_confirmed' }>;
}

/** What the runner does for the campaigns of every organization. */
export interface CampaignWork {
  /** Those that go on. */
  open(): Promise<{ organizationId: string; campaignId: string }[]>;
  state(organizationId: string, campaignId: string): Promise<CampaignState | null>;
  /** Asks for calls to these, in this order, as many as may be. */
  call(campaignId: string, providerIds: string[]): Promise<number>;
  confirm(organizationId: string, campaignId: string, chosen: ChosenSlot): Promise<Confirmed>;
  finish(campaignId: string, failure: string | null): Promise<void>;
  /** Gives up on providers that could not be asked to confirm. */
  withdrawUnanswered(): Promise<void>;
}
