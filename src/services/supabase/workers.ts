import { z } from 'zod';
import { callFunction, type Database } from './client.ts';

const done = z.object({ ok: z.literal(true) });

/** A process that LiveKit can send calls to. */
export interface Worker {
  id: string;
  agentName: string;
  /** Calls at once. */
  capacity: number;
  /** Calls now. */
  active: number;
}

/** Who can take calls, as the dialer knows it. Every method throws `DatabaseError` when it could not be told. */
export interface Workers {
  /** Good for so long; then the worker is taken for gone. */
  announce(worker: Worker, leaseSeconds: number): Promise<void>;
  /** Nothing more is to be sent there. */
  retire(workerId: string): Promise<void>;
}

/** @param db a connection with the secret key */
export function createWorkers(db: Database): Workers {
  return {
    async announce({ id, agentName, capacity, active }, leaseSeconds) {
      const parameters = {
        worker_id: id,
        agent_name: agentName,
        capacity,
        active,
        lease_seconds: leaseSeconds,
      };
      await callFunction(db, 'announce_worker', parameters, done);
    },
    async retire(workerId) {
      await callFunction(db, 'retire_worker', { worker_id: workerId }, done);
    },
  };
}
