import { planCustomerCalls } from '../../scenarios/restaurant/customers/due-calls.ts';
import { createCustomerRounds } from '../../services/supabase/supabase-customers.ts';
import type { BesideCalls } from './beside-calls.ts';

/** A restaurant calls its customers when that is due. */
export const restaurantBesideCalls: BesideCalls = {
  rounds: ({ config, db, logger }) => [
    {
      name: 'customers',
      everyMs: config.CUSTOMER_ROUND_SECONDS * 1000,
      run: () => planCustomerCalls({ rounds: createCustomerRounds(db), logger }),
    },
  ],
};
