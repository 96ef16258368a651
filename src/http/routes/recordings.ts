import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { RecordingStoreError } from '../../calls/recording/store.ts';
import { callIdParams, recordingQuery } from '../contract.ts';
import { authenticate } from '../credentials.ts';
import type { Dependencies, HttpEnv } from '../dependencies.ts';
import { HttpError } from '../http-errors.ts';
import { readRange } from '../range.ts';
import { memberRefusals, memberSecurity, refusalsOf } from './answers.ts';

const audio = { 'audio/wav': { schema: z.string().meta({ format: 'binary' }) } };

const recordingRoute = createRoute({
  method: 'get',
  path: '/calls/{id}/recording',
  summary: 'The recording of a call',
  description:
    'Stereo, the caller left and the agent right. A `Range` header asks for a part, so that players can jump.',
  security: memberSecurity,
  request: { params: callIdParams, query: recordingQuery },
  responses: {
    ...refusalsOf([
      ...memberRefusals,
      'recording_not_found',
      'range_not_satisfiable',
      'recording_unavailable',
    ]),
    200: { description: 'The whole recording.', content: audio },
    206: { description: 'The part that `Range` asks for.', content: audio },
  },
});

export function addRecordingRoute(app: OpenAPIHono<HttpEnv>, dependencies: Dependencies): void {
  const { authentication, recordings } = dependencies;
  app.openapi(recordingRoute, async (c) => {
    const { id } = c.req.valid('param');
    const { copy } = c.req.valid('query');
    const { records, organizationId } = await authenticate(c, authentication);
    const file = await records.recording(organizationId, id, copy);
    // The same answer for a call of another organization, and for one that was not recorded.
    if (file === null) throw new HttpError('recording_not_found');
    const range = readRange(c.req.header('range'), file.bytes);
    if (range === 'unsatisfiable') {
      const headers = { 'content-range': `bytes */${file.bytes}` };
      throw new HttpError('range_not_satisfiable', { headers });
    }
    const store = recordings[file.store];
    if (!store) throw new RecordingStoreError(`be reached: ${file.store} is not configured`);
    const part = range ?? { start: 0, end: file.bytes - 1 };
    const status = range ? 206 : 200;
    const headers = {
      'content-type': 'audio/wav',
      'content-length': String(part.end - part.start + 1),
      'accept-ranges': 'bytes',
      ...(range ? { 'content-range': `bytes ${part.start}-${part.end}/${file.bytes}` } : {}),
    };
    if (c.req.method === 'HEAD') return c.body(null, status, headers);
    const sound = await store.open(file.path, part);
    if (!sound) throw new HttpError('recording_not_found');
    return c.body(sound, status, headers);
  });
}
