import type { Logger } from '../../../shared/logger.ts';

/** Whatever is due for customers of all organizations: who is called, who missed their visit, whose visit is over. */
export interface CustomerRounds {
  /** Does up to `batchSize` of it. Any number of processes may, at once: each thing is done once. */
  plan(batchSize: number): Promise<{ asked: number; moved: number }>;
}

export interface DueCustomerWork {
  rounds: CustomerRounds;
  logger: Logger;
}

/** A round holds the rows that it works on: small enough not to keep a call waiting that promises something. */
const batchSize = 100;

/** One round. True when something was done, so that there may be more. */
export async function planCustomerCalls({ rounds, logger }: DueCustomerWork): Promise<boolean> {
  const { asked, moved } = await rounds.plan(batchSize);
  if (asked + moved === 0) return false;
  logger.info({ asked, moved }, 'customer calls planned');
  return true;
}
