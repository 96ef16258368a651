import { z } from 'zod';
import type { Database } from '../../services/supabase/client.ts';
import { createCalls } from '../../services/supabase/supabase-calls.ts';

const row = z.object({ id: z.uuid() });

/** What the call of this console has cost so far in US dollars; null before the agent has opened it. */
export async function readRunningCost(db: Database, openedAfter: string): Promise<number | null> {
  const { data, error } = await db
    .from('calls')
    .select('id')
    .eq('channel', 'console')
    .gte('started_at', openedAfter)
    .order('started_at', { ascending: false })
    .limit(1)
    .maybeSingle();
  if (error || !data) return null;
  const { total } = await createCalls(db).cost(row.parse(data).id);
  return total;
}
