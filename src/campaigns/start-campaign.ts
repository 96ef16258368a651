import { createHash } from 'node:crypto';
import type { Clock } from '../shared/clock.ts';
import type { StartCampaign } from './campaign-views.ts';
import type { Campaigns, FoundPlace, NewCampaign } from './campaigns.ts';
import type { ExcludedPlace, PersonCalendar, Places, TravelTimes } from './ports.ts';
import { normalizeWeights } from './scoring.ts';

/** The world beside the telephone: where providers are found, when the person is busy, how far it is. */
export interface World {
  places: Places;
  calendar: PersonCalendar;
  travelTimes: TravelTimes;
}

export interface StartParts {
  campaigns: Campaigns;
  world: World;
  clock: Clock;
}

export interface Asked {
  request: StartCampaign;
  /** E.164, read from the request's; null for none. */
  clientPhone: string | null;
  idempotencyKey: string | null;
}

export type Started =
  | { ok: true; campaignId: string; status: string; created: boolean }
  | { ok: false; code: 'no_agent' | 'key_reused' }
  /** @param field of the request, without its place */
  | { ok: false; code: 'invalid_request'; field: string; message: string; fix: string };

/**
 * Finds whom to call, asks when the person is busy and how far it is, and writes all of it down; the runner calls. What
 * cannot be asked is no "free" and no "near": it is thrown, and nobody is called.
 */
export async function startCampaign(asked: Asked, parts: StartParts): Promise<Started> {
  const { request } = asked;
  const { campaigns, world } = parts;
  const wrong = whatIsWrong(request, parts.clock.now());
  if (wrong) return wrong;
  const service = request.service.toLowerCase();
  const { found, excluded } = await world.places.search({
    service,
    location: request.location,
    limit: mostPlaces,
  });
  if (found.length === 0) return nobodyFound(request, await campaigns.services(), excluded);
  const range = { from: request.date_range_start, to: request.date_range_end };
  const [busy, minutes] = await Promise.all([
    world.calendar.busy(range.from, range.to),
    world.travelTimes.minutes(request.location, found),
  ]);
  const places = found.map(
    (place, index): FoundPlace => ({ ...place, travelMinutes: minutes[index] ?? null, excluded: null }),
  );
  return campaigns.start({ ...newCampaign(asked, service), excluded }, places, busy);
}

/** More than may be called, since some will not answer. */
const mostPlaces = 30;

type Invalid = Extract<Started, { code: 'invalid_request' }>;

function invalid(field: string, message: string, fix: string): Invalid {
  return { ok: false, code: 'invalid_request', field, message, fix };
}

function whatIsWrong(request: StartCampaign, now: number): Invalid | null {
  const start = Date.parse(request.date_range_start);
  const end = Date.parse(request.date_range_end);
  if (end <= now) return invalid('date_range_end', 'it has passed', 'Send a range that is still to come.');
  if (end <= start) {
    return invalid(
      'date_range_end',
      'it is not after date_range_start',
      'Send the earlier of the two as start.',
    );
  }
  if (Math.min(end - start, end - now) < request.duration_min * 60_000) {
    const fix = `Send a range of at least ${request.duration_min} minutes that are still to come.`;
    return invalid('date_range_end', 'the range is shorter than duration_min', fix);
  }
  const weights = normalizeWeights(weightsOf(request));
  if (!weights.ok) {
    return invalid('preferences', 'all weights are zero', 'Send at least one weight above zero.');
  }
  return null;
}

function nobodyFound(
  request: StartCampaign,
  services: { service: string }[],
  excluded: ExcludedPlace[],
): Invalid {
  const known = services.map(({ service }) => service).join(', ');
  if (excluded.length > 0) {
    const why = excluded.map(({ name, reason }) => `${name} (${reason})`).join(', ');
    return invalid('location', `none that was found can be called: ${why}`, 'Send another place.');
  }
  const isKnown = services.some(({ service }) => service === request.service.toLowerCase());
  return isKnown
    ? invalid('location', `no ${request.service} is known there`, 'Send a place such as San Francisco.')
    : invalid(
        'service',
        'no provider of it is known',
        `Send one of ${known || 'those that are listed in providers'}.`,
      );
}

function weightsOf({ preferences }: StartCampaign): NewCampaign['weights'] {
  return {
    earliest: preferences.earliest_weight,
    rating: preferences.rating_weight,
    distance: preferences.distance_weight,
    preference: preferences.preference_weight,
  };
}

function newCampaign(
  { request, clientPhone, idempotencyKey }: Asked,
  service: string,
): Omit<NewCampaign, 'excluded'> {
  const { preferences } = request;
  return {
    service,
    location: request.location,
    startsAt: new Date(request.date_range_start).toISOString(),
    endsAt: new Date(request.date_range_end).toISOString(),
    durationMinutes: request.duration_min,
    maxProviders: request.max_providers,
    maxParallel: request.max_parallel,
    weights: weightsOf(request),
    likes: { parts_of_day: preferences.parts_of_day, weekdays: preferences.weekdays },
    clientName: request.user_contact?.name ?? null,
    clientPhone,
    autoConfirm: request.auto_confirm,
    budget: request.budget ?? null,
    idempotencyKey,
    requestDigest: createHash('sha256').update(JSON.stringify(request)).digest('hex'),
  };
}
