import type { OpenedCall } from './call.ts';

/** Whether a call that came in is answered by the agent. Each refusal is also the reason why the call ends. */
export type Admission = 'welcome' | Refused;
export type Refused = 'out_of_hours' | 'all_busy' | 'refused_caller' | 'unknown_number';

export interface Ring {
  /** The number that was called, E.164; null when the network did not say. */
  called: string | null;
  /** The caller's, E.164; null when withheld. */
  caller: string | null;
  roomName: string;
  sipCallId: string | null;
}

/** Where calls from the telephone come in. Throws `DatabaseError` when the database could not answer. */
export interface Reception {
  /** Whatever the verdict, the call has a row. A room that is dispatched twice finds its first call. */
  open(
    ring: Ring,
    deployment: { organizationId: string; rehearsal: boolean; leaseSeconds: number },
  ): Promise<{ opened: OpenedCall; admission: Admission }>;
}
