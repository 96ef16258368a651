import { z } from 'zod';
import { askedInstant } from '../../calls/call/call-views.ts';
import { HttpError } from '../http-errors.ts';

/** Where a page of something starts: strictly older than the row with this instant and id. */
export interface Cursor {
  at: string;
  id: string;
}

export function writeCursor({ at, id }: Cursor): string {
  return Buffer.from(`${at} ${id}`).toString('base64url');
}

/**
 * @param name of the field in the query that holds it
 * @throws HttpError `invalid_request` for a text that is no cursor of ours.
 */
export function readCursor(text: string, name = 'before'): Cursor {
  const [at, id, ...rest] = Buffer.from(text, 'base64url').toString().split(' ');
  const known = askedInstant.safeParse(at).success && z.uuid().safeParse(id).success;
  if (!at || !id || rest.length > 0 || !known) {
    const field = `query.${name}`;
    throw new HttpError('invalid_request', {
      field,
      message: `${field} is not right: it is no cursor of ours.`,
      fix: 'Send next_cursor of the page before as it came, or leave it out.',
    });
  }
  return { at, id };
}
