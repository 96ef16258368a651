import type { AnswerPolicy } from '../../calls/answering/policy.ts';
import type { Ending, Turn } from '../../calls/call/call.ts';
import type { AnsweredBy } from '../../dialing/dialing.ts';
import type { Clock } from '../../shared/clock.ts';
import type { TypedWatch } from './watch.ts';

export interface MachineHands {
  answeredBy(by: AnsweredBy): Promise<void>;
  record(turn: Turn): Promise<void>;
  clock: Clock;
  watch: TypedWatch;
}

/** `reached`: the person behind it is on the telephone now, and the conversation begins. */
export type MachineAnswer = { reached: true } | { reached: false; ending: Ending };

const byVoicemail: Ending = { outcome: 'voicemail', disposition: null, endReason: 'voicemail' };
/** Nobody was reached, and nothing could be left. */
const byMenu: Ending = { outcome: 'no_answer', disposition: null, endReason: 'not_answered' };

/** What the scenario wants done with a machine. It is known for one here; telling it apart is for ears. */
export async function meetMachine(
  kind: 'voicemail' | 'screener' | 'menu',
  greeting: string,
  policy: AnswerPolicy,
  hands: MachineHands,
): Promise<MachineAnswer> {
  await hands.answeredBy(kind === 'menu' ? 'ivr' : kind);
  const reply = replyTo(kind, policy);
  if (reply !== null) await hands.watch.agentSays?.(reply);
  // Other keys lead somewhere else.
  if (kind === 'screener' || (kind === 'menu' && reply?.includes('1'))) {
    await hands.answeredBy('human');
    return { reached: true };
  }
  await hands.record(turnOf('person', greeting, 0, hands.clock));
  if (reply !== null) await hands.record(turnOf('agent', reply, 1, hands.clock));
  return { reached: false, ending: kind === 'menu' ? byMenu : byVoicemail };
}

function replyTo(kind: 'voicemail' | 'screener' | 'menu', policy: AnswerPolicy): string | null {
  if (kind === 'screener') return policy.screener.say;
  if (kind === 'menu') return policy.ivr === 'hang_up' ? null : policy.ivr.digits;
  return policy.voicemail === 'hang_up' ? null : policy.voicemail.say;
}

function turnOf(role: Turn['role'], text: string, index: number, clock: Clock): Turn {
  const now = new Date(clock.now()).toISOString();
  return {
    index,
    role,
    text,
    heard: null,
    interrupted: false,
    startedAt: now,
    endedAt: now,
    latency: { endOfTurnMs: null, modelMs: null, speechMs: null, totalMs: null },
    decision: null,
  };
}
