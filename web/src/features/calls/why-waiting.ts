import type { CallRequestView } from '../../../../src/http/contract.ts';
import { formatInstant } from '../../lib/format.ts';
import { texts } from '../../lib/texts/texts.ts';

/** "Not dialed because nobody may be called at this hour, until Nov 20, 8:00 AM". */
export function whyWaiting({ waits_for }: Pick<CallRequestView, 'waits_for'>): string {
  const t = texts.waiting;
  if (waits_for === null) return t.soon;
  const why = t.because(t.obstacles[waits_for.code]);
  return waits_for.until === null ? why : t.until(why, formatInstant(waits_for.until));
}

/** What came of it so far; null before the first try. */
export function lastTry({
  dials,
  max_attempts,
  last_outcome,
}: Pick<CallRequestView, 'dials' | 'max_attempts' | 'last_outcome'>): string | null {
  if (dials === 0) return null;
  const outcomes: Partial<Record<string, string>> = texts.outcomes;
  const outcome = last_outcome === null ? null : (outcomes[last_outcome] ?? last_outcome);
  return texts.waiting.tried(dials, max_attempts, outcome);
}
