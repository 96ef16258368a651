import { z } from 'zod';

/** What the API takes and answers about campaigns; the page reads the same. */

const instant = z.iso.datetime({ offset: true });

/** As somebody sends one: any offset, but of a year that a calendar has. */
const sentInstant = instant.refine((text) => {
  const year = new Date(text).getUTCFullYear();
  return year >= 1900 && year <= 2999;
}, 'it is not between the years 1900 and 2999');

const weight = z.number().min(0).max(1000);

/** How much each part of a score counts; they are normalised, so only their proportion matters. */
export const weightsView = z.object({
  earliest_weight: weight.default(0.5),
  rating_weight: weight.default(0.25),
  distance_weight: weight.default(0.2),
  preference_weight: weight.default(0.05),
});

export const preferences = weightsView.extend({
  /** Times of day that the person likes, and weekdays (1 is Monday). Any where nothing is named. */
  parts_of_day: z.array(z.enum(['morning', 'afternoon', 'evening'])).default([]),
  weekdays: z.array(z.number().int().min(1).max(7)).default([]),
});

export const userContact = z.object({
  name: z.string().trim().min(1).max(120),
  /** E.164. */
  phone: z.string().trim().max(40).nullish(),
});

export const startCampaignRequest = z.object({
  service: z.string().trim().min(1).max(60),
  location: z.string().trim().min(1).max(120),
  date_range_start: sentInstant,
  date_range_end: sentInstant,
  duration_min: z.number().int().min(5).max(480).default(30),
  max_providers: z.number().int().min(1).max(15).default(10),
  max_parallel: z.number().int().min(1).max(15).default(5),
  preferences: preferences.prefault({}),
  auto_confirm: z.boolean().default(false),
  /** US dollars for all calls together. */
  budget: z.number().positive().max(10_000).nullish(),
  /** For whom the slot is; the providers are told the name. */
  user_contact: userContact.nullish(),
});

export type StartCampaign = z.infer<typeof startCampaignRequest>;

export const campaignStatus = z.enum(['running', 'confirming', 'completed', 'failed', 'canceled']);

export const startCampaignResponse = z.object({ campaign_id: z.uuid(), status: campaignStatus });

export const campaignIdParams = z.object({ campaign_id: z.uuid() });

export const idempotencyHeaders = z.object({ 'idempotency-key': z.string().min(1).max(200).optional() });

const part = z.number().min(0).max(1);

export const rankedOffer = z.object({
  offer_id: z.uuid(),
  provider_id: z.uuid(),
  provider_name: z.string(),
  start: instant,
  end: instant,
  /** In the provider's own zone, as it is said on the telephone. */
  local_start: z.string(),
  time_zone: z.string(),
  held_until: instant.nullable(),
  notes: z.string().nullable(),
  score: part,
  parts: z.object({ earliest: part, rating: part, distance: part, preference: part }),
  rating: z.number().nullable(),
  travel_minutes: z.number().nullable(),
});

export type RankedOfferView = z.infer<typeof rankedOffer>;

export const campaignProviderView = z.object({
  provider_id: z.uuid(),
  name: z.string(),
  state: z.enum(['waiting', 'calling', 'offered', 'no_slot', 'refused', 'unreached', 'excluded', 'skipped']),
  /** Why it is excluded, gave no slot or was not reached. */
  reason: z.string().nullable(),
  attempts: z.number().int(),
  travel_minutes: z.number().nullable(),
  rating: z.number().nullable(),
  calls: z.array(
    z.object({
      /** GET /calls/{call_id} has its transcript. */
      call_id: z.uuid(),
      outcome: z.string().nullable(),
      disposition: z.string().nullable(),
      ended_at: instant.nullable(),
    }),
  ),
  /** Of its best open offer. */
  score: rankedOffer.pick({ score: true, parts: true }).nullable(),
});

export const campaignView = z.object({
  campaign_id: z.uuid(),
  status: campaignStatus,
  failure: z.string().nullable(),
  service: z.string(),
  location: z.string(),
  date_range_start: instant,
  date_range_end: instant,
  duration_min: z.number().int(),
  /** IANA zone of the person, in which the page shows times. */
  time_zone: z.string(),
  created_at: instant,
  ended_at: instant.nullable(),
  progress: z.object({
    total_providers: z.number().int(),
    completed_calls: z.number().int(),
    in_progress: z.number().int(),
    failed_calls: z.number().int(),
    offers: z.number().int(),
  }),
  best: rankedOffer.nullable(),
  ranked: z.array(rankedOffer),
  confirmation: z
    .object({ offer: rankedOffer, confirmed: z.boolean(), confirmation_ref: z.string().nullable() })
    .nullable(),
  /** US dollars. */
  spent: z.number(),
  debug: z.object({
    providers: z.array(campaignProviderView),
    /** Places that were found and have no number that could be called. */
    excluded: z.array(z.object({ name: z.string(), reason: z.string() })),
  }),
});

export type CampaignView = z.infer<typeof campaignView>;

export const listCampaignsQuery = z.object({
  before: sentInstant.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const listCampaignsResponse = z.object({
  campaigns: z.array(
    z.object({
      campaign_id: z.uuid(),
      status: campaignStatus,
      service: z.string(),
      location: z.string(),
      created_at: instant,
      ended_at: instant.nullable(),
      offers: z.number().int(),
      confirmation_ref: z.string().nullable(),
    }),
  ),
});

export const confirmCampaignRequest = z.object({
  provider_id: z.uuid(),
  start: sentInstant,
  end: sentInstant,
  user_contact: userContact,
});

export const confirmCampaignResponse = z.object({
  campaign_id: z.uuid(),
  confirmed: z.boolean(),
  confirmation_ref: z.string().nullable(),
  status: campaignStatus,
});

/** One of `GET /campaigns/{id}/events`: the event's name is its kind. */
export const campaignEvent = z.object({
  event_id: z.number().int(),
  kind: z.string(),
  data: z.record(z.string(), z.unknown()),
  at: instant,
});

export type CampaignEvent = z.infer<typeof campaignEvent>;
