import { z } from 'zod';
import { camelRow } from './camel-row.ts';
import { instant } from './rows.ts';

/** Why nobody can be expected at a time, as every function of the database says it. */
export const closingRow = camelRow({
  ok: z.literal(false),
  code: z.enum(['closed', 'kitchen_closed']),
  opens_at: instant.nullable(),
  closed_at: instant.nullable(),
  serves_at: instant.nullable(),
});
