import type { MiddlewareHandler } from 'hono';
import { HttpError } from '../http-errors.ts';
import { hostName, isLoopback } from './loopback.ts';

/**
 * For a server that acts without credentials because only this machine reaches it. A page on the web can reach it too,
 * through the browser of whoever sits here: under a name of its own that it points to 127.0.0.1 (DNS rebinding), or
 * cross-origin. Both are refused; what the browser cannot be made to hide is the Host and where the page came from.
 */
export function guardLoopback(allowedOrigins: Set<string>): MiddlewareHandler {
  return async (c, next) => {
    const header = c.req.header('host');
    const host = hostName(header);
    if (host === null || !isLoopback(host)) throw new HttpError('host_not_allowed');

    const origin = c.req.header('origin');
    const own = `http://${header?.toLowerCase()}`;
    const allowed = origin === undefined || origin.toLowerCase() === own || allowedOrigins.has(origin);
    if (!allowed) throw new HttpError('origin_not_allowed');

    // An <img> or a <script> of another site sends no Origin, but browsers say that it is another site.
    const site = c.req.header('sec-fetch-site');
    const foreign = (site === 'cross-site' || site === 'same-site') && origin === undefined;
    if (foreign && c.req.header('sec-fetch-mode') !== 'navigate') throw new HttpError('origin_not_allowed');
    await next();
  };
}

/**
 * A body that is not declared as JSON is refused rather than ignored.
 * @param others paths whose routes say themselves what they take
 */
export function requireJson(others: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    const type = c.req.header('content-type');
    const hasBody =
      c.req.header('transfer-encoding') !== undefined || Number(c.req.header('content-length') ?? 0) > 0;
    const isAsked = !others.includes(c.req.path);
    if (isAsked && hasBody && !/^application\/json\s*(;|$)/i.test(type ?? ''))
      throw new HttpError('unsupported_media_type');
    await next();
  };
}
