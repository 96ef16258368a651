import type { Usage, UsageUnit } from './call.ts';

/** Adds up what providers bill for one call. Totals are cumulative, so writing them twice counts nothing twice. */
export class Meter {
  private readonly totals = new Map<string, Usage>();

  add(usage: { provider: string; unit: UsageUnit; quantity: number }): void {
    if (!(usage.quantity > 0)) return;
    const key = `${usage.provider} ${usage.unit}`;
    const total = this.totals.get(key) ?? { provider: usage.provider, unit: usage.unit, quantity: 0 };
    total.quantity += usage.quantity;
    this.totals.set(key, total);
  }

  /** Replaces a total: the length of the session is known, not summed. */
  set(usage: Usage): void {
    this.totals.set(`${usage.provider} ${usage.unit}`, { ...usage });
  }

  totalsNow(): Usage[] {
    return [...this.totals.values()].map((usage) => ({ ...usage }));
  }
}
