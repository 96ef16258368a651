import { z } from 'zod';
import type { Config } from '../config.ts';
import { callFunction, type Database } from '../services/supabase/client.ts';
import { findOrganizationId } from '../services/supabase/organizations.ts';
import type { Logger } from '../shared/logger.ts';

const filled = z.object({ ok: z.literal(true), lines: z.number(), operators: z.number().optional() });

/**
 * Makes lines and operators of the settings where the tables are empty; afterwards the tables win. Safe to run on every
 * start and by any number of runners at once.
 */
export async function fillEmptyTables(config: Config, db: Database, logger: Logger): Promise<void> {
  const parameters = {
    organization_id: await findOrganizationId(db, config.ORGANIZATION),
    settings: {
      livekit_trunk_id: config.OUTBOUND_TRUNK ?? null,
      numbers: config.OUTBOUND_NUMBERS,
      caller_id: config.DEFAULT_CALLER_ID ?? null,
      ring_timeout_seconds: config.ORIGINATION_TIMEOUT,
      max_concurrent: config.MAX_CONCURRENT_CALLS,
      max_per_minute: config.MAX_CALLS_PER_MINUTE,
      max_per_day: config.MAX_CALLS_PER_DAY,
      fail_alert_threshold: config.FAIL_ALERT_THRESHOLD,
      ...(config.OPERATOR_EXTENSION ? { operator: operatorOf(config, config.OPERATOR_EXTENSION) } : {}),
    },
  };
  const made = await callFunction(db, 'fill_lines', parameters, filled);
  if (made.lines > 0) logger.info({ lines: made.lines }, 'made lines of the settings');
  if (made.operators) logger.info('made an operator of the settings');
  if (!config.SIMULATED_CALLS) return;
  const simulated = await callFunction(db, 'fill_simulated_lines', {}, filled);
  if (simulated.lines > 0) logger.info({ lines: simulated.lines }, 'made lines for simulated calls');
}

function operatorOf(config: Config, phone: string) {
  return {
    phone,
    livekit_trunk_id: config.OPERATOR_TRUNK ?? config.OUTBOUND_TRUNK ?? null,
    caller_id: config.OPERATOR_CALLER_ID ?? null,
    ring_timeout_seconds: config.OPERATOR_TIMEOUT,
  };
}
