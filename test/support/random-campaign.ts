import type { WeekHours } from '../../src/campaigns/possible-starts.ts';
import type { Likes, PartOfDay, ScoreContext, ScoredOffer, Unanswered } from '../../src/campaigns/scoring.ts';
import { localMoment } from '../../src/language/say.ts';

/** Campaigns by seed, with what makes scores meet: round numbers, equal ratings, clocks that change, lunch breaks. */

/** A whole number from 0, below this. */
export type Random = (below: number) => number;

/** Mulberry32: its low bits are as good as its high ones. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const zones = [
  'America/Los_Angeles',
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
];
/** Ordinary days, and those on which clocks change: in America, in Europe, and by half an hour on Lord Howe. */
const firstDays = [
  '2027-03-13',
  '2027-03-27',
  '2027-04-03',
  '2027-06-09',
  '2027-10-02',
  '2027-10-30',
  '2027-11-06',
];
const openings = [
  ['08:00', '12:00'],
  ['09:00', '17:00'],
  ['13:00', '20:30'],
  ['00:00', '24:00'],
  ['00:30', '03:30'],
] as const;

const gridMs = 15 * 60_000;

export interface RandomCampaign {
  context: ScoreContext;
  providers: Unanswered[];
  busy: Array<{ startsAt: string; endsAt: string }>;
}

export function randomCampaign(random: Random): RandomCampaign {
  const timeZone = pick(random, zones);
  const from = Date.parse(`${pick(random, firstDays)}T00:00:00Z`) + random(96) * gridMs;
  const to = from + (4 + random(192)) * gridMs;
  const context: ScoreContext = {
    from: iso(from),
    to: iso(to),
    durationMinutes: pick(random, [15, 30, 45, 60]),
    weights: randomWeights(random),
    likes: randomLikes(random),
    timeZone,
  };
  const busy = Array.from({ length: random(4) }, () => {
    const start = from + random(192) * gridMs;
    return { startsAt: iso(start), endsAt: iso(start + (1 + random(16)) * gridMs) };
  });
  const providers = Array.from({ length: 2 + random(3) }, (_, index) =>
    randomProvider(random, `p${index}`, random(4) === 0 ? pick(random, zones) : timeZone),
  );
  return { context, providers, busy };
}

function randomWeights(random: Random): ScoreContext['weights'] {
  const [earliest = 0, rating = 0, distance = 0, preference = 0] = Array.from({ length: 4 }, () =>
    random(3) === 0 ? 0 : random(101) / 100,
  );
  const isNothing = earliest + rating + distance + preference === 0;
  return { earliest: isNothing ? 1 : earliest, rating, distance, preference };
}

function randomLikes(random: Random): Likes {
  const parts: PartOfDay[] = ['morning', 'afternoon', 'evening'];
  return {
    ...(random(2) === 0 ? {} : { weekdays: [1, 2, 3, 4, 5, 6, 7].filter(() => random(2) === 0) }),
    ...(random(2) === 0 ? {} : { parts_of_day: parts.filter(() => random(2) === 0) }),
  };
}

function randomProvider(random: Random, providerId: string, timeZone: string): Unanswered {
  const hours: WeekHours = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    random(5) === 0 ? [] : [{ weekday, ...asHours(pick(random, openings)) }],
  );
  return {
    providerId,
    rating: random(5) === 0 ? null : 1 + random(41) / 10,
    ratingCount: pick(random, [0, 1, 8, 200]),
    travelMinutes: random(5) === 0 ? null : 5 * random(20),
    hours: random(5) === 0 ? null : hours,
    timeZone,
  };
}

const asHours = ([opens, closes]: (typeof openings)[number]) => ({ opens, closes });

/** Every slot on the grid that the provider may offer, found by looking at each: at its door, and in the person's diary. */
export function slotsOf(provider: Unanswered, { context, busy }: RandomCampaign): ScoredOffer[] {
  const slots: ScoredOffer[] = [];
  for (let at = Date.parse(context.from); at < Date.parse(context.to); at += gridMs) {
    if (mayOffer(provider, at, context, busy)) slots.push(offerAt(provider, at, context));
  }
  return slots;
}

/** Some of them, as a provider that is asked offers some. */
export function someSlotsOf(random: Random, provider: Unanswered, campaign: RandomCampaign): ScoredOffer[] {
  const { context, busy } = campaign;
  const from = Date.parse(context.from);
  const points = (Date.parse(context.to) - from) / gridMs;
  const tried = Array.from({ length: 4 }, () => from + random(points) * gridMs);
  return tried
    .filter((at) => mayOffer(provider, at, context, busy))
    .map((at) => offerAt(provider, at, context));
}

function mayOffer(
  { hours, timeZone }: Unanswered,
  at: number,
  { to, durationMinutes }: ScoreContext,
  busy: RandomCampaign['busy'],
): boolean {
  const end = at + durationMinutes * 60_000;
  if (end > Date.parse(to)) return false;
  if (busy.some(({ startsAt, endsAt }) => Date.parse(startsAt) < end && Date.parse(endsAt) > at))
    return false;
  if (hours === null) return true;
  // Open all the time, minute by minute of the grid: what a receptionist sees on the clock on the wall.
  for (let moment = at; moment < end; moment += gridMs) {
    const { weekday, time } = wallClock(moment, timeZone);
    const isOpen = hours.some((one) => one.weekday === weekday && one.opens <= time && time < one.closes);
    if (!isOpen) return false;
  }
  return true;
}

/** The grid is the same for all campaigns, and reading a clock takes longer than all else here. */
const clocks = new Map<string, { weekday: number; time: string }>();

function wallClock(at: number, timeZone: string): { weekday: number; time: string } {
  const key = `${at} ${timeZone}`;
  let clock = clocks.get(key);
  if (!clock) {
    const { date, time } = localMoment(iso(at), timeZone);
    clock = { weekday: new Date(`${date}T12:00:00Z`).getUTCDay() || 7, time };
    clocks.set(key, clock);
  }
  return clock;
}

function offerAt(provider: Unanswered, at: number, { durationMinutes }: ScoreContext): ScoredOffer {
  const { providerId, rating, ratingCount, travelMinutes } = provider;
  return {
    offerId: `${providerId}-${at}`,
    providerId,
    rating,
    ratingCount,
    travelMinutes,
    startsAt: iso(at),
    endsAt: iso(at + durationMinutes * 60_000),
  };
}

export function shuffled<Item>(random: Random, items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, at: random(2 ** 30) }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ item }) => item);
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[random(items.length)];
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
