import type { Config } from '../../config.ts';
import type { Database } from '../../services/supabase/client.ts';
import type { Logger } from '../../shared/logger.ts';
import type { Round } from '../../shared/round.ts';

/** What a business does besides being called and calling; its scenarios share one. */
export interface BesideCalls {
  /** What is due again and again, for the runner. */
  rounds?(parts: RoundParts): Round[];
}

export interface RoundParts {
  config: Config;
  /** With the secret key. */
  db: Database;
  logger: Logger;
}
