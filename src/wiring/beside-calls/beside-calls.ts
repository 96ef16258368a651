import type { Config } from '../../config.ts';
import type { Credential } from '../../http/credentials.ts';
import type { ContributedRoutes } from '../../http/dependencies.ts';
import type { Database } from '../../services/supabase/client.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../../shared/logger.ts';
import type { Round } from '../../shared/round.ts';

/** What a business does besides being called and calling; its scenarios share one. */
export interface BesideCalls {
  /** What is due again and again, for the runner. */
  rounds?(parts: RoundParts): Round[];
  /** What it adds to the API, for the server; a runner loads none of it. */
  routes?(parts: RouteParts): Promise<ContributedRoutes>;
}

export interface RoundParts {
  config: Config;
  /** With the secret key. */
  db: Database;
  logger: Logger;
}

export interface RouteParts {
  config: Config;
  /** The database as whoever holds these credentials may see it. */
  connect(credential: Credential): Database;
  /** Whose workers take calls; null where there are no rooms. */
  agentName: string | null;
  clock: Clock;
}
