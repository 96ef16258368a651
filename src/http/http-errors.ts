import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { RoomsError } from '../calls/call/rooms.ts';
import { RecordingStoreError } from '../calls/recording/store.ts';
import { DatabaseError, ParleyError } from '../shared/errors.ts';
import type { ErrorBody } from './contract.ts';

/** Every code that the API answers with (docs/error-codes.md says more of each). */
export const httpErrors = {
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
  recording_not_found: {
    status: 404,
    message: 'There is no recording of this call.',
    fix: '`recording` in GET /calls/{id} says whether there is one; it is deleted when its days are over.',
  },
  customer_not_found: {
    status: 404,
    message: 'There is no such customer.',
    fix: 'GET /customers lists the customers that you may see.',
  },
  customer_exists: {
    status: 409,
    message: 'A customer whose visit is not over has this number.',
    fix: 'Use that customer, or wait until their visit is resolved.',
  },
  no_call_fits: {
    status: 409,
    message: 'There is nothing to call this customer about.',
    fix: 'Customers who have arrived or whose visit is resolved are not called.',
  },
  being_called: {
    status: 409,
    message: 'This customer is on the telephone with us now, or it rings.',
    fix: 'Wait until the call has ended; GET /calls lists it.',
  },
  do_not_call: {
    status: 409,
    message: 'This number does not want to be called.',
    fix: 'It is on the list do_not_call; nobody of this organization calls it.',
  },
  move_refused: {
    status: 409,
    message: 'The status of this customer cannot move there.',
    fix: 'See docs/restaurant.md for the moves that there are.',
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
} as const satisfies Record<string, { status: ContentfulStatusCode; message: string; fix: string }>;

export type HttpErrorCode = keyof typeof httpErrors;

/** An answer that is not 2xx, decided on purpose. */
export class HttpError extends ParleyError {
  declare readonly code: HttpErrorCode;
  readonly field: string | undefined;
  readonly fix: string;
  readonly headers: Record<string, string>;

  constructor(
    code: HttpErrorCode,
    options: {
      message?: string;
      fix?: string;
      field?: string;
      headers?: Record<string, string>;
      cause?: unknown;
    } = {},
  ) {
    super(code, options.message ?? httpErrors[code].message, { cause: options.cause });
    this.field = options.field;
    this.fix = options.fix ?? httpErrors[code].fix;
    this.headers = options.headers ?? {};
  }

  get status(): ContentfulStatusCode {
    return httpErrors[this.code].status;
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
