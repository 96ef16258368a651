import { z } from 'zod';
import { ConfigError, DatabaseError } from '../../shared/errors.ts';
import { camelRow } from './camel-row.ts';
import { createDatabase, type Database } from './client.ts';

/**
 * The id behind the setting ORGANIZATION.
 * @throws ConfigError when there is no organization with this slug.
 */
export async function findOrganizationId(db: Database, slug: string): Promise<string> {
  return (await findOrganization(db, slug)).id;
}

const organizationRow = camelRow({
  id: z.uuid(),
  name: z.string(),
  time_zone: z.string(),
  region: z.string(),
});

type Organization = z.infer<typeof organizationRow>;

/**
 * What the setting ORGANIZATION stands for.
 * @throws ConfigError when there is no organization with this slug.
 */
export function findOrganization(db: Database, slug: string): Promise<Organization> {
  return readOrganization(db, slug, { retries: true });
}

async function readOrganization(
  db: Database,
  slug: string,
  { retries }: { retries: boolean },
): Promise<Organization> {
  const { data, error, status } = await db
    .from('organizations')
    .select('id, name, time_zone, region')
    .eq('slug', slug)
    .retry(retries)
    .maybeSingle();
  if (error) {
    throw new DatabaseError('find_organization', { cause: error, retryable: status === 0 || status >= 502 });
  }
  const parsed = organizationRow.nullable().safeParse(data);
  if (!parsed.success) throw new DatabaseError('find_organization', { cause: parsed.error });
  if (!parsed.data) throw new ConfigError(`ORGANIZATION: there is no "${slug}". ${await nameKnown(db)}`);
  return parsed.data;
}

/**
 * What a process asks before it starts. A database that cannot be asked now is no reason to refuse: it may come up after
 * us, and /health says that it is away.
 * @throws ConfigError when there is no organization with this slug.
 */
export async function refuseUnknownOrganization(config: {
  SUPABASE_URL?: string | undefined;
  SUPABASE_KEY?: string | undefined;
  ORGANIZATION: string;
}): Promise<void> {
  const { SUPABASE_URL: url, SUPABASE_KEY: key, ORGANIZATION: slug } = config;
  if (!url || !key) return;
  try {
    // Asked once: whoever starts us waits for our first line.
    await readOrganization(createDatabase(url, key), slug, { retries: false });
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
  }
}

const localeRow = camelRow({ time_zone: z.string(), region: z.string() });

/** Where an organization is: its zone, and the region that numbers without a country belong to. */
export async function readLocale(
  db: Database,
  organizationId: string,
): Promise<{ timeZone: string; region: string }> {
  const { data, error } = await db
    .from('organizations')
    .select('time_zone, region')
    .eq('id', organizationId)
    .single();
  if (error) throw new DatabaseError('read_organization', { cause: error });
  return localeRow.parse(data);
}

/** More would not be read. */
const mostNamed = 20;
const slugRows = z.array(z.object({ slug: z.string() }));

async function nameKnown(db: Database): Promise<string> {
  const { data, error } = await db
    .from('organizations')
    .select('slug')
    .order('slug')
    .limit(mostNamed + 1);
  if (error) throw new DatabaseError('list_organizations', { cause: error });
  const slugs = slugRows.parse(data).map(({ slug }) => slug);
  if (slugs.length === 0) return 'There is none at all: supabase/seed.sql adds the demo organizations.';
  const more = slugs.length > mostNamed ? ' and others' : '';
  return `There are: ${slugs.slice(0, mostNamed).join(', ')}${more}.`;
}
