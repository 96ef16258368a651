import type { Context } from 'hono';
import { authenticate, type Member } from '../../../http/credentials.ts';
import type { Dependencies } from '../../../http/dependencies.ts';
import type { Customers } from '../store/customers.ts';

/** What a restaurant's routes need besides what every route has. */
export interface RestaurantPorts {
  /** The customers of the organization that a member acts for. */
  customersOf(member: Member): Customers;
  /** Signs results of calls that others post (whsec_…); null asks for no signature. */
  callResultSecret: string | null;
}

export type RestaurantDependencies = Dependencies & RestaurantPorts;

/** The customers of the organization that a request acts for. */
export async function customersFor(c: Context, parts: RestaurantDependencies): Promise<Customers> {
  return parts.customersOf(await authenticate(c, parts.authentication));
}
