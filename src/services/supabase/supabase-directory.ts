import { z } from 'zod';
import type { Places } from '../../campaigns/ports.ts';
import { camelRow } from './camel-row.ts';
import { callFunction, type Database } from './client.ts';

const listed = z.array(
  camelRow({
    key: z.string(),
    name: z.string(),
    phone: z.string(),
    address: z.string(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    rating: z.number().nullable(),
    rating_count: z.number(),
    time_zone: z.string(),
    takes_new_clients: z.boolean().nullable(),
    hours: z
      .array(z.object({ weekday: z.number(), opens: z.string(), closes: z.string() }))
      .transform((hours) => (hours.length === 0 ? null : hours)),
  }),
);

/** The providers that the organization has listed itself (`providers`). */
export function createDirectory(db: Database, organizationId: string): Places {
  return {
    async search({ service, location, limit }) {
      const found = await callFunction(
        db,
        'find_providers',
        { organization_id: organizationId, service, location },
        listed,
      );
      return { found: found.slice(0, limit), excluded: [] };
    },
  };
}
