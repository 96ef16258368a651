import type { Refusal, Slot } from '../store/appointments.ts';

/** For the model, in English: what to do about a refusal of the calendar, beside what is so in every scenario. */
const nextSteps: Partial<Record<Refusal, string>> = {
  past: 'Ask for a time that is still to come, or offer these.',
  too_soon: 'Offer these, or call fetch_slots for another day.',
  too_far: 'Offer these, or take a callback for when that date can be booked.',
  closed: 'Offer these, or call fetch_slots for another day.',
  no_such_time: 'Nothing starts then. Offer these, or call fetch_slots for that day.',
  taken: 'Offer these, or call fetch_slots with what the caller wants.',
  unknown_appointment: 'Call retrieve_appointments and use an appointment_id of its answer.',
  already_canceled: 'Nothing has to be done for it. Ask whether they want a new one.',
  already_yours:
    'Nothing has to be booked: say that they have it. To move it, call hold_slot with its appointment_id.',
  overlaps_own:
    'Ask whether that appointment should be moved; then call hold_slot with its appointment_id and the new time.',
  unknown_resource: 'Say whom there is, ask which is meant, and call this again with that name or none.',
};

/** @param alternatives in the calendar of the business, so that nothing has to be worked out of words */
export function nextStepFor(code: Refusal, alternatives: Slot[]): string | undefined {
  const step = nextSteps[code];
  if (step === undefined || alternatives.length === 0) return step;
  return `${step} Free: ${alternatives.map(({ date, time }) => `${date} ${time}`).join(', ')}.`;
}
