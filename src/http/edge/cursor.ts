import { z } from 'zod';
import { instant } from '../../calls/call/call-views.ts';
import { HttpError } from '../http-errors.ts';

/** Where a page of something starts: strictly older than the row with this instant and id. */
export interface Cursor {
  at: string;
  id: string;
}

export function writeCursor({ at, id }: Cursor): string {
  return Buffer.from(`${at} ${id}`).toString('base64url');
}

/** @throws HttpError `invalid_request` for a text that is no cursor of ours. */
export function readCursor(text: string): Cursor {
  const [at, id, ...rest] = Buffer.from(text, 'base64url').toString().split(' ');
  const known = instant.safeParse(at).success && z.uuid().safeParse(id).success;
  if (!at || !id || rest.length > 0 || !known) {
    throw new HttpError('invalid_request', {
      field: 'query.before',
      message: 'query.before is not right: it is no cursor of ours.',
      fix: 'Send next_cursor of the page before as it came, or leave it out.',
    });
  }
  return { at, id };
}
