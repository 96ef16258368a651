import type postgres from 'postgres';

/** From its definition until it holds; longer than the replacement takes when nobody else works. */
const shortestNoticeMs = 150;

/** The database's clock, which runs as the real one does and is moved forward from time to time. */
export interface ShiftedClock {
  offsetMs(): number;
  /**
   * @param runners who lives: a jump is no time to them, so their leases go along; those of the dead stay and lapse.
   */
  moveForward(ms: number, runners: string[]): Promise<void>;
}

/**
 * Every rule about time asks app.now(), which the owner of a database can replace. A transaction must not see the jump
 * in its middle, for there is none in reality: it would count legs by one clock and write another one down. So the jump
 * belongs to an instant a little ahead, and each transaction is before or after it by when it began.
 */
export function createShiftedClock(owner: postgres.Sql): ShiftedClock {
  let offsetMs = 0;
  return {
    offsetMs: () => offsetMs,
    async moveForward(ms, runners) {
      const wanted = offsetMs + Math.ceil(ms);
      await owner`
        update public.calls set lease_expires_at = lease_expires_at + make_interval(secs => ${(wanted - offsetMs) / 1000})
        from public.call_attempts
        where call_attempts.call_id = calls.id and claimed_by = any (${runners})
          and calls.ended_at is null and lease_expires_at > app.now()`;
      const at = await announce(owner, offsetMs, wanted);
      await new Promise((resolve) => setTimeout(resolve, at - Date.now() + 1));
      offsetMs = wanted;
    },
  };
}

/**
 * Replaces app.now() before the jump takes place, or not at all: on a busy machine with a longer notice.
 * @returns when it takes place, milliseconds since 1970
 */
async function announce(owner: postgres.Sql, beforeMs: number, afterMs: number): Promise<number> {
  for (let noticeMs = shortestNoticeMs; ; noticeMs *= 2) {
    const at = Date.now() + noticeMs;
    try {
      await owner.begin(async (sql) => {
        await sql.unsafe(replacement(new Date(at).toISOString(), beforeMs, afterMs));
        const [row] = await sql`select clock_timestamp() < to_timestamp(${at / 1000}) as in_time`;
        if (!row?.in_time) throw new TooLate();
      });
      return at;
    } catch (error) {
      if (!(error instanceof TooLate)) throw error;
    }
  }
}

class TooLate extends Error {}

function replacement(at: string, beforeMs: number, afterMs: number): string {
  return `create or replace function app.now() returns timestamptz
    language sql stable security invoker set search_path = '' as $$
      select pg_catalog.now() + case when pg_catalog.now() < timestamptz '${at}'
        then interval '${beforeMs} milliseconds' else interval '${afterMs} milliseconds' end
    $$`;
}
