import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { RoomsError } from '../calls/call/rooms.ts';
import { RecordingStoreError } from '../calls/recording/store.ts';
import { DatabaseError, ParleyError } from '../shared/errors.ts';
import type { ErrorBody } from './contract.ts';

/** What a code of the API means to whoever asked. */
export interface HttpErrorKind {
  code: string;
  status: ContentfulStatusCode;
  message: string;
  fix: string;
}

export function defineHttpErrors<Code extends string>(
  meanings: Record<Code, Omit<HttpErrorKind, 'code'>>,
): Record<Code, HttpErrorKind> {
  const kinds = Object.entries<Omit<HttpErrorKind, 'code'>>(meanings).map(([code, meaning]) => [
    code,
    { code, ...meaning },
  ]);
  return Object.fromEntries(kinds);
}

/** Every code that any route may answer with (docs/error-codes.md says more of each, and of those that slices add). */
export const httpErrors = defineHttpErrors({
  invalid_request: { status: 400, message: 'The request is not understood.', fix: 'See /docs.' },
  organization_required: {
    status: 400,
    message: 'These credentials belong to several organizations.',
    fix: 'Name one of them, by its slug, in the header x-parley-organization.',
  },
  unauthorized: {
    status: 401,
    message: 'This needs credentials.',
    fix:
      'Send "Authorization: Bearer <token>" with a Supabase Auth token, or with an API key made by ' +
      '`npm run parley -- keys create`.',
  },
  host_not_allowed: {
    status: 403,
    message: 'This server answers on this machine only.',
    fix: 'Open it as http://127.0.0.1 or http://localhost, or set HOST and use an API key.',
  },
  origin_not_allowed: {
    status: 403,
    message: 'Pages of this origin may not call this server.',
    fix: 'Add the origin to CORS_ORIGINS and start again.',
  },
  owner_required: {
    status: 403,
    message: 'Only the owner of the organization may do this.',
    fix: 'Sign in as an owner (members.role), or use an API key of the organization.',
  },
  not_found: {
    status: 404,
    message: 'There is nothing at this address.',
    fix: 'See /docs for what there is.',
  },
  method_not_allowed: {
    status: 405,
    message: 'This address does not answer to this method.',
    fix: 'Use one of the methods in the header Allow; /docs says what each does.',
  },
  call_not_found: {
    status: 404,
    message: 'There is no such call.',
    fix: 'GET /calls lists the calls that you may see.',
  },
  trunk_not_found: {
    status: 404,
    message: 'There is no such trunk.',
    fix: 'GET /trunks lists those of the organization.',
  },
  recording_not_found: {
    status: 404,
    message: 'There is no recording of this call.',
    fix: '`recording` in GET /calls/{id} says whether there is one; it is deleted when its days are over.',
  },
  do_not_call: {
    status: 409,
    message: 'This number does not want to be called.',
    fix: 'It is on the list do_not_call; nobody of this organization calls it.',
  },
  person_in_call: {
    status: 409,
    message: 'Somebody talks with this person, or calls them, at this moment.',
    fix: 'Try again when the call has ended.',
  },
  number_barred: {
    status: 400,
    message:
      'Numbers like this one are never called: premium, shared-cost, personal, satellite and short ones.',
    fix: 'Give a mobile or landline number; docs/telephony.md says which numbers are called.',
  },
  country_not_allowed: {
    status: 400,
    message: 'This organization does not call the country of this number.',
    fix: 'Give a number of a country that it calls, or add the country to the rules (PATCH /dialer).',
  },
  unknown_country: {
    status: 400,
    message: 'There is no such country.',
    fix: 'Send countries as ISO 3166 names them, such as US and CA.',
  },
  unknown_scenario: {
    status: 400,
    message: 'This organization makes no calls of this scenario.',
    fix: 'Send a `scenario` of GET /health, or add it to organization_scenarios.',
  },
  unreadable_input: {
    status: 400,
    message: 'The scenario cannot read what this call is to be about.',
    fix: 'Send `input` as the scenario describes it.',
  },
  out_of_window: {
    status: 400,
    message: 'There is no hour in which this call could be made.',
    fix: 'Ask for it before it expires, at hours in which its person may be called.',
  },
  too_many_calls: {
    status: 409,
    message: 'As many calls are owed to this number, or were made to it, as may be.',
    fix: 'Wait for them, or raise max_per_number_day (PATCH /dialer).',
  },
  signature_refused: {
    status: 401,
    message: 'The signature is missing, wrong or too old.',
    fix: 'Sign as Standard Webhooks describes, with the secret in CALL_RESULT_SECRET.',
  },
  webhook_refused: {
    status: 401,
    message: 'This is no webhook of our LiveKit server.',
    fix: 'LiveKit signs with the key and the secret that are in LIVEKIT_API_KEY and LIVEKIT_API_SECRET.',
  },
  request_timeout: {
    status: 408,
    message: 'The request did not come to its end in time.',
    fix: 'Send it again, whole.',
  },
  body_too_large: {
    status: 413,
    message: 'The body is too large.',
    fix: 'Send at most 16 KiB, or 1 MiB of customers as text/csv.',
  },
  unsupported_media_type: {
    status: 415,
    message: 'The body is not JSON.',
    fix: 'Send the header "Content-Type: application/json".',
  },
  range_not_satisfiable: {
    status: 416,
    message: 'The recording has no such bytes.',
    fix: 'Ask for a range within the length that Content-Range says.',
  },
  headers_too_large: {
    status: 431,
    message: 'Address and headers are too large together.',
    fix: 'Send at most 16 KiB of them.',
  },
  too_many_failures: {
    status: 429,
    message: 'Too many credentials from this address were wrong.',
    fix: 'Wait for as many seconds as the header Retry-After says. An API key that is right is never made to wait.',
  },
  rate_limited: {
    status: 429,
    message: 'Too many calls were asked for.',
    fix: 'Wait for as many seconds as the header Retry-After says.',
  },
  internal_error: {
    status: 500,
    message: 'Something went wrong here.',
    fix: 'Try again; if it stays, look for the x-request-id of this answer in the log of the server.',
  },
  database_failed: {
    status: 503,
    message: 'The database could not be asked.',
    fix: 'Try again in a moment; GET /health says whether it is reached.',
  },
  recording_unavailable: {
    status: 503,
    message: 'The store of recordings could not be asked.',
    fix: 'Try again in a moment; if it stays, check RECORDING_STORE and what is in it.',
  },
  livekit_unavailable: {
    status: 503,
    message: 'No room can be opened now.',
    fix: 'Try again in a moment; GET /health says what is missing.',
  },
});

export type HttpErrorCode = keyof typeof httpErrors;

/** One that any route may answer with by its code alone. */
export function kindOf(error: HttpErrorCode | HttpErrorKind): HttpErrorKind {
  return typeof error === 'string' ? httpErrors[error] : error;
}

/** An answer that is not 2xx, decided on purpose. */
export class HttpError extends ParleyError {
  readonly status: ContentfulStatusCode;
  readonly field: string | undefined;
  readonly fix: string;
  readonly headers: Record<string, string>;

  constructor(
    error: HttpErrorCode | HttpErrorKind,
    options: {
      message?: string;
      fix?: string;
      field?: string;
      headers?: Record<string, string>;
      cause?: unknown;
    } = {},
  ) {
    const { code, status, message, fix } = kindOf(error);
    super(code, options.message ?? message, { cause: options.cause });
    this.status = status;
    this.field = options.field;
    this.fix = options.fix ?? fix;
    this.headers = options.headers ?? {};
  }

  toBody(): ErrorBody {
    const { code, message, field, fix } = this;
    return { error: { code, message, ...(field === undefined ? {} : { field }), fix } };
  }
}

/** The one place where a fault becomes an answer. What it says of the inside stays in the log. */
export function toHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  if (error instanceof RoomsError) {
    const refused =
      'The server of Parley has a LiveKit key that is not accepted; check LIVEKIT_API_KEY and _SECRET.';
    return new HttpError('livekit_unavailable', {
      cause: error,
      ...(error.reason === 'refused' ? { fix: refused } : {}),
    });
  }
  if (error instanceof RecordingStoreError) return new HttpError('recording_unavailable', { cause: error });
  if (error instanceof DatabaseError) return new HttpError('database_failed', { cause: error });
  return new HttpError('internal_error', { cause: error });
}
