import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { viewOf } from '../../../campaigns/campaign-view.ts';
import {
  campaignIdParams,
  campaignView,
  confirmCampaignRequest,
  confirmCampaignResponse,
  idempotencyHeaders,
  listCampaignsQuery,
  listCampaignsResponse,
  startCampaignRequest,
  startCampaignResponse,
} from '../../../campaigns/campaign-views.ts';
import type { ConfirmRefusal } from '../../../campaigns/campaigns.ts';
import { OutsideError } from '../../../campaigns/ports.ts';
import { startCampaign } from '../../../campaigns/start-campaign.ts';
import { authenticate, type Member } from '../../../http/credentials.ts';
import type { HttpEnv } from '../../../http/dependencies.ts';
import { HttpError } from '../../../http/http-errors.ts';
import { answers, memberRefusals, memberSecurity, refusalsOf } from '../../../http/routes/answers.ts';
import { readWrittenPhone } from '../../../language/written-phone.ts';
import { campaignErrors } from './errors.ts';
import type { CampaignDependencies } from './ports.ts';

const json = <Schema>(schema: Schema) => ({ 'application/json': { schema } });

const startRoute = createRoute({
  method: 'post',
  path: '/campaigns',
  summary: 'Look for one slot at many providers',
  description:
    'Providers of the service about the place are called, at most `max_parallel` at once, until none that is left could ' +
    'offer better. Offers are ranked as docs/campaigns.md says. With `auto_confirm` the best is committed at the end. ' +
    'The same Idempotency-Key starts one campaign.',
  security: memberSecurity,
  request: { headers: idempotencyHeaders, body: { required: true, content: json(startCampaignRequest) } },
  responses: {
    202: { description: 'It runs.', content: json(startCampaignResponse) },
    ...refusalsOf([
      ...memberRefusals,
      'body_too_large',
      'unsupported_media_type',
      campaignErrors.key_reused,
      campaignErrors.nobody_speaks,
      campaignErrors.outside_unavailable,
    ]),
  },
});

const listRoute = createRoute({
  method: 'get',
  path: '/campaigns',
  summary: 'Campaigns, the newest first',
  description: 'For the next page send `created_at` of the last one as `before`.',
  security: memberSecurity,
  request: { query: listCampaignsQuery },
  responses: answers('A page of campaigns.', listCampaignsResponse, memberRefusals),
});

const findRoute = createRoute({
  method: 'get',
  path: '/campaigns/{campaign_id}',
  summary: 'One campaign, ranked',
  description: 'Its progress, its offers from the best down, and of each provider what became of it and why.',
  security: memberSecurity,
  request: { params: campaignIdParams },
  responses: answers('The campaign.', campaignView, [...memberRefusals, campaignErrors.campaign_not_found]),
});

const confirmRoute = createRoute({
  method: 'post',
  path: '/campaigns/{campaign_id}/confirm',
  summary: 'Commit one slot',
  description:
    'At once where the provider keeps the slot already; else the provider is called, and the reference comes with its ' +
    'yes. Confirmed again, the same slot has the same reference; another one is refused.',
  security: memberSecurity,
  request: { params: campaignIdParams, body: { required: true, content: json(confirmCampaignRequest) } },
  responses: {
    200: { description: 'The provider keeps it.', content: json(confirmCampaignResponse) },
    202: { description: 'The provider is asked.', content: json(confirmCampaignResponse) },
    ...refusalsOf([
      ...memberRefusals,
      'body_too_large',
      'unsupported_media_type',
      campaignErrors.campaign_not_found,
      campaignErrors.already_confirmed,
      campaignErrors.not_offered,
      campaignErrors.slot_gone,
      campaignErrors.slot_past,
      campaignErrors.campaign_over,
      'do_not_call',
      'number_barred',
      'country_not_allowed',
      'too_many_calls',
    ]),
  },
});

const cancelRoute = createRoute({
  method: 'post',
  path: '/campaigns/{campaign_id}/cancel',
  summary: 'Stop looking',
  description:
    'Calls that go on end politely with their next step, nobody else is called, holds are given back.',
  security: memberSecurity,
  request: { params: campaignIdParams },
  responses: answers('It is canceled.', startCampaignResponse, [
    ...memberRefusals,
    campaignErrors.campaign_not_found,
    campaignErrors.already_confirmed,
  ]),
});

export function addCampaignRoutes(app: OpenAPIHono<HttpEnv>, dependencies: CampaignDependencies): void {
  const { clock, campaignsOf, worldOf } = dependencies;
  const enter = async (c: Context) => {
    const member = await authenticate(c, dependencies.authentication);
    return { member, campaigns: campaignsOf(member) };
  };

  app.openapi(startRoute, async (c) => {
    const { member, campaigns } = await enter(c);
    const request = c.req.valid('json');
    const asked = {
      request,
      clientPhone: await readPhone(request.user_contact?.phone, member, dependencies),
      idempotencyKey: c.req.valid('header')['idempotency-key'] ?? null,
    };
    const parts = { campaigns, world: await worldOf(member), clock };
    const started = await startCampaign(asked, parts).catch(explainOutside);
    if (started.ok) return c.json({ campaign_id: started.campaignId, status: 'running' as const }, 202);
    if (started.code !== 'invalid_request')
      throw new HttpError(campaignErrors[started.code === 'no_agent' ? 'nobody_speaks' : started.code]);
    throw wrong(started.field, started.message, started.fix);
  });

  app.openapi(listRoute, async (c) => {
    const { campaigns } = await enter(c);
    const { before, limit } = c.req.valid('query');
    const listed = await campaigns.list({ before: before ?? null, limit });
    return c.json(
      { campaigns: listed.map(({ reference, ...one }) => ({ ...one, confirmation_ref: reference })) },
      200,
    );
  });

  app.openapi(findRoute, async (c) => {
    const { campaigns } = await enter(c);
    const state = await campaigns.state(c.req.valid('param').campaign_id);
    if (state === null) throw new HttpError(campaignErrors.campaign_not_found);
    return c.json(viewOf(state), 200);
  });

  app.openapi(confirmRoute, async (c) => {
    const { member, campaigns } = await enter(c);
    const { campaign_id } = c.req.valid('param');
    const { provider_id, start, end, user_contact } = c.req.valid('json');
    const clientPhone = await readPhone(user_contact.phone, member, dependencies);
    const chosen = { providerId: provider_id, start, end, clientName: user_contact.name, clientPhone };
    const answer = await campaigns.confirm(campaign_id, chosen);
    if (!answer.ok) throw refusal(answer.code);
    const { confirmed, reference, status } = answer;
    const body = { campaign_id, confirmed, confirmation_ref: reference, status };
    return confirmed ? c.json(body, 200) : c.json(body, 202);
  });

  app.openapi(cancelRoute, async (c) => {
    const { campaigns } = await enter(c);
    const { campaign_id } = c.req.valid('param');
    const answer = await campaigns.cancel(campaign_id);
    if (!answer.ok) throw new HttpError(campaignErrors[answer.code]);
    return c.json({ campaign_id, status: 'canceled' as const }, 200);
  });
}

async function readPhone(
  written: string | null | undefined,
  member: Member,
  { regionOf }: CampaignDependencies,
): Promise<string | null> {
  if (!written) return null;
  const phone = readWrittenPhone(written, await regionOf(member));
  if (phone.ok) return phone.e164;
  throw wrong('user_contact.phone', 'it is no telephone number', 'Send a number such as +12025550100.');
}

function explainOutside(error: unknown): never {
  if (!(error instanceof OutsideError)) throw error;
  throw new HttpError(campaignErrors.outside_unavailable, { message: error.message, cause: error });
}

function refusal(code: ConfirmRefusal): HttpError {
  switch (code) {
    case 'past':
      return new HttpError(campaignErrors.slot_past);
    case 'do_not_call':
    case 'number_barred':
    case 'country_not_allowed':
    case 'too_many_calls':
      return new HttpError(code);
    case 'no_agent':
      return new HttpError(campaignErrors.nobody_speaks);
    default:
      return new HttpError(campaignErrors[code]);
  }
}

function wrong(name: string, message: string, fix: string): HttpError {
  const field = `body.${name}`;
  return new HttpError('invalid_request', { field, message: `${field} is not right: ${message}.`, fix });
}
