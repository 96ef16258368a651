import { z } from 'zod';
import { ConfigError, DatabaseError } from '../../shared/errors.ts';
import type { Database } from './client.ts';

/**
 * The id behind the setting ORGANIZATION.
 * @throws ConfigError when there is no organization with this slug.
 */
export async function findOrganizationId(db: Database, slug: string): Promise<string> {
  const { data, error, status } = await db.from('organizations').select('id').eq('slug', slug).maybeSingle();
  if (error) {
    throw new DatabaseError('find_organization', { cause: error, retryable: status === 0 || status >= 502 });
  }
  const parsed = z.object({ id: z.uuid() }).nullable().safeParse(data);
  if (!parsed.success) throw new DatabaseError('find_organization', { cause: parsed.error });
  if (!parsed.data) throw new ConfigError(`ORGANIZATION: there is no organization "${slug}"`);
  return parsed.data.id;
}
