import { z } from 'zod';
import { DatabaseError } from '../../shared/errors.ts';
import type { Database } from './client.ts';

const identified = z.looseObject({ id: z.uuid() });

/**
 * The rows of these ids, by id. Asked for in a second request and not embedded in the first: two tables that are related
 * in several ways must be told which is meant, and hosted Supabase and the embedded database understand different hints
 * for keys of two columns.
 * @throws DatabaseError when the database could not answer
 */
export async function lookUp<Shape extends z.ZodType>(
  db: Database,
  table: string,
  { ids, columns, shape }: { ids: Array<string | null>; columns: string; shape: Shape },
): Promise<Map<string, z.infer<Shape>>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const { data, error } = await db.from(table).select(`id, ${columns}`).in('id', wanted);
  if (error) throw new DatabaseError(`look_up_${table}`, { cause: error });
  const rows = z.array(z.unknown()).parse(data);
  return new Map(rows.map((row) => [identified.parse(row).id, shape.parse(row)]));
}
