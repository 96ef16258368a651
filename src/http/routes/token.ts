import { randomUUID } from 'node:crypto';
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { OpenedCall } from '../../calls/call/call.ts';
import { inboundScenario } from '../../calls/call/offered-scenarios.ts';
import type { CallRoom } from '../../calls/call/rooms.ts';
import { describeFault } from '../../shared/fault.ts';
import { type TokenRequest, tokenRequest, tokenResponse } from '../contract.ts';
import { authenticate, type Member } from '../credentials.ts';
import type { Dependencies, HttpEnv } from '../dependencies.ts';
import { createRateLimit, type RateLimit } from '../edge/rate-limit.ts';
import { HttpError } from '../http-errors.ts';
import { answers, memberRefusals, memberSecurity } from './answers.ts';

/** A person with a token joins within seconds and the agent with them; after this the sweeper ends the call. */
const unansweredLeaseSeconds = 90;

const route = createRoute({
  method: 'post',
  path: '/token',
  summary: 'Start a call in the browser',
  description:
    'Opens a call and a room, sends the agent there, and answers with a token for that room: valid for two ' +
    'minutes, good for one microphone, for listening and for typed text, and for nothing else. With `signed_in_phone` the ' +
    'call is that of its person, whom your page has signed in.',
  security: memberSecurity,
  request: { body: { content: { 'application/json': { schema: tokenRequest } } } },
  responses: answers('The room to join.', tokenResponse, [
    ...memberRefusals,
    'body_too_large',
    'unsupported_media_type',
    'rate_limited',
    'livekit_unavailable',
  ]),
});

export function addTokenRoute(app: OpenAPIHono<HttpEnv>, dependencies: Dependencies): void {
  const { limits, clock, authentication, addressOf } = dependencies;
  const perAddress = createRateLimit({ perMinute: limits.tokensPerMinutePerAddress, clock });
  const perOrganization = createRateLimit({ perMinute: limits.tokensPerMinutePerOrganization, clock });

  app.openapi(route, async (c) => {
    // Before the database is asked for anything, so that a flood costs little; used up only by who is let in.
    const address = addressOf(c);
    refuseFor(perAddress.wait(address));
    const member = await authenticate(c, authentication);
    limit(perAddress, address);
    limit(perOrganization, member.organizationId);
    return c.json(await startCall(dependencies, member, c.req.valid('json')), 200);
  });
}

async function startCall(dependencies: Dependencies, member: Member, wish: TokenRequest) {
  const { calls, rooms, livekitUrl, rehearsal } = dependencies;
  if (rooms === null || livekitUrl === null) {
    throw new HttpError('livekit_unavailable', {
      fix: 'Start a livekit-server or set LIVEKIT_URL; see GET /health.',
    });
  }
  const scenario = await chooseScenario(member, wish.scenario);
  const name = `call-${randomUUID()}`;
  const opened = await calls.open({
    organizationId: member.organizationId,
    scenario,
    direction: 'inbound',
    channel: 'web',
    roomName: name,
    fromPhone: wish.signed_in_phone ?? null,
    toPhone: null,
    rehearsal,
    leaseSeconds: unansweredLeaseSeconds,
  });
  const room: CallRoom = { name, callId: opened.call.id, language: wish.language ?? null };
  try {
    await rooms.createCallRoom(room);
    await rooms.dispatch(room);
    const ticket = await rooms.token(room, { name: wish.participant_name ?? null });
    return describeCall(opened, { ticket, name, livekitUrl, language: wish.language });
  } catch (error) {
    await abandon(dependencies, room);
    throw error;
  }
}

/** What was wished for, where callers are answered with it, else the first that they are answered with. */
async function chooseScenario(
  { records, organizationId }: Member,
  wish: string | undefined,
): Promise<string> {
  const offered = await records.scenarios(organizationId);
  const answering = offered.filter(({ answers }) => answers).map(({ name }) => name);
  const chosen = wish === undefined ? inboundScenario(offered) : answering.find((name) => name === wish);
  if (chosen) return chosen;
  const onlyCalls = answering.length === 0 || offered.some(({ name }) => name === wish);
  throw new HttpError('invalid_request', {
    field: 'body.scenario',
    message: `body.scenario is not right: ${onlyCalls ? 'the organization only calls with it' : 'the organization has no such scenario'}.`,
    fix:
      answering.length > 0
        ? `Send one of ${answering.join(', ')}, or leave it out.`
        : 'Nobody who calls this organization is answered; see its rows in organization_scenarios.',
  });
}

function describeCall(
  { call, agent, organization }: OpenedCall,
  room: { ticket: string; name: string; livekitUrl: string; language: string | undefined },
) {
  return {
    server_url: room.livekitUrl,
    participant_token: room.ticket,
    room_name: room.name,
    call_id: call.id,
    scenario: call.scenario,
    rehearsal: call.rehearsal,
    agent: { name: agent.name, language: room.language ?? agent.language },
    organization: { name: organization.name, time_zone: organization.timeZone },
  };
}

/** Nobody will take this call any more. Best effort: the answer is an error already, and the sweeper comes by. */
async function abandon({ calls, rooms, logger }: Dependencies, room: CallRoom): Promise<void> {
  const ending = { outcome: 'failed', disposition: null, endReason: 'never_started' } as const;
  const results = await Promise.allSettled([calls.end(room.callId, ending), rooms?.deleteRoom(room.name)]);
  for (const result of results) {
    if (result.status === 'rejected') {
      logger.warn(
        { callId: room.callId, fault: describeFault(result.reason) },
        'could not clean up after a failed start',
      );
    }
  }
}

function limit(bucket: RateLimit, key: string): void {
  refuseFor(bucket.take(key));
}

function refuseFor(seconds: number): void {
  if (seconds > 0) throw new HttpError('rate_limited', { headers: { 'retry-after': String(seconds) } });
}
