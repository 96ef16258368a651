import type { z } from 'zod';
import { errorBody } from '../contract.ts';
import { type HttpErrorCode, type HttpErrorKind, kindOf } from '../http-errors.ts';

/** The `responses` of a route: its answer, and each code that it refuses with, gathered by status. */
export function answers<Schema extends z.ZodType>(
  description: string,
  schema: Schema,
  refusals: Array<HttpErrorCode | HttpErrorKind>,
) {
  return {
    200: { description, content: { 'application/json': { schema } } },
    ...refusalsOf(refusals),
  };
}

/** What any route that asks for credentials may refuse with. */
export const memberRefusals: HttpErrorCode[] = [
  'invalid_request',
  'organization_required',
  'unauthorized',
  'too_many_failures',
  'host_not_allowed',
  'origin_not_allowed',
  'internal_error',
  'database_failed',
];

/** The schemes in /openapi.json, either of which will do; with neither only where `loopbackOnly`. */
export const memberSecurity = [{ bearer: [] }, { apiKey: [] }, {}];

/** For a route whose answer is no JSON. */
export function refusalsOf(codes: Array<HttpErrorCode | HttpErrorKind>) {
  const byStatus = Map.groupBy(codes.map(kindOf), ({ status }) => status);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        description: group.map(({ code, message }) => `\`${code}\`: ${message}`).join('\n'),
        content: { 'application/json': { schema: errorBody } },
      },
    ]),
  );
}
