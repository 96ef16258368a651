import { z } from 'zod';
import { obstacle } from '../../dialing/dialer-views.ts';
import { destinationRefusals, requestRefusals } from '../../dialing/requests.ts';
import type { CustomerRounds } from '../../scenarios/restaurant/customers/due-calls.ts';
import {
  type CallFlow,
  customerStatus,
  customerView,
} from '../../scenarios/restaurant/store/customer-views.ts';
import type {
  Added,
  CustomerRow,
  Customers,
  CustomersPage,
  Imported,
  Recorded,
  Triggered,
} from '../../scenarios/restaurant/store/customers.ts';
import { DatabaseError } from '../../shared/errors.ts';
import { toInstant } from './call-rows.ts';
import { camelRow } from './camel-row.ts';
import { callFunction, type Database } from './client.ts';
import { readLocale } from './organizations.ts';
import { instant } from './rows.ts';
import type { CallMaking } from './supabase-dialer.ts';
import { closingRow } from './visit-rows.ts';

const flowByScenario = {
  order: 'order_booking',
  arrival: 'arrival_confirmation',
  recovery: 'missed_customer_recovery',
} as const satisfies Record<string, CallFlow>;

const existing = camelRow({
  ok: z.literal(false),
  code: z.literal('customer_exists'),
  customer_id: z.string().nullable(),
});
const moveRefused = z.object({
  ok: z.literal(false),
  code: z.literal('move_refused'),
  from: customerStatus,
  to: customerStatus,
});
const refused = <const Code extends string>(...codes: Code[]) =>
  z.object({ ok: z.literal(false), code: z.enum(codes) });

const numberRefused = z.object({
  ok: z.literal(false),
  code: z.enum(destinationRefusals),
  country: z.string().nullable(),
  kind: z.string().nullable(),
});

const addAnswer: z.ZodType<Added> = z.union([
  z.object({ ok: z.literal(true), customer: customerView }),
  existing,
  closingRow,
  numberRefused,
  refused('past'),
]);
const importAnswer: z.ZodType<Imported[]> = z
  .array(
    z.union([
      z.object({ ok: z.literal(true), added: z.boolean(), customer: customerView }),
      existing,
      moveRefused,
      closingRow,
      numberRefused,
      refused('mobile_differs', 'order_incomplete', 'customer_id_too_far', 'past'),
    ]),
  )
  // Whoever goes on after the rows that were answered would never come to an end.
  .min(1);
const triggerAnswer: z.ZodType<Triggered> = z.union([
  camelRow({
    ok: z.literal(true),
    customer_id: z.string(),
    scenario: z.enum(['order', 'arrival', 'recovery']),
    request_id: z.uuid(),
    created: z.boolean(),
    place: z.number().int().nullable(),
    waits_for: obstacle.nullable(),
    waits_until: instant.nullable(),
  }).transform(({ scenario, ...request }) => ({ ...request, callFlow: flowByScenario[scenario] })),
  camelRow({
    ok: z.literal(false),
    code: z.literal('no_call_fits'),
    status: customerStatus,
    fits_at: instant.nullable(),
  }),
  refused('customer_not_found', 'being_called', ...requestRefusals),
]);
const resultAnswer: z.ZodType<Recorded> = z.union([
  camelRow({ ok: z.literal(true), first: z.boolean(), call_id: z.uuid().nullable(), customer: customerView }),
  moveRefused,
  closingRow,
  refused('customer_not_found', 'order_incomplete', 'past'),
]);

/** @param db a connection as a member of the organization, or with the secret key. */
export function createCustomers(db: Database, organizationId: string, making?: CallMaking): Customers {
  const ask = <Schema extends z.ZodType>(
    name: string,
    parameters: Record<string, unknown>,
    schema: Schema,
  ): Promise<z.infer<Schema>> =>
    callFunction(db, name, { organization_id: organizationId, ...parameters }, schema);
  return {
    locale: () => readLocale(db, organizationId),
    list: (page) => listCustomers(db, organizationId, page),

    async find(customerId) {
      const { data, error } = await selectCustomers(db, organizationId)
        .eq('customer_id', customerId)
        .maybeSingle();
      if (error) throw new DatabaseError('find_customer', { cause: error });
      return data === null ? null : toView(data).view;
    },

    add: ({ name, mobile, timeZones, expectedArrivalTime, partySize, allergies }) => {
      const customer = {
        name,
        mobile,
        time_zones: timeZones,
        expected_arrival_time: expectedArrivalTime,
        party_size: partySize ?? null,
        allergies: allergies ?? null,
      };
      return ask('add_customer', { customer }, addAnswer);
    },

    import: (rows, atMostMs = null) =>
      ask('import_customers', { customers: rows.map(toImport), at_most_ms: atMostMs }, importAnswer),

    requestCall: (customerId) => {
      const { simulated, agentName } = making ?? { simulated: false, agentName: null };
      const parameters = { customer_id: customerId, simulated, agent_name: agentName };
      return ask('trigger_customer_call', parameters, triggerAnswer);
    },

    recordResult: ({ customerId, callFlow, result, resultKey }) =>
      ask(
        'record_call_result',
        { customer_id: customerId, call_flow: callFlow, result, result_key: resultKey },
        resultAnswer,
      ),
  };
}

/** @param db a connection with the secret key. */
export function createCustomerRounds(db: Database): CustomerRounds {
  const answer = z.object({ asked: z.number().int(), moved: z.number().int(), more: z.boolean() });
  return {
    plan: (most, atMostMs = null) =>
      callFunction(db, 'plan_customer_calls', { batch_size: most, at_most_ms: atMostMs }, answer),
  };
}

function toImport(row: CustomerRow) {
  return {
    customer_id: row.customerId,
    name: row.name,
    mobile: row.mobile,
    time_zones: row.timeZones,
    status: row.status,
    order_details: row.orderDetails,
    party_size: row.partySize ?? null,
    allergies: row.allergies ?? null,
    expected_arrival_time: row.expectedArrivalTime,
    arrival_confirmed: row.arrivalConfirmed,
    last_call_time: row.lastCallTime,
    remarks: row.remarks,
  };
}

const columns =
  'number, customer_id, name, mobile, status, order_details, party_size, allergies, expected_arrival_time, ' +
  'arrival_confirmed, last_call_time, remarks, callback_time';

function selectCustomers(db: Database, organizationId: string) {
  return db.from('customers').select(columns).eq('organization_id', organizationId);
}

async function listCustomers(
  db: Database,
  organizationId: string,
  { limit, after, status }: Parameters<Customers['list']>[0],
): Promise<CustomersPage> {
  let query = selectCustomers(db, organizationId).gt('number', after ?? 0);
  if (status !== null) query = query.eq('status', status);
  // One more than asked for tells whether there is a next page.
  const { data, error } = await query.order('number').limit(limit + 1);
  if (error) throw new DatabaseError('list_customers', { cause: error });
  const rows = z.array(z.unknown()).parse(data).map(toView);
  const shown = rows.slice(0, limit);
  return {
    customers: shown.map(({ view }) => view),
    next: rows.length > limit ? (shown.at(-1)?.number ?? null) : null,
  };
}

const time = z.string().transform(toInstant).nullable();

const row = customerView.extend({
  number: z.number().int(),
  expected_arrival_time: time,
  last_call_time: time,
  callback_time: time,
});

function toView(data: unknown) {
  const parsed = row.safeParse(data);
  if (!parsed.success) throw new DatabaseError('read_customers', { cause: parsed.error });
  const { number, ...view } = parsed.data;
  return { number, view };
}
