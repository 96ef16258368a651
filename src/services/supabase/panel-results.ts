import { z } from 'zod';
import type { OwedResult, PanelResults } from '../../scenarios/outreach/campaign/results.ts';
import type { OutreachResult } from '../../scenarios/outreach/flow.ts';
import { camelRow } from './camel-row.ts';
import { callFunction, type Database } from './client.ts';
import { instant } from './rows.ts';

const done = z.object({ ok: z.literal(true) });

const owedRows = z.array(
  camelRow({
    id: z.uuid(),
    lease_id: z.uuid(),
    contact_id: z.string(),
    call_id: z.uuid().nullable(),
    phone: z.string().nullable(),
    // The database lets no other words in.
    result: z.custom<OutreachResult>((value) => typeof value === 'string'),
    attempts: z.number().int(),
    called_at: instant.nullable(),
    ended_at: instant.nullable(),
    deliveries: z.number().int(),
  }).transform(({ deliveries, ...row }): OwedResult => ({ ...row, delivery: deliveries })),
);

/** @param db a connection with the secret key. */
export function createPanelResults(db: Database): PanelResults {
  const settle = (owed: OwedResult, answer: { taken: boolean; error: string | null; again: number }) =>
    callFunction(
      db,
      'settle_panel_result',
      {
        result_id: owed.id,
        lease_id: owed.leaseId,
        taken: answer.taken,
        error: answer.error,
        again_seconds: answer.again,
      },
      done,
    );
  return {
    backlog: (organizationId) =>
      callFunction(db, 'panel_backlog', { organization_id: organizationId }, z.number().int()),

    async hold(organizationId, seconds) {
      const parameters = { organization_id: organizationId, hold_seconds: seconds };
      await callFunction(db, 'hold_panel_requests', parameters, done);
    },

    async refuse(organizationId, { contactId, phone, result }) {
      const parameters = { organization_id: organizationId, contact_id: contactId, phone, result };
      await callFunction(db, 'refuse_contact', parameters, done);
    },

    async repeat(organizationId, contactId) {
      const parameters = { organization_id: organizationId, contact_id: contactId };
      await callFunction(db, 'repeat_panel_result', parameters, done);
    },

    claim: (organizationId, batchSize, leaseSeconds) =>
      callFunction(
        db,
        'claim_panel_results',
        { organization_id: organizationId, batch_size: batchSize, lease_seconds: leaseSeconds },
        owedRows,
      ),

    async taken(owed) {
      await settle(owed, { taken: true, error: null, again: 0 });
    },

    async failed(owed, error, againSeconds) {
      await settle(owed, { taken: false, error, again: againSeconds });
    },
  };
}
