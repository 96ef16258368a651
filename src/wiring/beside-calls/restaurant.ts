import { planCustomerCalls } from '../../scenarios/restaurant/customers/due-calls.ts';
import { createCustomerRounds, createCustomers } from '../../services/supabase/supabase-customers.ts';
import type { BesideCalls } from './beside-calls.ts';

/** A restaurant calls its customers when that is due, and is told of them by its own systems. */
export const restaurantBesideCalls: BesideCalls = {
  rounds: ({ config, db, logger }) => [
    {
      name: 'customers',
      everyMs: config.CUSTOMER_ROUND_SECONDS * 1000,
      run: () => planCustomerCalls({ rounds: createCustomerRounds(db), logger }),
    },
  ],
  async routes({ config, connect, agentName }) {
    const { restaurantRoutes } = await import('../../scenarios/restaurant/http/routes.ts');
    return restaurantRoutes({
      customersOf: ({ credential, organizationId }) =>
        createCustomers(connect(credential), organizationId, {
          simulated: config.SIMULATED_CALLS,
          agentName,
        }),
      callResultSecret: config.CALL_RESULT_SECRET ?? null,
    });
  },
};
