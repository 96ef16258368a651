import { createRoute } from '@hono/zod-openapi';
import { listAppointmentsQuery, listAppointmentsResponse } from '../../../http/contract.ts';
import { authenticate, type Member } from '../../../http/credentials.ts';
import type { ContributedRoutes } from '../../../http/dependencies.ts';
import { HttpError } from '../../../http/http-errors.ts';
import { answers, memberRefusals, memberSecurity } from '../../../http/routes/answers.ts';
import type { AppointmentRecords } from '../store/appointment-records.ts';

const route = createRoute({
  method: 'get',
  path: '/appointments',
  summary: 'Appointments, soonest first',
  description: 'Days are local to the organization, both included; from today when `from` is left out.',
  security: memberSecurity,
  request: { query: listAppointmentsQuery },
  responses: answers('The appointments.', listAppointmentsResponse, memberRefusals),
});

export function appointmentRoutes(recordsOf: (member: Member) => AppointmentRecords): ContributedRoutes {
  return {
    add(app, { authentication }) {
      app.openapi(route, async (c) => {
        const { from, to, status } = c.req.valid('query');
        if (from !== undefined && to !== undefined && to < from) {
          throw new HttpError('invalid_request', {
            field: 'query.to',
            message: 'query.to is not right: it is before query.from.',
            fix: 'Send a last day that is not before the first.',
          });
        }
        const member = await authenticate(c, authentication);
        const query = { from: from ?? null, to: to ?? null, status: status ?? null };
        return c.json({ appointments: await recordsOf(member).list(member.organizationId, query) }, 200);
      });
    },
  };
}
