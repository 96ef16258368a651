import type { UsageUnit } from '../../calls/call.ts';

/** Something went wrong at a provider, and what was done about it. Never holds what anybody said. */
export interface ProviderFault {
  part: 'ears' | 'voice' | 'model';
  provider: string;
  kind: 'refused' | 'connection_lost' | 'stalled' | 'slow' | 'cut_short' | 'failed';
  /**
   * `retrying`: the same provider is asked again. `fallback`: another one has taken over. `apologized`: the recorded
   * line was played instead. `gave_up`: this part does not work at present, and the call should be ended with regret.
   */
  action: 'retrying' | 'fallback' | 'apologized' | 'gave_up';
  cause?: unknown;
}

/** A quantity that a provider bills, to be added to what it has billed before. */
export interface UsageDelta {
  provider: string;
  unit: UsageUnit;
  quantity: number;
}

export type OnFault = (fault: ProviderFault) => void;
export type OnUsage = (usage: UsageDelta) => void;
