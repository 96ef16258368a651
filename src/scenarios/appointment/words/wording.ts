import type { LocalMoment } from '../../../language/say.ts';
import type { Refusal } from '../store/appointments.ts';

/** More than three times are not remembered by somebody who only hears them. */
const mostOffered = 3;

export function offered(slots: LocalMoment[]): LocalMoment[] {
  return slots.slice(0, mostOffered);
}

/** The day that all of these share, so that it is said once. */
export function onOneDay(slots: LocalMoment[]): string | null {
  const days = new Set(offered(slots).map(({ date }) => date));
  return days.size === 1 ? ([...days][0] ?? null) : null;
}

const hopeless: Refusal[] = [
  'not_identified',
  'not_proven',
  'wrong_person',
  'unknown_appointment',
  'already_canceled',
  'already_yours',
  'overlaps_own',
  'unknown_resource',
  'call_ended',
];

/** False for refusals after which another time is no help. */
export function willTimeHelp(code: Refusal): boolean {
  return !hopeless.includes(code);
}
