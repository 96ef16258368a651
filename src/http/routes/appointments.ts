import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { listAppointmentsQuery, listAppointmentsResponse } from '../contract.ts';
import { authenticate } from '../credentials.ts';
import type { Dependencies, HttpEnv } from '../dependencies.ts';
import { HttpError } from '../http-errors.ts';
import { answers, memberRefusals, memberSecurity } from './answers.ts';

const route = createRoute({
  method: 'get',
  path: '/appointments',
  summary: 'Appointments, soonest first',
  description: 'Days are local to the organization, both included; from today when `from` is left out.',
  security: memberSecurity,
  request: { query: listAppointmentsQuery },
  responses: answers('The appointments.', listAppointmentsResponse, memberRefusals),
});

export function addAppointmentRoute(app: OpenAPIHono<HttpEnv>, { authentication }: Dependencies): void {
  app.openapi(route, async (c) => {
    const { from, to, status } = c.req.valid('query');
    if (from !== undefined && to !== undefined && to < from) {
      throw new HttpError('invalid_request', {
        field: 'query.to',
        message: 'query.to is not right: it is before query.from.',
        fix: 'Send a last day that is not before the first.',
      });
    }
    const { credential, organizationId } = await authenticate(c, authentication);
    const query = { from: from ?? null, to: to ?? null, status: status ?? null };
    return c.json(
      { appointments: await authentication.appointmentsOf(credential).list(organizationId, query) },
      200,
    );
  });
}
