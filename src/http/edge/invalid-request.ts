import type { z } from 'zod';
import { findUnstorable } from '../../shared/storable.ts';
import { HttpError } from '../http-errors.ts';

/** Where the browser or program put it, in the words of HTTP. */
const places: Record<string, string> = { json: 'body', query: 'query', param: 'path', header: 'header' };

/** The first thing that is wrong with a request, by the name of its field, with what would be right. */
export function invalidRequest(target: string, error: z.ZodError): HttpError {
  const issue = error.issues[0] as z.core.$ZodIssue;
  const extra = issue.code === 'unrecognized_keys' ? [issue.keys[0] ?? ''] : [];
  const field = fieldOf(target, [...issue.path.map(String), ...extra]);
  return new HttpError('invalid_request', {
    field,
    message: `${field} is not right: ${issue.message}.`,
    fix: fixFor(field, issue),
    cause: error,
  });
}

/**
 * Every text that a route is given passes here, whatever its schema says.
 * @throws HttpError `invalid_request` for one that cannot be kept as it is.
 */
export function refuseUnstorable(target: string, data: unknown): void {
  const found = findUnstorable(data);
  if (found === null) return;
  const field = fieldOf(target, found.path);
  throw new HttpError('invalid_request', {
    field,
    message: `${field} is not right: ${found.why}.`,
    fix: `Send ${field} as text in UTF-8, without it.`,
  });
}

function fieldOf(target: string, path: string[]): string {
  return [places[target] ?? target, ...path].join('.');
}

function fixFor(field: string, issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `Leave ${field} out; /docs lists what can be sent.`;
    case 'too_big':
      return `Send at most ${issue.maximum}${unitOf(issue.origin)}.`;
    case 'too_small':
      return `Send at least ${issue.minimum}${unitOf(issue.origin)}.`;
    case 'invalid_value':
      return `Send one of ${issue.values.join(', ')}.`;
    case 'invalid_format':
      return (
        formats[issue.format] ?? fromMessage(field, issue) ?? `Send ${field} in the form that /docs shows.`
      );
    case 'invalid_type':
      return `Send ${field} as ${issue.expected}.`;
    default:
      return `Send ${field} in the form that /docs shows.`;
  }
}

const formats: Record<string, string> = {
  date: 'Send a day as YYYY-MM-DD, such as 2027-03-02.',
  uuid: 'Send the id as it stands in the list, such as 3f0e8d5a-5f0c-4d5e-9a5e-2f8f3c1b7a10.',
};

/** A pattern says itself what would be right: "must be two capital letters, such as US". */
function fromMessage(field: string, { message }: z.core.$ZodIssue): string | undefined {
  const [, right] = /^must be (.+)$/.exec(message) ?? [];
  return right === undefined ? undefined : `Send ${field} as ${right}.`;
}

function unitOf(origin: string): string {
  return origin === 'string' ? ' characters' : '';
}
