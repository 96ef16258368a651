import type { AnswerVerdict } from './answer.ts';

/** What a scenario wants done when no person answers. Texts are in the call's language, ready to be spoken. */
export interface AnswerPolicy {
  voicemail: 'hang_up' | { say: string };
  /** Who calls and why: a screener shows it to the person, who then picks up or does not. */
  screener: { say: string };
  /** Keys as `sendDigits` takes them, `w` for half a second. */
  ivr: 'hang_up' | { digits: string };
}

export type AnswerAction =
  | { do: 'talk' }
  /** After the greeting's end; where only the network has announced that nobody answers, only after a beep. */
  | { do: 'leave_message'; text: string; onlyAfterBeep: boolean }
  | { do: 'introduce'; text: string }
  | { do: 'send_digits'; digits: string }
  /** Nobody is heard: say goodbye to whoever may listen, and hang up unless somebody speaks after all. */
  | { do: 'take_leave' }
  | { do: 'hang_up' };

/** What a verdict asks for. Only an answer that is certainly no person's can lead to `hang_up`. */
export function nextAction(answer: AnswerVerdict, policy: AnswerPolicy): AnswerAction {
  switch (answer.verdict) {
    case 'human':
      return { do: 'talk' };
    case 'silence':
      return { do: 'take_leave' };
    case 'screener':
      return { do: 'introduce', text: policy.screener.say };
    case 'ivr':
      return policy.ivr === 'hang_up' ? { do: 'hang_up' } : { do: 'send_digits', digits: policy.ivr.digits };
    case 'voicemail': {
      if (policy.voicemail === 'hang_up') return { do: 'hang_up' };
      const onlyAfterBeep = answer.reason === 'carrier_announcement';
      return { do: 'leave_message', text: policy.voicemail.say, onlyAfterBeep };
    }
  }
}
