import { randomUUID } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { HTTPException } from 'hono/http-exception';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { describeFault } from '../../shared/fault.ts';
import type { Dependencies, HttpEnv } from '../dependencies.ts';
import { guardCredentials } from '../edge/credential-guard.ts';
import { guardLoopback, requireJson } from '../edge/guards.ts';
import { securityHeaders } from '../edge/headers.ts';
import { invalidRequest, refuseUnstorable } from '../edge/invalid-request.ts';
import { HttpError, toHttpError } from '../http-errors.ts';
import { addAgentRoutes } from '../routes/agent.ts';
import { addCallRequestRoute } from '../routes/call-requests.ts';
import { addCallRoutes } from '../routes/calls.ts';
import { addDialerRoutes } from '../routes/dialer.ts';
import { addDocs } from '../routes/docs.ts';
import { addHealthRoute } from '../routes/health.ts';
import { addLivekitWebhookRoute, livekitWebhookPath } from '../routes/livekit-webhook.ts';
import { addPage } from '../routes/page.ts';
import { addPeopleRoutes } from '../routes/people.ts';
import { addRecordingRoute } from '../routes/recordings.ts';
import { addTokenRoute } from '../routes/token.ts';
import { addTrunkRoutes } from '../routes/trunks.ts';

/** The largest JSON that any route has a use for is a fraction of this. */
const maxBodyBytes = 16 * 1024;
/** Room, participant and track with the 64 KB of metadata and of attributes each that LiveKit allows, escaped as JSON. */
const maxWebhookBytes = 2 * 1024 * 1024;
/** Some thousands of rows. */
const maxFileBytes = 1024 * 1024;

/** The whole API and the page. Order matters: log, then guard, then answer. */
export function createApp(dependencies: Dependencies): OpenAPIHono<HttpEnv> {
  const { contributed, corsOrigins, loopbackOnly, livekitUrl, logger } = dependencies;
  const app = new OpenAPIHono<HttpEnv>({
    defaultHook: (result) => {
      if (!result.success) throw invalidRequest(result.target, result.error);
      refuseUnstorable(result.target, result.data);
    },
  });

  app.use(logRequests(logger));
  app.use(securityHeaders(livekitUrl));
  app.use(keepNothing);
  if (loopbackOnly) app.use(guardLoopback(corsOrigins));
  app.use(allowOrigins(corsOrigins));
  const filePaths = contributed.flatMap(({ takeFiles }) => takeFiles ?? []);
  const signed = [livekitWebhookPath, ...contributed.flatMap(({ signed }) => signed ?? [])];
  app.use(guardCredentials({ ...dependencies, signed }));
  app.use(limitBodies(filePaths));
  // A signature over the body says more of a webhook than its type.
  app.use(requireJson([...filePaths, livekitWebhookPath]));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => {
        const error = new HttpError('method_not_allowed');
        // This takes the place of an answer, whose headers Hono keeps: the page's says that it may be kept.
        c.res.headers.delete('cache-control');
        return c.json(error.toBody(), error.status, { allow: methods.join(', ') });
      },
    }),
  );

  addHealthRoute(app, dependencies);
  addTokenRoute(app, dependencies);
  addCallRoutes(app, dependencies);
  addRecordingRoute(app, dependencies);
  addAgentRoutes(app, dependencies);
  addDialerRoutes(app, dependencies);
  addCallRequestRoute(app, dependencies);
  addPeopleRoutes(app, dependencies);
  addTrunkRoutes(app, dependencies);
  addLivekitWebhookRoute(app, dependencies);
  for (const { add } of contributed) add(app, dependencies);
  addDocs(app, dependencies);
  addPage(app, dependencies);

  app.notFound((c) => {
    const error = new HttpError('not_found');
    return c.json(error.toBody(), error.status);
  });
  app.onError((error, c) => {
    const answer = readFault(error, c);
    if (answer.status >= 500) {
      const fault = describeFault(answer.cause ?? error);
      logger.error({ requestId: c.get('requestId'), code: answer.code, fault }, 'request failed');
    }
    return c.json(answer.toBody(), answer.status, answer.headers);
  });
  return app;
}

function limitBodies(filePaths: readonly string[]): MiddlewareHandler<HttpEnv> {
  const onError = () => {
    throw new HttpError('body_too_large');
  };
  const limit = bodyLimit({ maxSize: maxBodyBytes, onError });
  const fileLimit = bodyLimit({ maxSize: maxFileBytes, onError });
  const webhookLimit = bodyLimit({ maxSize: maxWebhookBytes, onError });
  return (c, next) => {
    if (c.req.path === livekitWebhookPath) return webhookLimit(c, next);
    return filePaths.includes(c.req.path) ? fileLimit(c, next) : limit(c, next);
  };
}

function readFault(error: Error, c: Context): HttpError {
  const answer = toHttpError(readHttpException(error));
  const isGone = answer.code === 'internal_error' && c.req.raw.signal.aborted;
  // Whoever hangs up in the middle of their body hears no answer, and is no fault of ours.
  return isGone ? new HttpError('request_timeout', { cause: error }) : answer;
}

/** Hono itself throws these: for a body that is no JSON, and for a type of content that it reads more strictly than we do. */
function readHttpException(error: Error): Error {
  if (!(error instanceof HTTPException)) return error;
  if (error.status === 415) return new HttpError('unsupported_media_type', { cause: error });
  if (error.status !== 400) return error;
  return new HttpError('invalid_request', {
    field: 'body',
    message: 'body is not right: it is no JSON.',
    fix: 'Send a JSON object, or no body at all.',
    cause: error,
  });
}

/** One line a request, without query, address or headers: those may name people or carry keys. */
function logRequests(logger: Dependencies['logger']): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const requestId = randomUUID();
    const startedAt = performance.now();
    c.set('requestId', requestId);
    await next();
    c.res.headers.set('x-request-id', requestId);
    const durationMs = Math.round(performance.now() - startedAt);
    const fields = { requestId, method: c.req.method, path: c.req.path, status: c.res.status, durationMs };
    logger[c.res.status >= 500 ? 'warn' : 'debug'](fields, 'request');
  };
}

/** Answers name people: no cache between us and the reader keeps one, unless the route says otherwise. */
const keepNothing: MiddlewareHandler = async (c, next) => {
  await next();
  if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
};

function allowOrigins(origins: Set<string>): MiddlewareHandler {
  return cors({
    origin: (origin) => (origins.has(origin) ? origin : null),
    allowMethods: ['GET', 'POST', 'PATCH'],
    allowHeaders: ['authorization', 'content-type', 'x-api-key', 'x-parley-organization'],
    exposeHeaders: ['retry-after', 'x-request-id'],
    maxAge: 600,
  });
}
