import type { OfferedScenario } from './call-views.ts';

/** What whoever calls is answered with: the first that answers, in the organization's order; null where it only calls. */
export function inboundScenario(offered: readonly OfferedScenario[]): string | null {
  return offered.find(({ answers }) => answers)?.name ?? null;
}
