import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { z } from 'zod';
import type { AgentSettings } from '../../calls/call/agent-settings.ts';
import { agentResponse, changeAgentRequest } from '../contract.ts';
import { authenticate } from '../credentials.ts';
import type { Dependencies, HttpEnv } from '../dependencies.ts';
import { HttpError } from '../http-errors.ts';
import { answers, memberRefusals, memberSecurity } from './answers.ts';

const showRoute = createRoute({
  method: 'get',
  path: '/agent',
  summary: 'What the agent tells callers',
  description:
    'Who it is, what callers ask and are answered, and what it knows of the business from its rows.',
  security: memberSecurity,
  responses: answers('The agent.', agentResponse, memberRefusals),
});

const changeRoute = createRoute({
  method: 'patch',
  path: '/agent',
  summary: 'Change what the agent tells callers',
  description:
    'What is named is changed, and null takes it away. Calls that have begun go on with what they were told; the next ' +
    'call knows the new. `caller_check` is for an owner, or a program with an API key; the admins are told.',
  security: memberSecurity,
  request: { body: { required: true, content: { 'application/json': { schema: changeAgentRequest } } } },
  responses: answers('The agent as it is now.', agentResponse, [
    ...memberRefusals,
    'owner_required',
    'body_too_large',
    'unsupported_media_type',
  ]),
});

export function addAgentRoutes(app: OpenAPIHono<HttpEnv>, { authentication }: Dependencies): void {
  app.openapi(showRoute, async (c) => {
    const { organizationId, credential } = await authenticate(c, authentication);
    return c.json(toView(await authentication.agentOf(credential).read(organizationId)), 200);
  });

  app.openapi(changeRoute, async (c) => {
    const { organizationId, credential } = await authenticate(c, authentication);
    const changed = await authentication.agentOf(credential).change(organizationId, c.req.valid('json'));
    if (typeof changed === 'string') throw new HttpError(changed);
    return c.json(toView(changed), 200);
  });
}

function toView({ business, callerCheck, ...agent }: AgentSettings): z.infer<typeof agentResponse> {
  const { address, services, resources, hours } = business;
  return {
    ...agent,
    caller_check: callerCheck,
    address,
    services,
    staff: resources,
    opening_hours: hours.week,
    opening_exceptions: hours.exceptions.map(({ isOpen, ...day }) => ({ ...day, is_open: isOpen })),
  };
}
