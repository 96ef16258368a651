import { z } from 'zod';
import { callRequestView, requestStatus } from '../../dialing/dialer-views.ts';
import { pageLimit } from './paging.ts';

export const listRequestsQuery = z.strictObject({
  status: requestStatus.default('waiting'),
  limit: z.coerce.number().int().min(1).max(pageLimit).default(20),
  /** `next_cursor` of the page before. */
  after: z.string().max(200).optional(),
});

export const listRequestsResponse = z
  .object({
    /** The next to be called first. */
    requests: z.array(callRequestView),
    /** Null on the last page. */
    next_cursor: z.string().nullable(),
  })
  .meta({ id: 'CallRequestList' });

export type CallRequestView = z.infer<typeof callRequestView>;
