import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { exportCapturesQuery, listCapturesQuery, listCapturesResponse } from '../../../http/contract.ts';
import { authenticate, type Member } from '../../../http/credentials.ts';
import type { ContributedRoutes, Dependencies, HttpEnv } from '../../../http/dependencies.ts';
import { readCursor, writeCursor } from '../../../http/edge/cursor.ts';
import { answers, memberRefusals, memberSecurity, refusalsOf } from '../../../http/routes/answers.ts';
import type { CaptureRecords } from '../store/captures.ts';
import { exportCaptures } from '../store/captures-file.ts';

const listRoute = createRoute({
  method: 'get',
  path: '/outreach/captures',
  summary: 'What people answered in outreach calls, newest first',
  description:
    'Each answer with the class that it was given: yes, no, number_question or unknown. For the next page send ' +
    '`next_cursor` as `before`.',
  security: memberSecurity,
  request: { query: listCapturesQuery },
  responses: answers('A page of answers.', listCapturesResponse, memberRefusals),
});

const exportRoute = createRoute({
  method: 'get',
  path: '/outreach/captures.csv',
  summary: 'What people answered in outreach calls, as a file',
  description:
    'Comma-separated, newest first, at most 10,000 rows, with the columns class, transcript, classifier, confidence, ' +
    'language, index, call_id and created_at: the first two as in the files of examples that classification is tuned ' +
    'with. A text that a spreadsheet would run as a formula has an apostrophe before it.',
  security: memberSecurity,
  request: { query: exportCapturesQuery },
  responses: {
    200: { description: 'The file.', content: { 'text/csv': { schema: z.string() } } },
    ...refusalsOf(memberRefusals),
  },
});

/** What a member of the organization may read of its answers. */
type CapturesOf = (member: Member) => CaptureRecords;

export function outreachRoutes(recordsOf: CapturesOf): ContributedRoutes {
  return { add: (app, { authentication }) => addCaptureRoutes(app, authentication, recordsOf) };
}

function addCaptureRoutes(
  app: OpenAPIHono<HttpEnv>,
  authentication: Dependencies['authentication'],
  recordsOf: CapturesOf,
): void {
  const capturesOf = async (c: Context): Promise<{ captures: CaptureRecords; organizationId: string }> => {
    const member = await authenticate(c, authentication);
    return { captures: recordsOf(member), organizationId: member.organizationId };
  };

  app.openapi(listRoute, async (c) => {
    const { class: wanted = null, limit, before } = c.req.valid('query');
    const cursor = before === undefined ? null : readCursor(before);
    const { captures, organizationId } = await capturesOf(c);
    const page = await captures.list(organizationId, {
      class: wanted,
      limit,
      before: cursor && { createdAt: cursor.at, id: cursor.id },
    });
    const next = page.next && writeCursor({ at: page.next.createdAt, id: page.next.id });
    return c.json({ captures: page.captures, next_cursor: next }, 200);
  });

  app.openapi(exportRoute, async (c) => {
    const { class: wanted = null } = c.req.valid('query');
    const { captures, organizationId } = await capturesOf(c);
    return c.body(await exportCaptures(captures, organizationId, wanted), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="captures.csv"',
    });
  });
}
