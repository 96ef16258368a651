import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { z } from 'zod';
import type { DialerStatus } from '../../dialing/dialer.ts';
import { changeDialerRequest, dialerResponse, setDialerRequest } from '../contract.ts';
import { authenticate } from '../credentials.ts';
import type { Dependencies, HttpEnv } from '../dependencies.ts';
import { HttpError } from '../http-errors.ts';
import { answers, memberRefusals, memberSecurity } from './answers.ts';

const showRoute = createRoute({
  method: 'get',
  path: '/dialer',
  summary: 'What the dialer does now, and why it does not',
  description: 'Its state, what waits, who is being called, and how loaded each line is.',
  security: memberSecurity,
  responses: answers('The dialer.', dialerResponse, memberRefusals),
});

const setRoute = createRoute({
  method: 'post',
  path: '/dialer',
  summary: 'Pause, drain or resume the dialer',
  description:
    'Paused, nobody new is dialed, and what is claimed but not dialed yet is given back. Draining, what is claimed is ' +
    'still dialed; then it is paused. Running again forgives what failed before. Calls go on in any case.',
  security: memberSecurity,
  request: { body: { required: true, content: { 'application/json': { schema: setDialerRequest } } } },
  responses: answers('The dialer as it is now.', dialerResponse, [
    ...memberRefusals,
    'body_too_large',
    'unsupported_media_type',
  ]),
});

const changeRoute = createRoute({
  method: 'patch',
  path: '/dialer',
  summary: 'Change whom an organization calls, and how often',
  description:
    'What is named of `rules` is changed. For an owner, or a program with an API key; the admins are told. What waits is ' +
    'judged by the new rules when its turn comes.',
  security: memberSecurity,
  request: { body: { required: true, content: { 'application/json': { schema: changeDialerRequest } } } },
  responses: answers('The dialer as it is now.', dialerResponse, [
    ...memberRefusals,
    'owner_required',
    'unknown_country',
    'body_too_large',
    'unsupported_media_type',
  ]),
});

export function addDialerRoutes(app: OpenAPIHono<HttpEnv>, { authentication }: Dependencies): void {
  app.openapi(showRoute, async (c) => {
    const { organizationId, credential } = await authenticate(c, authentication);
    const dialer = authentication.dialerOf(credential);
    return c.json(toView(await dialer.status(organizationId)), 200);
  });

  app.openapi(setRoute, async (c) => {
    const { state, reason } = c.req.valid('json');
    const { organizationId, credential } = await authenticate(c, authentication);
    const dialer = authentication.dialerOf(credential);
    return c.json(toView(await dialer.set(organizationId, state, reason ?? null)), 200);
  });

  app.openapi(changeRoute, async (c) => {
    const { organizationId, credential } = await authenticate(c, authentication);
    const changed = await authentication
      .dialerOf(credential)
      .changeRules(organizationId, c.req.valid('json'));
    if (changed === 'unknown_country') throw new HttpError(changed, { field: 'body.countries' });
    if (typeof changed === 'string') throw new HttpError(changed);
    return c.json(toView(changed), 200);
  });
}

function toView(status: DialerStatus): z.infer<typeof dialerResponse> {
  return {
    state: status.state,
    deployment_state: status.deploymentState,
    reason: status.reason,
    changed_at: status.changedAt,
    consecutive_failures: status.consecutiveFailures,
    fail_alert_threshold: status.failAlertThreshold,
    waiting: status.waiting,
    due: status.due,
    dialing: status.dialing,
    talking: status.talking,
    agents: status.agents,
    rules: status.rules,
    lines: status.lines.map((line) => ({
      line_id: line.lineId,
      phone: line.phone,
      name: line.name,
      enabled: line.enabled,
      concurrent: line.concurrent,
      last_minute: line.lastMinute,
      today: line.today,
      max_concurrent: line.maxConcurrent,
      max_per_minute: line.maxPerMinute,
      max_per_day: line.maxPerDay,
    })),
  };
}
