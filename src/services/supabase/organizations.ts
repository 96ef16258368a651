import { z } from 'zod';
import { ConfigError, DatabaseError } from '../../shared/errors.ts';
import type { Database } from './client.ts';

/**
 * The id behind the setting ORGANIZATION.
 * @throws ConfigError when there is no organization with this slug.
 */
export async function findOrganizationId(db: Database, slug: string): Promise<string> {
  return (await findOrganization(db, slug)).id;
}

const organizationRow = z
  .object({ id: z.uuid(), time_zone: z.string(), region: z.string() })
  .transform(({ id, time_zone, region }) => ({ id, timeZone: time_zone, region }));

/**
 * What the setting ORGANIZATION stands for.
 * @throws ConfigError when there is no organization with this slug.
 */
export async function findOrganization(db: Database, slug: string): Promise<z.infer<typeof organizationRow>> {
  const { data, error, status } = await db
    .from('organizations')
    .select('id, time_zone, region')
    .eq('slug', slug)
    .maybeSingle();
  if (error) {
    throw new DatabaseError('find_organization', { cause: error, retryable: status === 0 || status >= 502 });
  }
  const parsed = organizationRow.nullable().safeParse(data);
  if (!parsed.success) throw new DatabaseError('find_organization', { cause: parsed.error });
  if (!parsed.data) throw new ConfigError(`ORGANIZATION: there is no organization "${slug}"`);
  return parsed.data;
}
