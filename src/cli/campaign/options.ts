import { Temporal } from 'temporal-polyfill';
import type { z } from 'zod';
import { type StartCampaign, startCampaignRequest } from '../../campaigns/campaign-views.ts';
import { UsageError } from '../../shared/errors.ts';

export type StartOptions = Partial<
  Record<
    | 'from'
    | 'to'
    | 'minutes'
    | 'providers'
    | 'parallel'
    | 'earliest'
    | 'rating'
    | 'distance'
    | 'preference'
    | 'budget'
    | 'name'
    | 'phone',
    string
  > &
    Record<'auto-confirm' | 'watch', boolean>
>;

/** Which option, or which word, brings a field of the request. */
const typedAs: Record<string, string> = {
  service: 'SERVICE',
  location: 'LOCATION',
  date_range_start: '--from',
  date_range_end: '--to',
  duration_min: '--minutes',
  max_providers: '--providers',
  max_parallel: '--parallel',
  'preferences.earliest_weight': '--earliest',
  'preferences.rating_weight': '--rating',
  'preferences.distance_weight': '--distance',
  'preferences.preference_weight': '--preference',
  preferences: '--earliest, --rating, --distance and --preference',
  budget: '--budget',
  'user_contact.name': '--name',
  'user_contact.phone': '--phone',
};

/** A field of the request as whoever typed knows it. */
export const optionOf = (field: string): string => typedAs[field] ?? field;

/**
 * What was typed, as a request of the API.
 * @param timeZone IANA, of the organization: times without an offset are its own
 * @throws UsageError that names the option that is wrong
 */
export function readStart(
  [service = '', location = '']: string[],
  given: StartOptions,
  timeZone: string,
): StartCampaign {
  if (given.phone !== undefined && given.name === undefined) throw new UsageError('--phone needs --name.');
  const number = (option: keyof StartOptions) => {
    const text = given[option];
    return text === undefined ? undefined : numberOf(option, String(text));
  };
  const request: z.input<typeof startCampaignRequest> = {
    service,
    location,
    date_range_start: instantOf('from', given.from, timeZone),
    date_range_end: instantOf('to', given.to, timeZone),
    duration_min: number('minutes'),
    max_providers: number('providers'),
    max_parallel: number('parallel'),
    preferences: {
      earliest_weight: number('earliest'),
      rating_weight: number('rating'),
      distance_weight: number('distance'),
      preference_weight: number('preference'),
    },
    auto_confirm: given['auto-confirm'] ?? false,
    budget: number('budget') ?? null,
    user_contact: given.name === undefined ? null : { name: given.name, phone: given.phone ?? null },
  };
  const parsed = startCampaignRequest.safeParse(request);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => `${optionOf(path.join('.'))}: ${message}`);
  throw new UsageError(lines.join('\n'));
}

function numberOf(option: string, text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && Number.isFinite(number)) return number;
  throw new UsageError(`--${option} is a number, not "${text}".`);
}

/** A day is all of it: `--to 2027-03-20` is until its end. */
function instantOf(option: 'from' | 'to', text: string | undefined, timeZone: string): string {
  if (text === undefined) throw new UsageError(`campaign start needs --${option}.`);
  try {
    if (/(?:Z|[+-]\d\d:?\d\d)$/i.test(text) && text.includes('T'))
      return Temporal.Instant.from(text).toString();
    if (text.includes('T')) {
      return Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).toInstant().toString();
    }
    const day = Temporal.PlainDate.from(text);
    return day
      .add({ days: option === 'to' ? 1 : 0 })
      .toZonedDateTime(timeZone)
      .toInstant()
      .toString();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(
      `--${option} is a day or a time of it, as 2027-03-15 or 2027-03-15T08:00, not "${text}".`,
    );
  }
}

/** @throws UsageError for what is no id of a campaign */
export function readCampaignId(text = ''): string {
  if (/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)) return text.toLowerCase();
  throw new UsageError(`"${text}" is no campaign: \`npm run parley -- campaign list\` has their ids.`);
}
