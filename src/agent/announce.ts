import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Workers } from '../services/supabase/workers.ts';
import type { Logger } from '../shared/logger.ts';

/** LiveKit's worker asks for its load every 2.5 s while it is connected: three may be missed. */
const leaseSeconds = 10;
/** What LiveKit's worker calls itself before the server knows it. */
const unregistered = 'unregistered';

/** As much of LiveKit's `AgentServer` as is looked at. */
export interface RegisteredServer {
  id: string;
  activeJobs: readonly unknown[];
}

export interface Announcer {
  /** To be told again and again while LiveKit can send calls here. Never waits and never fails. */
  isThere(server: RegisteredServer): void;
  /** No more calls are to be sent here. */
  retire(): Promise<void>;
}

/**
 * Tells the dialer that this worker can take calls: nobody's telephone may ring before somebody is there to speak. LiveKit
 * knows its workers and has no way to ask for them.
 */
export function createAnnouncer(options: {
  workers: () => Workers;
  agentName: string;
  capacity: number;
  logger: Logger;
  /** LiveKit has registered this worker. */
  onFirst: () => void;
}): Announcer {
  const { agentName, capacity, logger } = options;
  // Ours and not LiveKit's, which changes with every connection.
  const id = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  let workers: Workers | undefined;
  let telling: Promise<void> | null = null;
  let isRetired = false;
  let isKnown = false;

  const tell = async (active: number) => {
    try {
      workers ??= options.workers();
      await workers.announce({ id, agentName, capacity, active }, leaseSeconds);
    } catch (error) {
      logger.warn({ err: error }, 'could not tell the dialer that calls can be taken here');
    } finally {
      telling = null;
    }
  };
  return {
    isThere({ id: registeredAs, activeJobs }) {
      if (isRetired || registeredAs === unregistered) return;
      if (!isKnown) options.onFirst();
      isKnown = true;
      telling ??= tell(activeJobs.length);
    },
    async retire() {
      isRetired = true;
      // What is on its way would bring it back.
      await telling;
      await workers?.retire(id).catch((error) => {
        logger.warn({ err: error }, 'could not tell the dialer that no more calls can be taken here');
      });
    },
  };
}
