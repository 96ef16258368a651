import type { LocalMoment } from '../../../language/say.ts';
import type { AppointmentView } from '../store/appointment-views.ts';

/** One thing that the database committed. `previous` is the appointment as it was before it was moved. */
export type Step =
  | {
      kind: 'booked' | 'modified' | 'canceled';
      appointment: AppointmentView;
      previous?: AppointmentView | undefined;
    }
  | { kind: 'held'; moment: LocalMoment };

/**
 * The steps of a call, in order, without those that later ones undid: an appointment that was booked and then moved was
 * booked for its last time, one that was moved twice went from the first to the last, and one that was booked and
 * canceled again leaves nothing. A time that was only held is open where nothing was booked or moved after it.
 */
export function deedsOf(steps: Step[]): Step[] {
  const deeds = new Map<string, Exclude<Step, { kind: 'held' }>>();
  let held: Step | null = null;
  for (const step of steps) {
    if (step.kind === 'held') {
      held = step;
      continue;
    }
    const { kind, appointment } = step;
    const { appointment_id: id } = appointment;
    const before = deeds.get(id);
    deeds.delete(id);
    if (kind !== 'canceled') held = null;
    if (kind !== 'canceled' || before?.kind !== 'booked')
      deeds.set(id, before ? { ...step, kind: joined(before.kind, kind), previous: before.previous } : step);
  }
  return [...deeds.values(), ...(held === null ? [] : [held])];
}

type Kind = Exclude<Step['kind'], 'held'>;

function joined(before: Kind, after: Kind): Kind {
  return before === 'booked' && after === 'modified' ? 'booked' : after;
}
