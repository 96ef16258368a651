import { z } from 'zod';
import { obstacle } from '../../dialing/dialer-views.ts';
import {
  callFlow,
  callResult,
  customerId,
  customerStatus,
  customerView,
  partySize,
} from '../../scenarios/restaurant/store/customer-views.ts';
import { pageLimit } from './paging.ts';

export const addCustomerRequest = z
  .strictObject({
    /** As the agent is to say it. */
    name: z.string().trim().min(1).max(100),
    /** Written nationally, as in the organization's region, or with + and the country. */
    mobile: z.string().trim().min(1).max(40),
    /** ISO 8601; without an offset it is the organization's local time. */
    expected_arrival_time: z.string().trim().min(1).max(40).nullish(),
    party_size: partySize.nullish(),
    /** What somebody at the table is allergic to. */
    allergies: z.string().trim().min(1).max(500).nullish(),
  })
  .meta({ id: 'AddCustomer' });

export const customerResponse = customerView;

export const listCustomersQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(pageLimit).default(pageLimit),
  /** `next_cursor` of the page before. */
  after: customerId.optional(),
  status: customerStatus.optional(),
});

export const listCustomersResponse = z
  .object({
    /** In order of their ids. */
    customers: z.array(customerView),
    /** Null on the last page. */
    next_cursor: z.string().nullable(),
  })
  .meta({ id: 'CustomerList' });

export const customerIdParams = z.object({ customer_id: customerId });

export const triggerCallResponse = z
  .object({
    customer_id: customerId,
    /** What the call is about, by the customer's status. */
    call_flow: callFlow,
    request_id: z.uuid(),
    /** False when this call was owed already; it is then made now. */
    created: z.boolean(),
    /** 1 is the next call that is made, 2 the one after; null when this one is being made at this moment. */
    place: z.number().int().positive().nullable(),
    /**
     * What has to change before it is made: the dialer runs again, calling hours begin, an agent or a line is free. Null when
     * it is made within seconds.
     */
    waits_for: obstacle.nullable(),
    /** When that changes by itself, where it is known. */
    waits_until: z.iso.datetime({ offset: true }).nullable(),
  })
  .meta({ id: 'TriggeredCall' });

export const importCustomersResponse = z
  .object({
    added: z.number().int(),
    /** Known customers whose row was taken. */
    updated: z.number().int(),
    /** Columns of the file that customers have nothing of, such as an e-mail address. */
    ignored: z.array(z.string()),
    /** Rows that were not taken, or of which that is not known; all others were. */
    errors: z.array(
      z.object({
        /** Where the row begins in the file; the names of the columns are line 1. */
        line: z.number().int(),
        column: z.string().nullable(),
        message: z.string(),
      }),
    ),
  })
  .meta({ id: 'ImportedCustomers' });

export const callResultRequest = callResult;

export const callResultResponse = z
  .object({
    /** False when the same result was posted before; nothing was done then. */
    first: z.boolean(),
    /** The call that has a review of this; null when we made no such call. */
    call_id: z.uuid().nullable(),
    customer: customerView,
  })
  .meta({ id: 'RecordedResult' });
