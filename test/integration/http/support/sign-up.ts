import { createClient } from '@supabase/supabase-js';
import { demoOrganizationId } from '../../../support/database-fixtures.ts';
import type { TestDatabase } from '../../../support/postgres.ts';
import { bearer } from './client.ts';

/** Somebody who has signed in and belongs to the demo clinic in this role. @returns the headers that they send */
export async function signUp({ url, keys, sql }: TestDatabase, role: 'owner' | 'member') {
  const { auth } = createClient(url, keys.publishable, { auth: { persistSession: false } });
  const { data, error } = await auth.signUp({
    email: `${role}@example.com`,
    password: 'correct horse battery',
  });
  if (error || !data.session || !data.user) throw new Error('sign-up failed', { cause: error });
  await sql.query(
    'insert into public.members (organization_id, user_id, role) values ($1::uuid, $2::uuid, $3)',
    [demoOrganizationId, data.user.id, role],
  );
  return bearer(data.session.access_token);
}
