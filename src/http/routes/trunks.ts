import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { z } from 'zod';
import type { TrustedTrunk } from '../../lines/trunk-trust.ts';
import { changeTrunkRequest, listTrunksResponse, trunkIdParams, trunkResponse } from '../contract.ts';
import { authenticate } from '../credentials.ts';
import type { Dependencies, HttpEnv } from '../dependencies.ts';
import { HttpError } from '../http-errors.ts';
import { answers, memberRefusals, memberSecurity } from './answers.ts';

const listRoute = createRoute({
  method: 'get',
  path: '/trunks',
  summary: 'Who carries calls, and whose numbers of callers are believed',
  description: 'What else a trunk is stands in the tables that `parley lines` works with.',
  security: memberSecurity,
  responses: answers('The trunks.', listTrunksResponse, memberRefusals),
});

const changeRoute = createRoute({
  method: 'patch',
  path: '/trunks/{id}',
  summary: 'Believe a trunk’s numbers of callers, or do not',
  description:
    'Whoever calls through a trunk that is believed is the person of their number and can be called back there; through ' +
    'another one they are asked. For an owner, or a program with an API key; the admins are told.',
  security: memberSecurity,
  request: {
    params: trunkIdParams,
    body: { required: true, content: { 'application/json': { schema: changeTrunkRequest } } },
  },
  responses: answers('The trunk as it is now.', trunkResponse, [
    ...memberRefusals,
    'owner_required',
    'trunk_not_found',
    'body_too_large',
    'unsupported_media_type',
  ]),
});

export function addTrunkRoutes(app: OpenAPIHono<HttpEnv>, { authentication }: Dependencies): void {
  app.openapi(listRoute, async (c) => {
    const { organizationId, credential } = await authenticate(c, authentication);
    const trunks = await authentication.trunksOf(credential).list(organizationId);
    return c.json({ trunks: trunks.map(toView) }, 200);
  });

  app.openapi(changeRoute, async (c) => {
    const { organizationId, credential } = await authenticate(c, authentication);
    const { id } = c.req.valid('param');
    const { trusts_caller_id: trusts } = c.req.valid('json');
    const changed = await authentication.trunksOf(credential).set(organizationId, id, trusts);
    if (typeof changed === 'string') throw new HttpError(changed);
    return c.json(toView(changed), 200);
  });
}

function toView({ trunkId, name, trustsCallerId, phones }: TrustedTrunk): z.infer<typeof trunkResponse> {
  return { trunk_id: trunkId, name, trusts_caller_id: trustsCallerId, phones };
}
