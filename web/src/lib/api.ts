import type { z } from 'zod';
import {
  campaignView,
  type confirmCampaignRequest,
  confirmCampaignResponse,
  listCampaignsResponse,
  type startCampaignRequest,
  startCampaignResponse,
} from '../../../src/campaigns/campaign-views.ts';
import {
  agentResponse,
  callDetailResponse,
  errorBody,
  healthResponse,
  listAppointmentsResponse,
  listCallsResponse,
  listCapturesResponse,
  listCustomersResponse,
  listRequestsResponse,
  tokenResponse,
} from '../../../src/http/contract.ts';

/** How often lists are looked at again. */
export const listPollMs = 5_000;
/** The database may be waking up; a person has given up on a button by then. */
const requestTimeoutMs = 15_000;

/**
 * Why the server gave no usable answer. `status` 0 means that there was no answer at all and `code` is then
 * `unreachable`; `malformed` is an answer of another shape than the contract's.
 */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  /** Of the request, as the server names it: `body.participant_name`. */
  readonly field: string | undefined;
  readonly fix: string | undefined;
  readonly retryAfterSeconds: number | null;

  constructor(fault: {
    status: number;
    code: string;
    message: string;
    field?: string | undefined;
    fix?: string | undefined;
    retryAfterSeconds?: number | null;
    cause?: unknown;
  }) {
    super(fault.message, { cause: fault.cause });
    this.status = fault.status;
    this.code = fault.code;
    this.field = fault.field;
    this.fix = fault.fix;
    this.retryAfterSeconds = fault.retryAfterSeconds ?? null;
  }
}

export const fetchHealth = (signal?: AbortSignal) =>
  // 503 with the same body says which part is missing.
  request('/health', healthResponse, { signal, alsoParse: [503] });

export const fetchCalls = (cursor: string | null, signal?: AbortSignal) =>
  request(cursor ? `/calls?before=${encodeURIComponent(cursor)}` : '/calls', listCallsResponse, { signal });

export const fetchWaitingCalls = (signal?: AbortSignal) =>
  request('/call-requests', listRequestsResponse, { signal });

export const fetchCall = (id: string, signal?: AbortSignal) =>
  request(`/calls/${encodeURIComponent(id)}`, callDetailResponse, { signal });

export const fetchAppointments = (signal?: AbortSignal) =>
  request('/appointments?status=booked', listAppointmentsResponse, { signal });

export const openCall = (scenario: string | null, signal?: AbortSignal) =>
  request('/token', tokenResponse, { signal, method: 'POST', body: scenario === null ? {} : { scenario } });

export const fetchExpectedCustomers = (signal?: AbortSignal) =>
  request('/customers?status=order_confirmed', listCustomersResponse, { signal });

export const fetchCaptures = (signal?: AbortSignal) =>
  request('/outreach/captures', listCapturesResponse, { signal });

export const fetchCampaigns = (before: string | null, signal?: AbortSignal) =>
  request(before ? `/campaigns?before=${encodeURIComponent(before)}` : '/campaigns', listCampaignsResponse, {
    signal,
  });

export const fetchCampaign = (id: string, signal?: AbortSignal) =>
  request(campaignPath(id), campaignView, { signal });

/** @param key whoever sends the same one again starts nothing new */
export const startCampaign = (body: z.input<typeof startCampaignRequest>, key: string) =>
  request('/campaigns', startCampaignResponse, { method: 'POST', body, headers: { 'idempotency-key': key } });

export const confirmSlot = (id: string, body: z.input<typeof confirmCampaignRequest>) =>
  request(`${campaignPath(id)}/confirm`, confirmCampaignResponse, { method: 'POST', body });

export const cancelCampaign = (id: string) =>
  request(`${campaignPath(id)}/cancel`, startCampaignResponse, { method: 'POST' });

export const campaignPath = (id: string) => `/campaigns/${encodeURIComponent(id)}`;

export const fetchAgent = (signal?: AbortSignal) => request('/agent', agentResponse, { signal });

export const changeAgent = (changes: Partial<Pick<AgentView, 'knowledge' | 'address' | 'services'>>) =>
  request('/agent', agentResponse, { method: 'PATCH', body: changes });

export type AgentView = z.output<typeof agentResponse>;

interface RequestOptions {
  method?: 'GET' | 'POST' | 'PATCH';
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
  alsoParse?: number[];
}

async function request<S extends z.ZodType>(
  path: string,
  schema: S,
  options: RequestOptions,
): Promise<z.output<S>> {
  const response = await reach(path, options);
  const body: unknown = await response.json().catch(() => null);
  const parsed = response.ok || options.alsoParse?.includes(response.status) ? schema.safeParse(body) : null;
  if (parsed?.success) return parsed.data;
  if (response.ok) {
    throw new ApiError({ status: response.status, code: 'malformed', message: path, cause: parsed?.error });
  }
  throw refusal(response, body);
}

async function reach(
  path: string,
  { method = 'GET', body, headers, signal }: RequestOptions,
): Promise<Response> {
  const timeout = AbortSignal.timeout(requestTimeoutMs);
  try {
    return await fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  } catch (cause) {
    throw new ApiError({ status: 0, code: 'unreachable', message: `No answer from ${path}`, cause });
  }
}

/** Why the server did not do as it was asked, from the answer that it gave. */
export function refusal(response: Response, body: unknown): ApiError {
  const parsed = errorBody.safeParse(body);
  // A proxy in between answers 502 or 504 without our body: nothing of Parley was reached.
  const { code, message, field, fix } = parsed.data?.error ?? {
    code: response.status >= 500 ? 'unreachable' : 'refused',
    message: response.statusText,
    field: undefined,
    fix: undefined,
  };
  return new ApiError({
    status: response.status,
    code,
    message,
    field,
    fix,
    retryAfterSeconds: retryAfter(response.headers.get('retry-after')),
  });
}

/** RFC 9110: seconds, or an HTTP date. */
export function retryAfter(header: string | null, now: number = Date.now()): number | null {
  if (!header) return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds));
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000));
}
