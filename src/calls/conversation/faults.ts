/** The stage of the voice pipeline that failed. */
export type Stage = 'ears' | 'model' | 'voice';

/** Something went wrong at a provider, and what was done about it. Never holds what anybody said. */
export interface ProviderFault {
  part: Stage;
  provider: string;
  kind: 'refused' | 'connection_lost' | 'stalled' | 'slow' | 'cut_short' | 'failed';
  /**
   * `retrying`: the same provider is asked again. `fallback`: another one has taken over. `apologized`: the recorded
   * line was played instead. `gave_up`: this part does not work at present, and the call should be ended with regret.
   */
  action: 'retrying' | 'fallback' | 'apologized' | 'gave_up';
  cause?: unknown;
}

/**
 * How many replies in a row may fail before the call is given up. One failure is said and the person asked again;
 * a third apology in a row helps nobody.
 */
const failuresBeforeEnding = 3;

/**
 * Decides what a provider's failure means for the call, once LiveKit and the adapters below it have given up on it.
 *
 *   failure 1, 2 → `apologize`    failure 3 → `give_up`    a reply that was heard → back to none
 *
 * Ears that are lost for good are given up at once: without them every further sentence would be a monologue.
 */
export class Faults {
  private inARow = 0;

  failed(stage: Stage): 'apologize' | 'give_up' {
    this.inARow += 1;
    return stage === 'ears' || this.inARow >= failuresBeforeEnding ? 'give_up' : 'apologize';
  }

  recovered(): void {
    this.inARow = 0;
  }
}

/** @param type of LiveKit's error event, such as `llm_error` */
export function stageOf(type: string): Stage | null {
  if (type === 'llm_error') return 'model';
  if (type === 'tts_error') return 'voice';
  if (type === 'stt_error') return 'ears';
  return null;
}
