import { z } from 'zod';
import { campaignStatus } from '../../campaigns/campaign-views.ts';
import {
  type Campaigns,
  type CampaignWork,
  type ChosenSlot,
  campaignState,
  confirmRefusals,
  eventPage,
  type FoundPlace,
  listedCampaign,
} from '../../campaigns/campaigns.ts';
import type { CalendarWrites } from '../../campaigns/write-calendar.ts';
import { camelRow } from './camel-row.ts';
import { callFunction, type Database } from './client.ts';

const started = z.union([
  camelRow({ ok: z.literal(true), campaign_id: z.uuid(), status: campaignStatus, created: z.boolean() }),
  z.object({ ok: z.literal(false), code: z.enum(['no_agent', 'key_reused']) }),
]);

const confirmed = z.union([
  z.object({
    ok: z.literal(true),
    confirmed: z.boolean(),
    reference: z.string().nullable(),
    status: campaignStatus,
  }),
  z.object({ ok: z.literal(false), code: z.enum(confirmRefusals) }),
]);

const canceled = z.union([
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), code: z.enum(['campaign_not_found', 'already_confirmed']) }),
]);

const open = z.array(camelRow({ organization_id: z.uuid(), campaign_id: z.uuid() }));

const services = z.array(z.object({ service: z.string(), providers: z.number() }));

const unwritten = z.array(
  camelRow({
    campaign_id: z.uuid(),
    reference: z.string(),
    time_zone: z.string(),
    service: z.string(),
    provider: z.string(),
    location: z.string(),
    starts_at: z.iso.datetime(),
    ends_at: z.iso.datetime(),
  }),
);

/** What the person's calendar is still owed, of every organization. */
export function createCalendarWrites(db: Database): CalendarWrites {
  return {
    unwritten: () => callFunction(db, 'unwritten_commitments', {}, unwritten),
    async written(campaignId) {
      await callFunction(db, 'calendar_written', { campaign_id: campaignId }, z.boolean());
    },
  };
}

/** Postgres decides what may become of a campaign; this only translates its verdict. */
export function createCampaigns(db: Database, organizationId: string): Campaigns {
  const ask = <Schema extends z.ZodType>(
    name: string,
    schema: Schema,
    parameters: Record<string, unknown> = {},
  ) => callFunction(db, name, { organization_id: organizationId, ...parameters }, schema);
  return {
    services: () => ask('list_services', services),
    start: (campaign, found, busy) =>
      ask('start_campaign', started, {
        campaign: {
          service: campaign.service,
          location: campaign.location,
          starts_at: campaign.startsAt,
          ends_at: campaign.endsAt,
          duration_minutes: campaign.durationMinutes,
          max_providers: campaign.maxProviders,
          max_parallel: campaign.maxParallel,
          weights: campaign.weights,
          likes: campaign.likes,
          client_name: campaign.clientName,
          client_phone: campaign.clientPhone,
          auto_confirm: campaign.autoConfirm,
          budget: campaign.budget,
          idempotency_key: campaign.idempotencyKey,
          excluded: campaign.excluded,
          request_digest: campaign.requestDigest,
        },
        listed: found.map(placeRow),
        busy: busy.map(({ startsAt, endsAt }) => ({ starts_at: startsAt, ends_at: endsAt })),
      }),
    state: (campaignId) => ask('campaign_state', campaignState.nullable(), { campaign_id: campaignId }),
    list: ({ before, limit }) =>
      ask('list_campaigns', z.array(listedCampaign), { before: before && utc(before), most: limit }),
    eventsAfter: (campaignId, after) =>
      ask('campaign_events_after', eventPage.nullable(), { campaign_id: campaignId, after }),
    confirm: (campaignId, chosen) => ask('confirm_campaign', confirmed, chosenRow(campaignId, chosen)),
    cancel: (campaignId) => ask('cancel_campaign', canceled, { campaign_id: campaignId }),
  };
}

/** With the secret key: for the campaigns of every organization. */
export function createCampaignWork(db: Database): CampaignWork {
  return {
    open: () => callFunction(db, 'open_campaigns', {}, open),
    state: (organizationId, campaignId) => createCampaigns(db, organizationId).state(campaignId),
    call: (campaignId, providerIds) =>
      callFunction(db, 'call_providers', { campaign_id: campaignId, provider_ids: providerIds }, z.number()),
    confirm: (organizationId, campaignId, chosen) =>
      createCampaigns(db, organizationId).confirm(campaignId, chosen),
    async finish(campaignId, failure) {
      await callFunction(db, 'finish_campaign', { campaign_id: campaignId, failure }, z.unknown());
    },
    async withdrawUnanswered() {
      await callFunction(db, 'withdraw_unanswered', {}, z.number());
    },
  };
}

function chosenRow(campaignId: string, chosen: ChosenSlot) {
  return {
    campaign_id: campaignId,
    provider_id: chosen.providerId,
    starts_at: utc(chosen.start),
    ends_at: utc(chosen.end),
    client_name: chosen.clientName,
    client_phone: chosen.clientPhone,
  };
}

/** Postgres knows fewer offsets than ISO 8601. */
function utc(instant: string): string {
  return new Date(instant).toISOString();
}

function placeRow(place: FoundPlace) {
  return {
    key: place.key,
    name: place.name,
    phone: place.phone,
    address: place.address,
    latitude: place.latitude,
    longitude: place.longitude,
    rating: place.rating,
    rating_count: place.ratingCount,
    time_zone: place.timeZone,
    hours: place.hours ?? [],
    takes_new_clients: place.takesNewClients,
    travel_minutes: place.travelMinutes,
    excluded: place.excluded,
  };
}
