import { z } from 'zod';
import {
  type Destination,
  type TravelTimes,
  TravelTimesRefused,
  TravelTimesUnavailable,
  TravelTimesUnreadable,
} from '../../campaigns/ports.ts';
import type { Clock } from '../../shared/clock.ts';
import { askGoogle } from '../web/google-key.ts';

const timeoutMs = 10_000;
const maxBytes = 1024 * 1024;
/** Google takes 50 addresses in one question, and one of them is where the person is. */
const mostAtOnce = 49;
/** Roads change slowly, and each way that is asked for costs. */
const keptMs = 24 * 3_600_000;
const mostKept = 10_000;

export interface GoogleRoutesSettings {
  key: string;
  /** Another address that speaks the Routes API. */
  baseUrl: string | undefined;
  clock: Clock;
  timeoutMs?: number;
}

const matrix = z.array(
  z.object({
    destinationIndex: z.number().int().default(0),
    condition: z.string().optional(),
    /** Seconds, as "754s" or "754.5s". */
    duration: z
      .string()
      .regex(/^\d+(\.\d+)?s$/)
      .optional(),
    status: z.object({ code: z.number().default(0) }).default({ code: 0 }),
  }),
);

/** Driving times by Google's Routes API (computeRouteMatrix): one question for many places, kept for a day. */
export function createGoogleRoutes(settings: GoogleRoutesSettings): TravelTimes {
  const { clock } = settings;
  const kept = new Map<string, { minutes: number | null; until: number }>();
  const keyOf = (origin: string, { key }: Destination) => `${origin.trim().toLowerCase()}\n${key}`;
  const keep = (key: string, minutes: number | null) => {
    if (kept.size >= mostKept) kept.clear();
    kept.set(key, { minutes, until: clock.now() + keptMs });
  };
  return {
    async minutes(origin, places) {
      const known = places.map((place) => kept.get(keyOf(origin, place)));
      const isFresh = (index: number) => (known[index]?.until ?? 0) > clock.now();
      const minutes = known.map((one) => one?.minutes ?? null);
      const open = places.map((place, index) => ({ place, index })).filter(({ index }) => !isFresh(index));
      for (let first = 0; first < open.length; first += mostAtOnce) {
        const some = open.slice(first, first + mostAtOnce);
        const answers = await askMatrix(
          settings,
          origin,
          some.map(({ place }) => place),
        );
        for (const [position, { place, index }] of some.entries()) {
          minutes[index] = answers[position] ?? null;
          keep(keyOf(origin, place), minutes[index]);
        }
      }
      return minutes;
    },
  };
}

async function askMatrix(
  { key, baseUrl, timeoutMs: within }: GoogleRoutesSettings,
  origin: string,
  places: readonly Destination[],
): Promise<Array<number | null>> {
  const answer = await askGoogle({
    url: new URL('/distanceMatrix/v2:computeRouteMatrix', baseUrl ?? 'https://routes.googleapis.com'),
    key,
    fieldMask: 'destinationIndex,condition,duration,status',
    content: {
      origins: [{ waypoint: { address: origin } }],
      destinations: places.map((place) => ({ waypoint: waypointOf(place) })),
      travelMode: 'DRIVE',
    },
    timeoutMs: within ?? timeoutMs,
    maxBytes,
  });
  if (answer.kind === 'unavailable') {
    throw new TravelTimesUnavailable(`No travel times: ${answer.message}`, answer);
  }
  if (answer.kind === 'refused') {
    throw new TravelTimesRefused(`No travel times: ${answer.message} Check GOOGLE_MAPS_API_KEY.`);
  }
  const parsed = matrix.safeParse(answer.content);
  if (!parsed.success) {
    throw new TravelTimesUnreadable('Google Routes answered in another shape than it documents.', {
      cause: parsed.error,
    });
  }
  const minutes: Array<number | null> = places.map(() => null);
  for (const { destinationIndex, condition, duration, status } of parsed.data) {
    if (status.code !== 0 || condition !== 'ROUTE_EXISTS' || duration === undefined) continue;
    // Elements come in any order.
    if (destinationIndex < minutes.length)
      minutes[destinationIndex] = Math.ceil(Number.parseFloat(duration) / 60);
  }
  return minutes;
}

function waypointOf({ latitude, longitude, address }: Destination): object {
  return latitude === null || longitude === null
    ? { address }
    : { location: { latLng: { latitude, longitude } } };
}
