import { z } from 'zod';
import { captureClass, captureView } from '../../scenarios/outreach/store/outreach-views.ts';
import { pageLimit } from './paging.ts';

export const exportCapturesQuery = z.strictObject({
  /** All classes when left out. */
  class: captureClass.optional(),
});

export const listCapturesQuery = exportCapturesQuery.extend({
  limit: z.coerce.number().int().min(1).max(pageLimit).default(pageLimit),
  /** `next_cursor` of the page before. */
  before: z.string().max(200).optional(),
});

export const listCapturesResponse = z
  .object({
    /** Newest first. */
    captures: z.array(captureView),
    /** Null on the last page. */
    next_cursor: z.string().nullable(),
  })
  .meta({ id: 'OutreachCaptureList' });
