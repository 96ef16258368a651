import { z } from 'zod';

/** Restaurant customers as people and programs see them. The HTTP API answers with these shapes as they are. */

export const customerStatus = z.enum([
  'new',
  'called',
  'order_confirmed',
  'arrived',
  'no_show',
  'follow_up_pending',
  'resolved',
]);

/** Every move of a customer's status. The database keeps it and refuses all others as `move_refused`. */
export const customerMoves: Record<CustomerStatus, readonly CustomerStatus[]> = {
  new: ['called', 'order_confirmed'],
  called: ['order_confirmed'],
  order_confirmed: ['arrived', 'no_show'],
  arrived: ['resolved'],
  no_show: ['follow_up_pending'],
  follow_up_pending: ['order_confirmed', 'resolved'],
  resolved: [],
};

const instant = z.iso.datetime({ offset: true });

/** CUST000001; more digits once there are more customers. */
export const customerId = z
  .string()
  .refine((text) => /^CUST(?!0{6}$)(\d{6}|[1-9]\d{6,8})$/.test(text), {
    error: 'must be an id such as CUST000001',
  })
  .meta({ example: 'CUST000001' });

export const customerView = z
  .object({
    customer_id: customerId,
    name: z.string(),
    /** E.164. */
    mobile: z.string(),
    status: customerStatus,
    /** In a line, with allergies and notes. */
    order_details: z.string().nullable(),
    party_size: z.number().int().nullable(),
    /** What somebody at the table is allergic to. */
    allergies: z.string().nullable(),
    expected_arrival_time: instant.nullable(),
    arrival_confirmed: z.boolean(),
    last_call_time: instant.nullable(),
    remarks: z.string().nullable(),
    /** When a call was promised to somebody with whom nothing is settled. */
    callback_time: instant.nullable(),
  })
  .meta({ id: 'Customer' });

/** What a call to a customer is about, as results of calls name it. */
export const callFlow = z.enum(['order_booking', 'arrival_confirmation', 'missed_customer_recovery']);

/** A larger party is a slip of the pen or of the tongue. */
export const partySize = z.number().int().min(1).max(500);

const sentence = z.string().trim().min(1).max(2000);

/** ISO 8601; without an offset it is the organization's local time. */
const time = z.string().trim().min(1).max(40);

const orderBooking = z.strictObject({
  order_details: sentence,
  party_size: partySize.nullish(),
  allergies: sentence.nullish(),
  /** Left out when the customer has one already; with neither the order is kept and nothing is confirmed. */
  expected_arrival_time: time.nullish(),
});

const arrivalConfirmation = z
  .strictObject({
    arrival_confirmed: z.boolean(),
    /** Of somebody who is late. Not arrived and no time: they are not coming. */
    expected_arrival_time: time.nullish(),
    remarks: sentence.nullish(),
  })
  .refine((result) => !(result.arrival_confirmed && result.expected_arrival_time), {
    path: ['expected_arrival_time'],
    error: 'is of no use for somebody who has arrived',
  });

const missedCustomerRecovery = z.discriminatedUnion('choice', [
  z.strictObject({
    choice: z.literal('reschedule'),
    expected_arrival_time: time,
    remarks: sentence.nullish(),
  }),
  z.strictObject({ choice: z.enum(['takeaway', 'cancel']), remarks: sentence.nullish() }),
]);

/** What a call with a customer came to, as somebody posts it afterwards. */
export const callResult = z
  .discriminatedUnion('call_flow', [
    z.strictObject({
      customer_id: customerId,
      call_flow: z.literal('order_booking'),
      result: orderBooking,
    }),
    z.strictObject({
      customer_id: customerId,
      call_flow: z.literal('arrival_confirmation'),
      result: arrivalConfirmation,
    }),
    z.strictObject({
      customer_id: customerId,
      call_flow: z.literal('missed_customer_recovery'),
      result: missedCustomerRecovery,
    }),
  ])
  .meta({ id: 'CallResult' });

export type CustomerStatus = z.infer<typeof customerStatus>;
export type CustomerView = z.infer<typeof customerView>;
export type CallFlow = z.infer<typeof callFlow>;
export type CallResult = z.infer<typeof callResult>;
