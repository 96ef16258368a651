import { z } from 'zod';
import { isTimeRefused } from '../../scenarios/restaurant/customers/expected-time.ts';
import type { CustomerStatus, CustomerView } from '../../scenarios/restaurant/store/customer-views.ts';
import type { Customers } from '../../scenarios/restaurant/store/customers.ts';
import { UsageError } from '../../shared/errors.ts';

/** What a restaurant's calls are about, and who they fit. Somebody new becomes the first of these. */
const visits: Record<
  string,
  { statuses: [CustomerStatus, ...CustomerStatus[]]; orderDetails: string | null }
> = {
  order: { statuses: ['new', 'called'], orderDetails: null },
  arrival: { statuses: ['order_confirmed'], orderDetails: '2 × kebab, 1 × lemonade' },
  recovery: { statuses: ['no_show', 'follow_up_pending'], orderDetails: '2 × kebab, 1 × lemonade' },
};

/** What of a visit a call may be told from here; the rest is the customer's own. */
const told = z.strictObject({
  order_details: z.string().trim().min(1).max(2000).optional(),
  expected_arrival_time: z.iso.datetime({ offset: true }).optional(),
});

const halfHourMs = 1_800_000;

export interface GuestCall {
  phone: string;
  name: string | null;
  scenario: string;
  timeZones: string[];
  /** Milliseconds since the Unix epoch. */
  now: number;
  /** What is to be different from what is usual in such a call. */
  input: Record<string, unknown>;
}

/** Nobody with this number can be called about it; with another one somebody may. */
export class UnfitNumber extends UsageError {}

export function isVisit(scenario: string): boolean {
  return scenario in visits;
}

/**
 * A restaurant calls its customers only, so a number that is nobody's yet becomes a customer whom this call fits.
 * @returns the id of the request
 * @throws UsageError when it fits nobody with this number.
 */
export async function requestGuestCall(customers: Customers, call: GuestCall): Promise<string> {
  const guest = await findOrAdd(customers, call);
  const { customer_id: id, status } = guest;
  if (!visits[call.scenario]?.statuses.includes(status)) {
    const fitting = Object.keys(visits).find((scenario) => visits[scenario]?.statuses.includes(status));
    const hint = fitting ? `what fits is --scenario ${fitting}` : 'no call fits any more';
    throw new UnfitNumber(
      `${call.phone} is ${id}, whose status is ${status}: ${hint}. Or try another number.`,
    );
  }
  const requested = await customers.requestCall(id);
  if (requested.ok) return requested.requestId;
  throw new UnfitNumber(`${id} cannot be called: ${requested.code.replaceAll('_', ' ')}.`);
}

async function findOrAdd(customers: Customers, call: GuestCall): Promise<CustomerView> {
  const { statuses: [status] = ['new'], orderDetails = null } = visits[call.scenario] ?? {};
  const visit = readTold(call.input);
  const [added] = await customers.import([
    {
      customerId: null,
      name: call.name ?? 'Guest',
      mobile: call.phone,
      timeZones: call.timeZones,
      status,
      orderDetails: visit.order_details ?? orderDetails,
      // Somebody who has not come, or has not said so, was expected a while ago.
      expectedArrivalTime: visit.expected_arrival_time ?? (status === 'new' ? null : halfHoursAgo(call.now)),
      arrivalConfirmed: null,
      lastCallTime: null,
      remarks: null,
    },
  ]);
  if (added?.ok) return added.customer;
  const known =
    added?.code === 'customer_exists' && added.customerId ? await customers.find(added.customerId) : null;
  if (known && Object.keys(visit).length === 0) return known;
  if (known) throw new UnfitNumber(`${call.phone} is ${known.customer_id} already, whose visit is as it is.`);
  const isClosed = added && isTimeRefused(added);
  throw new UsageError(
    isClosed
      ? 'Nobody was expected there an hour ago, because guests are not received then; try again during opening hours.'
      : `${call.phone} could not become a customer: ${added?.code.replaceAll('_', ' ') ?? 'no answer'}.`,
  );
}

function readTold(input: GuestCall['input']): z.infer<typeof told> {
  const parsed = told.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new UsageError(
    `Of a visit order_details and expected_arrival_time can be given. ${z.prettifyError(parsed.error)}`,
  );
}

/** Between one and one and a half hours ago, at a time that people would agree on. */
function halfHoursAgo(now: number): string {
  return new Date(Math.floor(now / halfHourMs) * halfHourMs - 2 * halfHourMs).toISOString();
}
