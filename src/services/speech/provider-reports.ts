import type { UsageUnit } from '../../calls/call/call.ts';
import type { ProviderFault } from '../../calls/conversation/faults.ts';

export type { ProviderFault };

/** A quantity that a provider bills, to be added to what it has billed before. */
export interface UsageDelta {
  provider: string;
  unit: UsageUnit;
  quantity: number;
}

export type OnFault = (fault: ProviderFault) => void;
export type OnUsage = (usage: UsageDelta) => void;
