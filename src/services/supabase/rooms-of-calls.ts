import { z } from 'zod';
import type { RoomsOfCalls } from '../../calls/ending/abandoned-rooms.ts';
import { DatabaseError } from '../../shared/errors.ts';
import type { Database } from './client.ts';

const rows = z.array(
  z.object({
    room_name: z.string(),
    owner: z.string().nullable(),
    answered_at: z.string().nullable(),
    dialed_at: z.string().nullable(),
    ended_at: z.string().nullable(),
    end_reason: z.string().nullable(),
  }),
);

/** Names stand in the address of the request, which is not endless; the rest has its turn in the next rounds. */
const maxNames = 50;

/** @param db a connection with the secret key */
export function createRoomsOfCalls(db: Database): RoomsOfCalls {
  return {
    async thatNeedAgents(roomNames) {
      const { data, error, status } = await db
        .from('calls')
        .select('room_name, owner, answered_at, dialed_at, ended_at, end_reason')
        .in('room_name', roomNames.slice(0, maxNames));
      if (error) {
        throw new DatabaseError('rooms_of_calls', { cause: error, retryable: status === 0 || status >= 502 });
      }
      const parsed = rows.safeParse(data);
      if (!parsed.success) throw new DatabaseError('rooms_of_calls', { cause: parsed.error });
      return new Set(parsed.data.filter(needsAgent).map(({ room_name }) => room_name));
    },
  };
}

/** Taken by a job, which an outbound call is before its telephone rings, or over; and not handed over. */
function needsAgent({
  owner,
  answered_at,
  dialed_at,
  ended_at,
  end_reason,
}: z.infer<typeof rows>[number]): boolean {
  return (owner ?? answered_at ?? dialed_at ?? ended_at) !== null && end_reason !== 'transferred';
}
