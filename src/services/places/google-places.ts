import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { z } from 'zod';
import {
  type ExcludedPlace,
  type Place,
  type PlaceSearch,
  type Places,
  PlacesRefused,
  PlacesUnavailable,
  PlacesUnreadable,
  type WhyExcluded,
} from '../../campaigns/ports.ts';
import { whyBarred } from '../../dialing/barred-numbers.ts';
import { timeZonesOf } from '../../dialing/time-zones.ts';
import { askGoogle } from '../web/google-key.ts';
import { googlePeriods, weekHoursOf } from './google-hours.ts';

const timeoutMs = 10_000;
const maxBytes = 4 * 1024 * 1024;
/** What Google gives at once, and in all. */
const pageSize = 20;
const mostPages = 3;

export interface GooglePlacesSettings {
  key: string;
  /** Another address that speaks the Places API (New). */
  baseUrl: string | undefined;
  timeoutMs?: number;
}

/** Each field is paid for: nothing is asked that is not used. */
const fieldMask = [
  ...['id', 'displayName', 'formattedAddress', 'location', 'timeZone', 'businessStatus'],
  ...['internationalPhoneNumber', 'rating', 'userRatingCount', 'regularOpeningHours.periods'],
]
  .map((field) => `places.${field}`)
  .concat('nextPageToken')
  .join(',');

const listing = z.object({
  id: z.string().min(1),
  displayName: z.object({ text: z.string() }).default({ text: '' }),
  formattedAddress: z.string().default(''),
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional().catch(undefined),
  timeZone: z.object({ id: z.string() }).optional().catch(undefined),
  businessStatus: z.string().default('OPERATIONAL'),
  internationalPhoneNumber: z.string().default(''),
  rating: z.number().min(1).max(5).optional().catch(undefined),
  userRatingCount: z.number().int().min(0).default(0).catch(0),
  regularOpeningHours: z.object({ periods: googlePeriods }).optional().catch(undefined),
});

type Listing = z.infer<typeof listing>;

/** Google leaves out what is empty: a search that finds nothing is answered with `{}`. */
const page = z.object({ places: z.array(listing).default([]), nextPageToken: z.string().optional() });

/** Google Places: Text Search of the new API. */
export function createGooglePlaces(settings: GooglePlacesSettings): Places {
  return {
    async search(wanted) {
      const found: Place[] = [];
      const excluded: ExcludedPlace[] = [];
      const numbers = new Set<string>();
      let pageToken: string | undefined;
      for (let pages = 0; pages < mostPages && found.length < wanted.limit; pages++) {
        const answer = await askPage(settings, wanted, pageToken);
        for (const place of answer.places) {
          if (found.length >= wanted.limit) break;
          const read = toPlace(place, numbers);
          if (typeof read === 'string') excluded.push({ name: place.displayName.text, reason: read });
          else found.push(read);
        }
        pageToken = answer.nextPageToken;
        if (!pageToken) break;
      }
      return { found, excluded };
    },
  };
}

/** @param numbers those that were found before; one telephone is one place */
function toPlace(place: Listing, numbers: Set<string>): Place | WhyExcluded {
  if (place.businessStatus !== 'OPERATIONAL') return 'closed_down';
  if (place.internationalPhoneNumber.trim() === '') return 'no_number';
  const number = parsePhoneNumberFromString(place.internationalPhoneNumber);
  // An extension would be dialed without it, and reach somebody else.
  if (!number?.isValid() || number.ext !== undefined) return 'impossible_number';
  const phone = number.number;
  if (whyBarred(phone) !== null) return 'barred_number';
  if (numbers.has(phone)) return 'same_number';
  const timeZone = place.timeZone?.id ?? zoneOfNumber(phone);
  if (timeZone === null) return 'no_time_zone';
  numbers.add(phone);
  return {
    key: `google:${place.id}`,
    name: place.displayName.text,
    phone,
    address: place.formattedAddress,
    latitude: place.location?.latitude ?? null,
    longitude: place.location?.longitude ?? null,
    rating: place.rating ?? null,
    ratingCount: place.userRatingCount,
    timeZone,
    hours: place.regularOpeningHours ? weekHoursOf(place.regularOpeningHours.periods) : null,
    takesNewClients: null,
  };
}

/** Where its area has one zone; of several nobody knows which. */
function zoneOfNumber(phone: string): string | null {
  const zones = timeZonesOf(phone, '');
  return zones.length === 1 ? zones[0] || null : null;
}

async function askPage(
  { key, baseUrl, timeoutMs: within }: GooglePlacesSettings,
  { service, location }: PlaceSearch,
  pageToken: string | undefined,
): Promise<z.infer<typeof page>> {
  const answer = await askGoogle({
    url: new URL('/v1/places:searchText', baseUrl ?? 'https://places.googleapis.com'),
    key,
    fieldMask,
    content: { textQuery: `${service} in ${location}`, pageSize, ...(pageToken ? { pageToken } : {}) },
    timeoutMs: within ?? timeoutMs,
    maxBytes,
  });
  if (answer.kind === 'unavailable')
    throw new PlacesUnavailable(`No search of places: ${answer.message}`, answer);
  if (answer.kind === 'refused') {
    throw new PlacesRefused(`No search of places: ${answer.message} Check GOOGLE_PLACES_API_KEY.`);
  }
  const parsed = page.safeParse(answer.content);
  if (parsed.success) return parsed.data;
  throw new PlacesUnreadable('Google Places answered in another shape than it documents.', {
    cause: parsed.error,
  });
}
