import type { HandedOver } from '../../calls/call/hand-over-answer.ts';
import type { Operators } from '../../calls/transfer/operators.ts';
import { createOperator } from '../people/operator.ts';
import type { Answering } from '../people/reaction.ts';
import type { TypedWatch } from './watch.ts';

export interface TypedHandOver {
  callId: string;
  operators: Operators;
  seed: number;
  /** BCP 47. */
  language: string;
  watch: TypedWatch;
}

/** Asks operators one after the other, as a hand-over in a room does, in no time and without sound. */
export async function handOverTyped(
  options: TypedHandOver,
  brief: string,
  signal: AbortSignal,
): Promise<HandedOver> {
  const { callId, operators, seed, language, watch } = options;
  while (!signal.aborted) {
    const next = await operators.nextOperator(callId);
    if (!next.ok) return { ok: false, code: next.code === 'call_ended' ? 'gone' : next.code };
    const { legId, operator, toPhone } = next.leg;
    const person = createOperator({ seed, language, phone: toPhone });
    const unanswered = notAnswered(person.answering);
    if (unanswered) {
      await watch.asksOperator?.(operator.name, person.operator, unanswered.outcome);
      await operators.legEnded(legId, unanswered.outcome, unanswered.sipStatusCode);
      continue;
    }
    await operators.operatorAnswered(legId, null);
    const accepts = person.operator === 'accepts' || person.operator === 'accepts-by-key';
    await watch.asksOperator?.(operator.name, person.operator, `${brief} ${accepts ? 'Yes.' : 'No.'}`);
    if (accepts) return { ok: true, operator: { legId, name: operator.name, identity: `operator-${legId}` } };
    await operators.legEnded(legId, 'declined', null);
  }
  return { ok: false, code: 'gone' };
}

/** What the network says of a telephone that nobody answers; null when somebody does. */
export function notAnswered(answering: Answering) {
  if (answering.kind === 'rings') return { outcome: 'no_answer', sipStatusCode: 408 } as const;
  if (answering.kind !== 'refuses') return null;
  return { outcome: answering.outcome, sipStatusCode: answering.sipStatusCode };
}
