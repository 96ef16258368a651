import type { AnswerPolicy } from '../../calls/answering/policy.ts';
import type { AnsweredBy } from '../../dialing/dialing.ts';
import type { TypedWatch } from './watch.ts';

export type Machine = 'voicemail' | 'screener' | 'menu';

export interface MachineHands {
  answeredBy(by: AnsweredBy): void;
  /** Keeps what it said and what it was told. */
  note(role: 'user' | 'assistant', text: string): void;
  watch: TypedWatch;
}

/** `reached`: the person behind it is on the telephone now, and the conversation begins. */
export type MachineAnswer = { reached: true } | { reached: false; because: 'voicemail' | 'not_answered' };

/** What the scenario wants done with a machine. It is known for one here; telling it apart is for ears. */
export async function answerMachine(
  kind: Machine,
  greeting: string,
  policy: AnswerPolicy,
  hands: MachineHands,
): Promise<MachineAnswer> {
  hands.answeredBy(kind === 'menu' ? 'ivr' : kind);
  const reply = replyTo(kind, policy);
  if (reply !== null) await hands.watch.agentSays?.(reply);
  // Other keys lead somewhere else.
  if (kind === 'screener' || (kind === 'menu' && reply?.includes('1'))) {
    hands.answeredBy('human');
    return { reached: true };
  }
  hands.note('user', greeting);
  if (reply !== null) hands.note('assistant', reply);
  // Behind a menu nobody was reached, and nothing could be left.
  return { reached: false, because: kind === 'menu' ? 'not_answered' : 'voicemail' };
}

function replyTo(kind: Machine, policy: AnswerPolicy): string | null {
  if (kind === 'screener') return policy.screener.say;
  if (kind === 'menu') return policy.ivr === 'hang_up' ? null : policy.ivr.digits;
  return policy.voicemail === 'hang_up' ? null : policy.voicemail.say;
}
