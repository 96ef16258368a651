import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { CaptureRecords, Captures } from '../../scenarios/outreach/store/captures.ts';
import { captureView } from '../../scenarios/outreach/store/outreach-views.ts';
import { DatabaseError } from '../../shared/errors.ts';
import { callFunction, type Database } from './client.ts';

/** @param db a connection with the secret key. */
export function createCaptures(db: Database): Captures {
  return {
    async record(callId, capture) {
      await callFunction(
        db,
        'record_capture',
        { call_id: callId, capture },
        z.object({ ok: z.literal(true) }),
      );
    },
  };
}

/** @param db a connection with the publishable key and the member's credentials: row level security decides. */
export function createCaptureRecords(db: Database): CaptureRecords {
  return {
    async list(organizationId, { class: wanted, limit, before }) {
      let query = db.from('outreach_captures').select(columns).eq('organization_id', organizationId);
      // In quotes: Lite (0.10.0) takes a bare `unknown` for the truth value, which equals nothing.
      if (wanted !== null) query = query.filter('class', 'in', `("${wanted}")`);
      if (before !== null) {
        const { createdAt, id } = before;
        // Quoted, since an instant has colons and a plus.
        query = query.or(`created_at.lt."${createdAt}",and(created_at.eq."${createdAt}",id.lt.${id})`);
      }
      const { data, error } = await query
        .order('created_at', { ascending: false })
        .order('id', { ascending: false })
        // One more than asked for tells whether there is a next page.
        .limit(limit + 1);
      if (error) throw new DatabaseError('list_captures', { cause: error });
      const rows = captureRows.parse(data);
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return {
        captures: shown,
        next: last ? { createdAt: last.created_at, id: last.id } : null,
      };
    },
  };
}

const columns =
  'id, call_id, index:capture_index, transcript, class, classifier, confidence, language, created_at';

const captureRows = z.array(
  captureView.extend({
    // Lite sends numerics as text. Microseconds are kept: rounded to milliseconds, a page would skip rows.
    confidence: z.coerce.number(),
    created_at: z.string().transform((timestamp) => Temporal.Instant.from(timestamp).toString()),
  }),
);
