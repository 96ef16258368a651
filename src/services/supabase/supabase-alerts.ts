import { z } from 'zod';
import type { Alerts } from '../../lines/alerts.ts';
import { camelRow } from './camel-row.ts';
import { callFunction, type Database } from './client.ts';

const done = z.object({ ok: z.literal(true) });

const alertRows = z.array(
  camelRow({
    id: z.uuid(),
    organization_id: z.uuid(),
    organization: z.string(),
    kind: z.string(),
    message: z.string(),
    created_at: z.iso.datetime({ offset: true }),
    sms_done: z.boolean(),
    webhook_done: z.boolean(),
  }),
);

/** @param db a connection with the secret key. */
export function createAlerts(db: Database): Alerts {
  return {
    claim: (batchSize, leaseSeconds) =>
      callFunction(db, 'claim_alerts', { batch_size: batchSize, lease_seconds: leaseSeconds }, alertRows),
    async done(alertId, channel) {
      await callFunction(db, 'record_alert', { alert_id: alertId, channel }, done);
    },
  };
}
