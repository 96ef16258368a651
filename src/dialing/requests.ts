/** A call that we owe somebody. */
export interface CallRequest {
  scenario: string;
  /** E.164. */
  phone: string;
  name: string | null;
  /** What the scenario needs to know; parsed by the scenario's own schema. */
  input: Record<string, unknown>;
  /** Where it came from, such as `customer`, `panel`, `campaign`, `callback`, `manual`. */
  source: string;
  /** The same key again is the same request: nobody is called twice for one thing. */
  sourceKey: string;
  /** 1 is called first, 5 last. */
  priority: 1 | 2 | 3 | 4 | 5;
  /** ISO 8601 instant; null means now. */
  dueAt: string | null;
  /** IANA zones in which the called person may be; all of them must be within calling hours. */
  timeZones: string[];
  /** Local times that narrow the organization's calling hours, `HH:MM`. */
  earliest: string | null;
  latest: string | null;
  /** Past this instant nobody is called any more. */
  expiresAt: string | null;
  maxAttempts: number;
  campaignId: string | null;
  /** The call in which it was promised. */
  fromCallId: string | null;
}

/** A number that nobody calls, such as a premium one, or of a country that the organization does not call. */
export const destinationRefusals = ['number_barred', 'country_not_allowed'] as const;

export type DestinationRefusal = (typeof destinationRefusals)[number];

export const requestRefusals = [
  'do_not_call',
  'no_agent',
  ...destinationRefusals,
  /** The organization does nothing of this name, or nobody here knows it. */
  'unknown_scenario',
  /** Its scenario cannot read what it brings along. */
  'unreadable_input',
  /** It is over before it is due, or its own hours leave none in which its person may be called. */
  'out_of_window',
  /** As many calls are owed to the number as may be. */
  'too_many_calls',
] as const;

export type RequestRefusal = (typeof requestRefusals)[number];

export type Requested =
  | { ok: true; requestId: string; created: boolean }
  /** `field` names what of the request is wrong, such as `input.menu_digits`; null where it is not about one. */
  | { ok: false; code: RequestRefusal; field: string | null };

export interface CallRequests {
  add(organizationId: string, request: CallRequest): Promise<Requested>;
  /** A request that nobody is being dialed for; false when it is over already. */
  cancel(organizationId: string, requestId: string): Promise<boolean>;
}
