import { Temporal } from 'temporal-polyfill';
import { bestStarts, type Span, type WeekHours } from './possible-starts.ts';

/**
 * What makes one offer better than another: docs/campaigns.md has the formula. Plain additions, multiplications and
 * divisions of doubles in a fixed order, so that another language that computes it the same way ranks the same.
 */

export interface Weights {
  earliest: number;
  rating: number;
  distance: number;
  preference: number;
}

export const defaultWeights: Weights = { earliest: 0.5, rating: 0.25, distance: 0.2, preference: 0.05 };

export type PartOfDay = 'morning' | 'afternoon' | 'evening';

/** When the person likes to go; what is not named does not matter to them. */
export interface Likes {
  /** ISO weekdays, 1 is Monday. */
  weekdays?: number[];
  parts_of_day?: PartOfDay[];
}

/** What is known of a provider before it says anything. */
export interface Standing {
  providerId: string;
  /** 1 to 5 stars; null where nobody rated. */
  rating: number | null;
  ratingCount: number;
  /** Null where nobody knows. */
  travelMinutes: number | null;
}

export interface ScoredOffer extends Standing {
  offerId: string;
  /** ISO 8601. */
  startsAt: string;
  endsAt: string;
}

export interface ScoreContext {
  /** The range of the campaign, ISO 8601. */
  from: string;
  to: string;
  durationMinutes: number;
  /** As they were given; they are normalized here. */
  weights: Weights;
  likes: Likes;
  /** The person's zone (IANA): their mornings and weekdays are counted in it. */
  timeZone: string;
}

export interface Score {
  /** 0 to 1. */
  total: number;
  /** Each 0 to 1, before it is weighted. */
  parts: Weights;
}

/** As many voices as the prior counts for, and what it says: a place that nobody rated is taken for an ordinary one. */
export const priorVoices = 10;
export const priorRating = 3.8;
const worstRating = 1;
const bestRating = 5;
/** As far away as this is worth half of next door. */
export const halvingMinutes = 30;
/** The local hours at which an afternoon and an evening begin. */
export const partsOfDayBegin = { afternoon: 12, evening: 17 } as const;

const names = ['earliest', 'rating', 'distance', 'preference'] as const;

export type NormalizedWeights =
  | { ok: true; weights: Weights }
  | { ok: false; code: 'weights_not_finite' | 'weights_negative' | 'weights_all_zero' };

/** Weights that add up to one. */
export function normalizeWeights(given: Weights): NormalizedWeights {
  const values = names.map((name) => given[name]);
  if (!values.every(Number.isFinite)) return { ok: false, code: 'weights_not_finite' };
  if (values.some((value) => value < 0)) return { ok: false, code: 'weights_negative' };
  const most = Math.max(...values);
  if (most === 0) return { ok: false, code: 'weights_all_zero' };
  // By the largest first: the sum of very large ones would be no number.
  const [earliest = 0, rating = 0, distance = 0, preference = 0] = values.map((value) => value / most);
  const sum = earliest + rating + distance + preference;
  return {
    ok: true,
    weights: {
      earliest: earliest / sum,
      rating: rating / sum,
      distance: distance / sum,
      preference: preference / sum,
    },
  };
}

/** @throws RangeError for weights that are no weights; whoever takes them from outside normalizes them first. */
export function scoreOffer(
  offer: Pick<ScoredOffer, 'startsAt' | 'rating' | 'ratingCount' | 'travelMinutes'>,
  context: ScoreContext,
): Score {
  const normalized = normalizeWeights(context.weights);
  if (!normalized.ok) throw new RangeError(`These are no weights: ${normalized.code}.`);
  const { weights } = normalized;
  const parts = {
    earliest: earliestPart(Date.parse(offer.startsAt), context),
    rating: ratingPart(offer),
    distance: distancePart(offer),
    preference: preferencePart(Date.parse(offer.startsAt), context),
  };
  const total =
    weights.earliest * parts.earliest +
    weights.rating * parts.rating +
    weights.distance * parts.distance +
    weights.preference * parts.preference;
  return { total: clamp(total), parts };
}

function earliestPart(startsAt: number, { from, to }: ScoreContext): number {
  const begin = Date.parse(from);
  const length = Date.parse(to) - begin;
  return length > 0 ? clamp(1 - (startsAt - begin) / length) : 1;
}

/** A Bayesian mean, so that 5.0 from one voice does not beat 4.8 from two hundred. */
function ratingPart({ rating, ratingCount }: Pick<Standing, 'rating' | 'ratingCount'>): number {
  const voices = rating === null ? 0 : Math.max(0, ratingCount);
  const mean = (priorVoices * priorRating + voices * (rating ?? priorRating)) / (priorVoices + voices);
  return clamp((mean - worstRating) / (bestRating - worstRating));
}

/** What nobody knows is no reason to choose a place. */
function distancePart({ travelMinutes }: Pick<Standing, 'travelMinutes'>): number {
  return travelMinutes === null ? 0 : clamp(halvingMinutes / (halvingMinutes + Math.max(0, travelMinutes)));
}

/** The share of what the person named that is met; all of it where they named nothing. */
function preferencePart(startsAt: number, { likes, timeZone }: ScoreContext): number {
  const { weekdays = [], parts_of_day = [] } = likes;
  const wishes = countWishes(likes);
  if (wishes === 0) return 1;
  const local = Temporal.Instant.fromEpochMilliseconds(startsAt).toZonedDateTimeISO(timeZone);
  const met =
    (weekdays.includes(local.dayOfWeek) ? 1 : 0) + (parts_of_day.includes(partOfDay(local.hour)) ? 1 : 0);
  return met / wishes;
}

function countWishes({ weekdays = [], parts_of_day = [] }: Likes): number {
  return (weekdays.length > 0 ? 1 : 0) + (parts_of_day.length > 0 ? 1 : 0);
}

function partOfDay(hour: number): PartOfDay {
  if (hour < partsOfDayBegin.afternoon) return 'morning';
  return hour < partsOfDayBegin.evening ? 'afternoon' : 'evening';
}

export interface RankedOffer<Offer extends ScoredOffer = ScoredOffer> {
  offer: Offer;
  score: Score;
}

/** The best first, whatever the order in which they came. Equals: the earlier, then the nearer, then by provider. */
export function rankOffers<Offer extends ScoredOffer>(
  offers: readonly Offer[],
  context: ScoreContext,
): RankedOffer<Offer>[] {
  return offers.map((offer) => ({ offer, score: scoreOffer(offer, context) })).toSorted(compareRanked);
}

function compareRanked(one: RankedOffer, other: RankedOffer): number {
  return (
    other.score.total - one.score.total ||
    Date.parse(one.offer.startsAt) - Date.parse(other.offer.startsAt) ||
    compareMinutes(one.offer.travelMinutes, other.offer.travelMinutes) ||
    compareText(one.offer.providerId, other.offer.providerId) ||
    compareText(one.offer.offerId, other.offer.offerId)
  );
}

/** An unknown way is the longest. */
function compareMinutes(one: number | null, other: number | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return one - other;
}

/** By code units, as `collate "C"` does, not by anybody's language. */
function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** A provider that has not answered yet. */
export interface Unanswered extends Standing {
  /** In its own zone; null where nobody knows them, and any time may be offered. */
  hours: WeekHours | null;
  timeZone: string;
}

/**
 * The score of the best slot that this provider could still offer: no slot that it may offer scores more. Null when
 * there is none, because it is closed or the person is busy for all of the range.
 * @param busy when the person has something else; a slot over it is never taken
 */
export function boundOf(
  provider: Unanswered,
  context: ScoreContext,
  busy: readonly Span[] = [],
): Score | null {
  return bestStartOf(provider, context, busy)?.score ?? null;
}

/** The start of that slot, ISO 8601, with its score. */
export function bestStartOf(
  provider: Unanswered,
  context: ScoreContext,
  busy: readonly Span[] = [],
): { startsAt: string; score: Score } | null {
  const turnsAt = countWishes(context.likes) === 0 ? null : Object.values(partsOfDayBegin);
  const starts = bestStarts({ provider, context, busy, turnsAt });
  let best: { startsAt: string; score: Score } | null = null;
  for (const startsAt of starts) {
    const instant = new Date(startsAt).toISOString();
    const score = scoreOffer({ ...provider, startsAt: instant }, context);
    if (best === null || score.total > best.score.total) best = { startsAt: instant, score };
  }
  return best;
}

/**
 * Whether nobody who is left could be ranked above the best offer. An equal bound goes on: ties are decided by what only
 * an offer tells.
 */
export function canStop(best: Score | null, boundsOfThoseLeft: readonly (Score | null)[]): boolean {
  const left = boundsOfThoseLeft.filter((bound) => bound !== null);
  if (left.length === 0) return true;
  return best !== null && left.every(({ total }) => total < best.total);
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
