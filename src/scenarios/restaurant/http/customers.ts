import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import {
  addCustomerRequest,
  customerIdParams,
  customerResponse,
  listCustomersQuery,
  listCustomersResponse,
  triggerCallResponse,
} from '../../../http/contract.ts';
import type { HttpEnv } from '../../../http/dependencies.ts';
import { HttpError } from '../../../http/http-errors.ts';
import { answers, memberRefusals, memberSecurity, refusalsOf } from '../../../http/routes/answers.ts';
import { explainTime, isTimeRefused, readExpectedTime, writeLocalTime } from '../customers/expected-time.ts';
import { explainNumber, readMobile } from '../customers/new-customer.ts';
import type { Customers, Locale, NewCustomer, NumberRefused, Triggered } from '../store/customers.ts';
import { customerErrors } from './errors.ts';
import { customersFor, type RestaurantDependencies } from './ports.ts';

const addRoute = createRoute({
  method: 'post',
  path: '/customer',
  summary: 'Add a customer of a restaurant',
  description:
    'They are called to take their order in the next round (CUSTOMER_ROUND_SECONDS), or at once by POST /trigger-call.',
  security: memberSecurity,
  request: { body: { required: true, content: { 'application/json': { schema: addCustomerRequest } } } },
  responses: {
    201: {
      description: 'The customer, with their id.',
      content: { 'application/json': { schema: customerResponse } },
    },
    ...refusalsOf([
      ...memberRefusals,
      'body_too_large',
      'unsupported_media_type',
      customerErrors.customer_exists,
    ]),
  },
});

const listRoute = createRoute({
  method: 'get',
  path: '/customers',
  summary: 'Customers, in order of their ids',
  description: 'For the next page send `next_cursor` as `after`.',
  security: memberSecurity,
  request: { query: listCustomersQuery },
  responses: answers('A page of customers.', listCustomersResponse, memberRefusals),
});

const findRoute = createRoute({
  method: 'get',
  path: '/customer/{customer_id}',
  summary: 'One customer',
  description: 'How far their visit has come, and what is known of it.',
  security: memberSecurity,
  request: { params: customerIdParams },
  responses: answers('The customer.', customerResponse, [
    ...memberRefusals,
    customerErrors.customer_not_found,
  ]),
});

const triggerRoute = createRoute({
  method: 'post',
  path: '/trigger-call/{customer_id}',
  summary: 'Call a customer now',
  description:
    'The call that fits their status: order_booking for `new` and `called`, arrival_confirmation for ' +
    '`order_confirmed`, missed_customer_recovery for `no_show` and `follow_up_pending`. It is made before everything ' +
    'that is due by itself; what it still waits for is in the answer. Nobody is asked whether they have arrived before ' +
    'they are expected: no call fits yet, and the answer says from when on one will.',
  security: memberSecurity,
  request: { params: customerIdParams },
  responses: answers('The call that is owed now.', triggerCallResponse, [
    ...memberRefusals,
    customerErrors.customer_not_found,
    customerErrors.no_call_fits,
    customerErrors.being_called,
    'do_not_call',
    'number_barred',
    'country_not_allowed',
    'unknown_scenario',
    'unreadable_input',
    'out_of_window',
    'too_many_calls',
  ]),
});

export function addCustomerRoutes(app: OpenAPIHono<HttpEnv>, dependencies: RestaurantDependencies): void {
  const { clock } = dependencies;
  app.openapi(addRoute, async (c) => {
    const customers = await customersFor(c, dependencies);
    const { timeZone, customer } = await readCustomer(c.req.valid('json'), customers, clock.now());
    const answer = await customers.add(customer);
    if (isTimeRefused(answer)) throw wrongTime(explainTime(answer, timeZone), timeZone);
    if (!answer.ok && answer.code !== 'customer_exists') throw refusedNumber(answer);
    if (!answer.ok) throw existing(answer.customerId);
    return c.json(answer.customer, 201);
  });

  app.openapi(listRoute, async (c) => {
    const { limit, after, status } = c.req.valid('query');
    const customers = await customersFor(c, dependencies);
    const page = { limit, after: after === undefined ? null : numberOf(after), status: status ?? null };
    const { customers: shown, next } = await customers.list(page);
    const cursor = next === null ? null : (shown.at(-1)?.customer_id ?? null);
    return c.json({ customers: shown, next_cursor: cursor }, 200);
  });

  app.openapi(findRoute, async (c) => {
    const customers = await customersFor(c, dependencies);
    const customer = await customers.find(c.req.valid('param').customer_id);
    if (customer === null) throw new HttpError(customerErrors.customer_not_found);
    return c.json(customer, 200);
  });

  app.openapi(triggerRoute, async (c) => {
    const customers = await customersFor(c, dependencies);
    const answer = await customers.requestCall(c.req.valid('param').customer_id);
    if (!answer.ok) throw refusal(answer, await customers.locale());
    const { customerId, callFlow, requestId, created, place, waitsFor, waitsUntil } = answer;
    return c.json(
      {
        customer_id: customerId,
        call_flow: callFlow,
        request_id: requestId,
        created,
        place,
        waits_for: waitsFor,
        waits_until: waitsUntil,
      },
      200,
    );
  });
}

type Wish = {
  name: string;
  mobile: string;
  expected_arrival_time?: string | null | undefined;
  party_size?: number | null | undefined;
  allergies?: string | null | undefined;
};

async function readCustomer(
  wish: Wish,
  customers: Customers,
  now: number,
): Promise<{ timeZone: string; customer: NewCustomer }> {
  const locale = await customers.locale();
  const phone = await readMobile(wish.mobile, locale);
  if (!phone.ok) throw wrong('mobile', phone.message, 'Send a number such as +12025550100.');
  const { mobile, timeZones } = phone;
  const { timeZone } = locale;
  const written = wish.expected_arrival_time ?? null;
  const time = written === null ? null : readExpectedTime(written, timeZone, now);
  if (time !== null && !time.ok) throw wrongTime(time.message, timeZone);
  const customer = {
    name: wish.name,
    mobile,
    timeZones,
    expectedArrivalTime: time?.instant ?? null,
    partySize: wish.party_size ?? null,
    allergies: wish.allergies ?? null,
  };
  return { timeZone, customer };
}

function refusedNumber(refused: NumberRefused): HttpError {
  const fix =
    refused.code === 'number_barred'
      ? 'Send a mobile or landline number such as +12025550100.'
      : 'Send a number of a country that this organization calls, or add the country to its rules (PATCH /dialer).';
  return wrong('mobile', explainNumber(refused), fix);
}

function wrongTime(message: string, timeZone: string): HttpError {
  const fix = `Send a time to come at which guests are received; without an offset it is local to ${timeZone}.`;
  return wrong('expected_arrival_time', message, fix);
}

function wrong(name: string, message: string, fix: string): HttpError {
  const field = `body.${name}`;
  return new HttpError('invalid_request', { field, message: `${field} is not right: ${message}.`, fix });
}

function existing(customerId: string | null): HttpError {
  if (customerId === null) return new HttpError(customerErrors.customer_exists, { field: 'body.mobile' });
  return new HttpError(customerErrors.customer_exists, {
    field: 'body.mobile',
    message: `${customerId} has this number, and their visit is not over.`,
    fix: `See GET /customer/${customerId}; once it is resolved the number can be added again.`,
  });
}

function refusal(answer: Extract<Triggered, { ok: false }>, { timeZone }: Locale): HttpError {
  switch (answer.code) {
    case 'no_call_fits':
      if (answer.fitsAt !== null)
        return new HttpError(customerErrors.no_call_fits, {
          message: `No call fits yet: this customer is expected at ${writeLocalTime(answer.fitsAt, timeZone)}.`,
          fix: 'Ask again from then on; by itself they are asked then whether they have arrived.',
        });
      return new HttpError(customerErrors.no_call_fits, {
        message: `There is nothing to call this customer about: their status is ${answer.status}.`,
      });
    case 'no_agent':
      return new HttpError(customerErrors.no_call_fits, {
        message: 'Nobody speaks for this organization: it has no agent.',
        fix: 'Add an agent for the organization.',
      });
    case 'do_not_call':
    case 'number_barred':
    case 'country_not_allowed':
    case 'unknown_scenario':
    case 'unreadable_input':
    case 'out_of_window':
    case 'too_many_calls':
      return new HttpError(answer.code);
    default:
      return new HttpError(customerErrors[answer.code]);
  }
}

function numberOf(customerId: string): number {
  return Number(customerId.slice('CUST'.length));
}
