import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { removeRecordings } from '../../calls/people/remove-recordings.ts';
import {
  changeRetentionRequest,
  erasePersonResponse,
  exportPersonResponse,
  personRequest,
  retentionResponse,
} from '../contract.ts';
import { authenticate } from '../credentials.ts';
import type { Dependencies, HttpEnv } from '../dependencies.ts';
import { HttpError } from '../http-errors.ts';
import { answers, memberRefusals, memberSecurity } from './answers.ts';

/** A number in an address would stand in the logs of every proxy on the way, so both are asked for in a body. */
const body = { required: true, content: { 'application/json': { schema: personRequest } } };

const exportRoute = createRoute({
  method: 'post',
  path: '/people/export',
  summary: 'Everything that is kept of a person',
  description:
    'By table, under the number that they have or that somebody said was theirs: such a call may be of somebody else, so ' +
    'read before you hand it on. For an owner, or a program with an API key.',
  security: memberSecurity,
  request: { body },
  responses: answers('What is kept.', exportPersonResponse, [...memberRefusals, 'owner_required']),
});

const eraseRoute = createRoute({
  method: 'post',
  path: '/people/erase',
  summary: 'Erase a person',
  description:
    'From calls, transcripts, events, requests, recordings and what the business keeps of them. `kept` says what stays ' +
    'and why: costs without the person, and as a keyed hash that the number refused calls. It cannot be undone.',
  security: memberSecurity,
  request: { body },
  responses: answers('What went and what stays.', erasePersonResponse, [
    ...memberRefusals,
    'owner_required',
    'person_in_call',
  ]),
});

const showRetentionRoute = createRoute({
  method: 'get',
  path: '/people/retention',
  summary: 'How long what is kept',
  description: 'After how many days what goes; null keeps it for good. Days count from the end of a call.',
  security: memberSecurity,
  responses: answers('The days.', retentionResponse, memberRefusals),
});

const changeRetentionRoute = createRoute({
  method: 'patch',
  path: '/people/retention',
  summary: 'Change how long what is kept',
  description:
    'What is named is changed. What is over its new days goes within minutes and cannot be had back. For an owner, or a ' +
    'program with an API key; the admins are told.',
  security: memberSecurity,
  request: { body: { required: true, content: { 'application/json': { schema: changeRetentionRequest } } } },
  responses: answers('The days as they are now.', retentionResponse, [
    ...memberRefusals,
    'owner_required',
    'body_too_large',
    'unsupported_media_type',
  ]),
});

export function addPeopleRoutes(
  app: OpenAPIHono<HttpEnv>,
  { authentication, recordings: stores, logger }: Dependencies,
): void {
  app.openapi(showRetentionRoute, async (c) => {
    const { organizationId, credential } = await authenticate(c, authentication);
    return c.json(await authentication.peopleOf(credential).retention(organizationId), 200);
  });

  app.openapi(changeRetentionRoute, async (c) => {
    const { organizationId, credential } = await authenticate(c, authentication);
    const people = authentication.peopleOf(credential);
    const changed = await people.changeRetention(organizationId, c.req.valid('json'));
    if (typeof changed === 'string') throw new HttpError(changed);
    return c.json(changed, 200);
  });

  app.openapi(exportRoute, async (c) => {
    const { phone } = c.req.valid('json');
    const { organizationId, credential } = await authenticate(c, authentication);
    const person = await authentication.peopleOf(credential).export(organizationId, phone);
    if (typeof person === 'string') throw new HttpError(person);
    const { exportedAt, data, recordings } = person;
    return c.json(
      {
        phone,
        exported_at: exportedAt,
        data,
        recordings: recordings.map(({ callId }) => ({
          call_id: callId,
          url: `/calls/${callId}/recording`,
        })),
      },
      200,
    );
  });

  app.openapi(eraseRoute, async (c) => {
    const { phone } = c.req.valid('json');
    const { organizationId, credential } = await authenticate(c, authentication);
    const erasure = await authentication.peopleOf(credential).erase(organizationId, phone);
    if (typeof erasure === 'string') throw new HttpError(erasure);
    const { erased, kept, recordings } = erasure;
    const left = await removeRecordings(recordings, stores, logger);
    return c.json(
      { erased, kept, recordings: { deleted: recordings.length - left, deleted_within_minutes: left } },
      200,
    );
  });
}
