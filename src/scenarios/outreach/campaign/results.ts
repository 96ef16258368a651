import { describeFault } from '../../../shared/fault.ts';
import type { Logger } from '../../../shared/logger.ts';
import type { OutreachResult } from '../flow.ts';
import { type Panel, PanelError, type ReportedResult } from './panel.ts';

/** A result that is owed to the panel, and that only we may report until the lease lapses. */
export interface OwedResult extends ReportedResult {
  leaseId: string;
  /** 1 for the first time that it is reported. */
  delivery: number;
}

/** The outbox of results. Every method throws `DatabaseError` when the database could not answer. */
export interface PanelResults {
  /** Contacts of the panel that wait and could be called by now. */
  backlog(organizationId: string): Promise<number>;
  /** Puts those off that wait. */
  hold(organizationId: string, seconds: number): Promise<void>;
  /** A contact that is not called owes its result at once. */
  refuse(
    organizationId: string,
    contact: { contactId: string; phone: string | null; result: OutreachResult },
  ): Promise<void>;
  /** Reports a result once more that was taken before; without one nothing happens. */
  repeat(organizationId: string, contactId: string): Promise<void>;
  claim(organizationId: string, batchSize: number, leaseSeconds: number): Promise<OwedResult[]>;
  taken(owed: OwedResult): Promise<void>;
  failed(owed: OwedResult, error: string, againSeconds: number): Promise<void>;
}

export interface ResultWork {
  organizationId: string;
  /** Null without a panel: nobody is owed anything then. */
  panel: Panel | null;
  results: PanelResults;
  logger: Logger;
}

/** Reported one after the other, each within ten seconds, well within the lease. */
const batchSize = 10;
const leaseSeconds = 120;

/** 5 s, 10 s, 20 s … an hour: a panel that is away for a night is asked some twenty times. */
const firstPauseSeconds = 5;
const longestPauseSeconds = 3_600;

/**
 * Reports what is owed to the panel. Any number of runners may do it beside each other; a report that was cut in the
 * middle is made again under the same id, so the panel counts it once.
 * @returns how many results the panel took
 */
export async function reportResults({ organizationId, panel, results, logger }: ResultWork): Promise<number> {
  if (panel === null) return 0;
  let taken = 0;
  let unreachable: PanelError | null = null;
  for (const owed of await results.claim(organizationId, batchSize, leaseSeconds)) {
    // A panel that does not answer one report will not answer the next: those wait without being tried.
    const error: PanelError | null = unreachable ?? (await tryReport(panel, owed));
    if (error === null) {
      await results.taken(owed);
      taken += 1;
      continue;
    }
    if (error.code === 'panel_unreachable') unreachable = error;
    const againSeconds = Math.min(error.retryAfterSeconds ?? pauseAfter(owed.delivery), longestPauseSeconds);
    logger.warn({ result: owed.id, againSeconds, fault: describeFault(error) }, 'a result was not taken');
    await results.failed(owed, error.message, againSeconds);
  }
  return taken;
}

async function tryReport(panel: Panel, owed: OwedResult): Promise<PanelError | null> {
  try {
    await panel.report(owed);
    return null;
  } catch (error) {
    if (error instanceof PanelError) return error;
    throw error;
  }
}

export function pauseAfter(delivery: number): number {
  return Math.min(longestPauseSeconds, firstPauseSeconds * 2 ** Math.min(delivery - 1, 20));
}
