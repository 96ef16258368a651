import { z } from 'zod';
import { type Asked, json, type OutsideServer, type Reply, startOutsideServer } from './outside-server.ts';

/** Google's Places API (New) and Routes API on one loopback socket, for one key. */
export interface FakeGoogleMaps extends OutsideServer {
  key: string;
  /** As Google lists them; only fields of the mask are sent. */
  places: Array<Record<string, unknown>>;
  /** Seconds to an address, or to "latitude,longitude"; what is not here has no route. */
  seconds: Record<string, number>;
}

const search = z.strictObject({
  textQuery: z.string().min(1),
  pageSize: z.number().int().min(1).max(20),
  pageToken: z.string().optional(),
});

const waypoint = z.object({
  waypoint: z.union([
    z.strictObject({ address: z.string().min(1) }),
    z.strictObject({
      location: z.object({ latLng: z.object({ latitude: z.number(), longitude: z.number() }) }),
    }),
  ]),
});

const matrix = z.strictObject({
  origins: z.array(waypoint).length(1),
  destinations: z.array(waypoint).max(49),
  travelMode: z.literal('DRIVE'),
});

export async function startFakeGoogleMaps(): Promise<FakeGoogleMaps> {
  const state: Pick<FakeGoogleMaps, 'key' | 'places' | 'seconds'> = {
    key: 'maps-key',
    places: [],
    seconds: {},
  };
  const server = await startOutsideServer({
    answer: (asked) => {
      if (asked.headers['x-goog-api-key'] !== fake.key) {
        return refuse(400, 'INVALID_ARGUMENT', 'API_KEY_INVALID');
      }
      const mask = String(asked.headers['x-goog-fieldmask'] ?? '');
      if (mask === '') return refuse(400, 'INVALID_ARGUMENT', 'FIELD_MASK_REQUIRED');
      if (asked.url.pathname === '/v1/places:searchText') return list(asked, mask, fake);
      if (asked.url.pathname === '/distanceMatrix/v2:computeRouteMatrix') return measure(asked, fake);
      return refuse(404, 'NOT_FOUND', 'NOT_FOUND');
    },
    refusal: (status) =>
      refuse(status, status === 429 ? 'RESOURCE_EXHAUSTED' : 'INTERNAL', 'RATE_LIMIT_EXCEEDED').body,
  });
  const fake: FakeGoogleMaps = Object.assign(state, server);
  return fake;
}

function list({ body }: Asked, mask: string, fake: FakeGoogleMaps): Reply {
  const { pageSize, pageToken } = search.parse(JSON.parse(body));
  const first = Number(pageToken ?? 0);
  const fields = mask.split(',').flatMap((field) => /^places\.(\w+)/.exec(field)?.[1] ?? []);
  const places = fake.places
    .slice(first, first + pageSize)
    .map((place) => Object.fromEntries(Object.entries(place).filter(([name]) => fields.includes(name))));
  const next = first + pageSize;
  return json({
    ...(places.length > 0 ? { places } : {}),
    ...(next < fake.places.length && mask.includes('nextPageToken') ? { nextPageToken: String(next) } : {}),
  });
}

/** The last first: Google answers in no order. */
function measure({ body }: Asked, fake: FakeGoogleMaps): Reply {
  const { destinations } = matrix.parse(JSON.parse(body));
  const elements = destinations.map(({ waypoint: where }, destinationIndex) => {
    const name =
      'address' in where
        ? where.address
        : `${where.location.latLng.latitude},${where.location.latLng.longitude}`;
    const seconds = fake.seconds[name];
    return seconds === undefined
      ? { destinationIndex, status: {}, condition: 'ROUTE_NOT_FOUND' }
      : { destinationIndex, status: {}, condition: 'ROUTE_EXISTS', duration: `${seconds}s` };
  });
  return json(elements.toReversed());
}

function refuse(status: number, name: string, reason: string): Reply {
  const details = [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'googleapis.com' }];
  return json({ error: { code: status, message: reason, status: name, details } }, status);
}
