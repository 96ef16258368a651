import { createHash } from 'node:crypto';
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { callResultRequest, callResultResponse } from '../../../http/contract.ts';
import type { HttpEnv } from '../../../http/dependencies.ts';
import { requireSignature } from '../../../http/edge/signature.ts';
import { HttpError } from '../../../http/http-errors.ts';
import { answers, memberRefusals, memberSecurity } from '../../../http/routes/answers.ts';
import { explainTime, isTimeRefused, readAgreedTime } from '../customers/expected-time.ts';
import type { CallResult } from '../store/customer-views.ts';
import type { Recorded, TimeRefused } from '../store/customers.ts';
import { customerErrors } from './errors.ts';
import { customersFor, type RestaurantDependencies } from './ports.ts';

export const callResultPath = '/webhook/call-result';

const route = createRoute({
  method: 'post',
  path: callResultPath,
  summary: 'What a call with a customer came to',
  description:
    'Moves the customer on and is kept as a review of their last such call; that call and its ending stay as they are. ' +
    'Posted again, with the same header webhook-id or without one the same result, it changes nothing. Where ' +
    'CALL_RESULT_SECRET is set the request must be signed as Standard Webhooks describes.',
  security: memberSecurity,
  request: { body: { required: true, content: { 'application/json': { schema: callResultRequest } } } },
  responses: answers('The customer as they are now.', callResultResponse, [
    ...memberRefusals,
    'signature_refused',
    'body_too_large',
    'unsupported_media_type',
    customerErrors.customer_not_found,
    customerErrors.move_refused,
  ]),
});

export function addCallResultRoute(app: OpenAPIHono<HttpEnv>, dependencies: RestaurantDependencies): void {
  const { clock, callResultSecret } = dependencies;
  app.use(callResultPath, requireSignature(callResultSecret));
  app.openapi(route, async (c) => {
    const posted = c.req.valid('json');
    const customers = await customersFor(c, dependencies);
    const { timeZone } = await customers.locale();
    const answer = await customers.recordResult({
      customerId: posted.customer_id,
      callFlow: posted.call_flow,
      result: withInstant(posted.result, timeZone, clock.now()),
      resultKey: keyOf(posted, c.req.header('webhook-id')),
    });
    if (isTimeRefused(answer)) throw wrongTime(explainTime(answer, timeZone), timeZone);
    if (!answer.ok) throw refusal(answer);
    const { first, callId, customer } = answer;
    return c.json({ first, call_id: callId, customer }, 200);
  });
}

/** The result with its time, if it has one, as an instant, and without what it leaves open. */
function withInstant(result: CallResult['result'], timeZone: string, now: number): Record<string, unknown> {
  const written = 'expected_arrival_time' in result ? result.expected_arrival_time : null;
  const time = written ? readAgreedTime(written, timeZone, now) : null;
  if (time !== null && !time.ok) throw wrongTime(time.message, timeZone);
  const given = Object.entries({ ...result, expected_arrival_time: time?.instant ?? null });
  return Object.fromEntries(given.filter(([, value]) => value !== null && value !== undefined));
}

function wrongTime(message: string, timeZone: string): HttpError {
  const field = 'body.result.expected_arrival_time';
  return new HttpError('invalid_request', {
    field,
    message: `${field} is not right: ${message}.`,
    fix: `Send a time such as 2027-03-02T19:00; without an offset it is local to ${timeZone}.`,
  });
}

/** Who delivers again sends the same id (Standard Webhooks); without one the same words are the same result. */
function keyOf({ call_flow, result }: CallResult, webhookId: string | undefined): string {
  if (webhookId) return `id:${webhookId.slice(0, 200)}`;
  const words = JSON.stringify([call_flow, Object.entries(result).toSorted()]);
  return `words:${createHash('sha256').update(words).digest('hex')}`;
}

function refusal(answer: Exclude<Extract<Recorded, { ok: false }>, TimeRefused>): HttpError {
  switch (answer.code) {
    case 'customer_not_found':
      return new HttpError(customerErrors.customer_not_found);
    case 'order_incomplete':
      return new HttpError(customerErrors.move_refused, {
        message: 'There is no order that could be confirmed.',
      });
    case 'move_refused':
      return new HttpError(customerErrors.move_refused, {
        message: `The status of this customer cannot move from ${answer.from} to ${answer.to}.`,
      });
  }
}
