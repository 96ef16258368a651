import type { ContributedRoutes } from '../../../http/dependencies.ts';
import { addCallResultRoute, callResultPath } from './call-results.ts';
import { addCustomerRoutes } from './customers.ts';
import { addCustomersFileRoutes, customersFilePath } from './customers-file.ts';
import type { RestaurantPorts } from './ports.ts';

/** Customers, one by one and as a file, and what calls with them came to. */
export function restaurantRoutes(ports: RestaurantPorts): ContributedRoutes {
  return {
    takeFiles: [customersFilePath],
    signed: ports.callResultSecret === null ? [] : [callResultPath],
    add(app, dependencies) {
      const all = { ...dependencies, ...ports };
      addCustomerRoutes(app, all);
      addCustomersFileRoutes(app, all);
      addCallResultRoute(app, all);
    },
  };
}
