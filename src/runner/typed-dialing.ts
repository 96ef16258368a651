import { type DialWork, dialDue } from '../dialing/dial-round.ts';
import type { TypedWatch } from '../simulation/typed/watch.ts';
import type { TypedCalls } from '../wiring/typed-calls.ts';

export interface TypedDialing extends Omit<DialWork, 'carry'> {
  typed: TypedCalls;
  /** Calls at once in this process. */
  mostAtOnce: number;
  watch?: (callId: string) => TypedWatch;
}

/**
 * A round that dials what is due without LiveKit: each call is typed in this process. No more is claimed than can begin
 * now, because a claimed call holds a line, and the round does not wait for its calls, because a silent person takes
 * half a minute. A call that fails here ends with its lease.
 */
export function createTypedDialing({ typed, mostAtOnce, watch, ...work }: TypedDialing) {
  let going = 0;
  const run = async (callId: string) => {
    going += 1;
    try {
      await typed.run({ callId, ...(watch ? { watch: watch(callId) } : {}) });
    } catch (error) {
      work.logger.error({ callId, err: error }, 'typed call not carried out');
    } finally {
      going -= 1;
    }
  };
  const carry: DialWork['carry'] = async ({ callId }) => void run(callId);
  return async (): Promise<boolean> => {
    const batchSize = Math.min(work.batchSize, mostAtOnce - going);
    return batchSize > 0 && (await dialDue({ ...work, batchSize, carry })) > 0;
  };
}
