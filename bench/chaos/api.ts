import postgres from 'postgres';
import type { DatabaseKeys } from '../../src/embedded/database-keys.ts';

type Fetch = (request: Request) => Response | Promise<Response>;

const functionPath = /^\/rest\/v1\/rpc\/([a-z_]+)$/;
const argumentName = /^[a-z_]+$/;

/**
 * Supabase's API for whoever has the secret key: functions are called straight, anything else is left to Lite. Lite opens
 * a transaction and tells it who asks, six round trips a request; ten thousand calls are half a million requests, and
 * the run would measure those.
 */
export function createApi(
  url: string,
  keys: DatabaseKeys,
  lite: Fetch,
): { fetch: Fetch; close(): Promise<void> } {
  const sql = postgres(url, { max: 16, onnotice: () => undefined, connection: { role: 'service_role' } });
  return {
    async fetch(request) {
      const [, name] = functionPath.exec(new URL(request.url).pathname) ?? [];
      if (!name || request.method !== 'POST') return lite(request);
      if (request.headers.get('apikey') !== keys.secret) return Response.json({}, { status: 401 });
      return answer(sql, name, (await request.json()) as Record<string, unknown>);
    },
    close: () => sql.end({ timeout: 5 }),
  };
}

async function answer(sql: postgres.Sql, name: string, given: Record<string, unknown>): Promise<Response> {
  const names = Object.keys(given);
  if (!names.every((one) => argumentName.test(one))) return Response.json({}, { status: 400 });
  const parameters = names.map((one, index) => `${one} => $${index + 1}`).join(', ');
  try {
    const [row] = await sql.unsafe<Array<{ answer: unknown }>>(
      `select public.${name}(${parameters}) as answer`,
      Object.values(given) as postgres.ParameterOrJSON<never>[],
      { prepare: true },
    );
    return Response.json(row?.answer ?? null);
  } catch (error) {
    if (!(error instanceof postgres.PostgresError))
      return Response.json({ message: 'away' }, { status: 503 });
    // Business refusals name their HTTP status, as with PostgREST.
    const [, status] = /^PT(\d{3})$/.exec(error.code) ?? [];
    const { code, message, detail = null, hint = null } = error;
    return Response.json({ code, message, details: detail, hint }, { status: Number(status ?? 400) });
  }
}
