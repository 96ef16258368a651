import { type AfterCallWork, sweep } from './after-call.ts';

/**
 * Sweeps, except right after the database was away: then every lease has lapsed, those of calls that go on as well, and
 * their jobs are given the time to say so.
 */
export class Sweeper {
  private readonly work: AfterCallWork;
  private readonly graceMs: number;
  private wasAway = false;
  private notBefore = 0;

  /** @param leaseSeconds CALL_LEASE_SECONDS: a job renews its lease three times in that time */
  constructor(work: AfterCallWork, leaseSeconds: number) {
    this.work = work;
    this.graceMs = (leaseSeconds * 1000) / 2;
  }

  /** @throws DatabaseError while the database is away */
  async sweep(): Promise<number> {
    const { afterCalls, clock } = this.work;
    try {
      if (this.wasAway) {
        // Sweeps nothing, and shows that the database is back.
        await afterCalls.sweep(0);
        this.wasAway = false;
        this.notBefore = clock.now() + this.graceMs;
      }
      return clock.now() < this.notBefore ? 0 : await sweep(this.work);
    } catch (error) {
      this.wasAway = true;
      throw error;
    }
  }
}
