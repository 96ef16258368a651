import type { Obstacle } from '../../../dialing/dialer.ts';
import type { RequestRefusal } from '../../../dialing/requests.ts';
import type { CallFlow, CustomerStatus, CustomerView } from './customer-views.ts';
import type { Closing } from './visits.ts';

/** Where a business is: numbers are read in its region, times without an offset in its zone. */
export interface Locale {
  timeZone: string;
  region: string;
}

/** A customer as they are added: checked, the number in E.164, times as instants. */
export interface NewCustomer {
  name: string;
  /** E.164. */
  mobile: string;
  /** IANA zones in which the owner of the number may be. */
  timeZones: string[];
  /** ISO 8601 instant. */
  expectedArrivalTime: string | null;
  partySize?: number | null;
  allergies?: string | null;
}

/** A time at which nobody can be expected: it has passed, or by the hours. */
export type TimeRefused = { ok: false; code: 'past' } | ({ ok: false } & Closing);

/** A number that this business does not call: see app.destination_refusal in the migrations. */
export interface NumberRefused {
  ok: false;
  code: 'number_barred' | 'country_not_allowed';
  /** ISO 3166, `001` for a number of no country; null for one that no plan has. */
  country: string | null;
  /** What makes it barred, such as `premium`. */
  kind: string | null;
}

/** A row of a file. Null is an empty cell: it changes nothing of a customer who is known. */
export interface CustomerRow extends NewCustomer {
  customerId: string | null;
  status: CustomerStatus | null;
  orderDetails: string | null;
  arrivalConfirmed: boolean | null;
  lastCallTime: string | null;
  remarks: string | null;
}

export type Added =
  | { ok: true; customer: CustomerView }
  | TimeRefused
  | NumberRefused
  | {
      ok: false;
      code: 'customer_exists';
      /** Who has the number. */
      customerId: string | null;
    };

export type Imported =
  | { ok: true; added: boolean; customer: CustomerView }
  | { ok: false; code: 'customer_exists'; customerId: string | null }
  | { ok: false; code: 'mobile_differs' | 'order_incomplete' | 'customer_id_too_far' }
  | { ok: false; code: 'move_refused'; from: CustomerStatus; to: CustomerStatus }
  | NumberRefused
  | TimeRefused;

export type Triggered =
  | {
      ok: true;
      customerId: string;
      callFlow: CallFlow;
      requestId: string;
      created: boolean;
      /** 1 is the next one that is called; null when that happens just now. */
      place: number | null;
      /** What has to change before it is made. */
      waitsFor: Obstacle | null;
      /** ISO 8601 instant at which that changes by itself, where it is known. */
      waitsUntil: string | null;
    }
  | {
      ok: false;
      code: 'no_call_fits';
      status: CustomerStatus;
      /** ISO 8601 instant from which on one will: somebody is expected then. Null where none will by itself. */
      fitsAt: string | null;
    }
  | { ok: false; code: 'customer_not_found' | 'being_called' | RequestRefusal };

export interface ResultToRecord {
  customerId: string;
  callFlow: CallFlow;
  /** As posted, with times as instants. */
  result: Record<string, unknown>;
  /** The same key again is the same result. */
  resultKey: string;
}

export type Recorded =
  | { ok: true; first: boolean; callId: string | null; customer: CustomerView }
  | { ok: false; code: 'customer_not_found' | 'order_incomplete' }
  | { ok: false; code: 'move_refused'; from: CustomerStatus; to: CustomerStatus }
  | TimeRefused;

export interface CustomersPage {
  customers: CustomerView[];
  /** The number to go on after; null on the last page. */
  next: number | null;
}

/**
 * The customers of one organization, as one of its members. Every method throws `DatabaseError` when there was no
 * answer.
 */
export interface Customers {
  locale(): Promise<Locale>;
  /** In order of their ids. */
  list(page: { limit: number; after: number | null; status: CustomerStatus | null }): Promise<CustomersPage>;
  /** Null for one who does not exist or whom this member may not see. */
  find(customerId: string): Promise<CustomerView | null>;
  add(customer: NewCustomer): Promise<Added>;
  /**
   * Takes up rows until `atMostMs` have passed, and one at least. One answer for each of those, in their order; each row
   * is taken or refused by itself, and one that was taken before changes nothing.
   */
  import(rows: CustomerRow[], atMostMs?: number | null): Promise<Imported[]>;
  /** Asks for the call that fits the customer's status; it is the next to be made. */
  requestCall(customerId: string): Promise<Triggered>;
  recordResult(result: ResultToRecord): Promise<Recorded>;
}
