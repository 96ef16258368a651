import { z } from 'zod';
import { callDetail, callView } from '../../calls/call/call-views.ts';
import {
  appointmentPreferences,
  listedAppointments,
} from '../../scenarios/appointment/store/appointment-views.ts';
import { pageLimit } from './paging.ts';

export const listCallsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(pageLimit).default(20),
  /** `next_cursor` of the page before. */
  before: z.string().max(200).optional(),
});

export const listCallsResponse = z
  .object({
    /** Newest first. */
    calls: z.array(callView),
    /** Null on the last page. */
    next_cursor: z.string().nullable(),
  })
  .meta({ id: 'CallList' });

export const callIdParams = z.object({ id: z.uuid() });

export const recordingQuery = z.strictObject({
  /** `review` is the copy without noise, where there is one. */
  copy: z.enum(['original', 'review']).default('original'),
});

export const callDetailResponse = callDetail
  // What this call booked, moved or canceled, as it stands now.
  .extend({ ...listedAppointments.shape, user_preferences: appointmentPreferences })
  .meta({ id: 'CallDetail' });

export type CallDetailResponse = z.infer<typeof callDetailResponse>;
