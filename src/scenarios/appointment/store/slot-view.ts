import type { Slot } from './appointments.ts';

/** A slot as the page and the model see it, in the field names of docs/events.md. */
export function viewSlot({ date, time, startsAt, endsAt }: Slot) {
  return { date, time, starts_at: startsAt, ends_at: endsAt };
}
