import type { SlotRefusal } from '../store/negotiations.ts';

const another =
  'Call propose_alternatives, ask for one of those times, and validate what they offer instead.';

/** For the model, in English: what to do about a refusal, beside what is so in every scenario. */
const nextSteps: Readonly<Record<SlotRefusal | 'held_in_past', string | undefined>> = {
  past: `It has passed where they are. ${another}`,
  outside_range: `Nothing outside the range that you were given. ${another}`,
  over_busy: `Say no more than that it does not suit. ${another}`,
  too_short: 'Ask for a slot that is as long as you were told, and pass its start and end.',
  outside_hours:
    'By what is known they are closed then: ask whether that is really the time, and for another.',
  other_provider: 'Pass the provider_id of the known facts: there is no other one on the line.',
  campaign_over:
    'Nothing is looked for any more: thank them, call record_no_offer with no_slot, and end the call.',
  call_ended: undefined,
  held_in_past: 'Ask until when they keep it, or pass no held_until.',
};

export function nextStepFor(code: SlotRefusal | 'held_in_past'): string | undefined {
  return nextSteps[code];
}
