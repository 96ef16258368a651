import type { Progress } from '../../../calls/call/progress.ts';
import type { FactGiven } from '../../../calls/facts/fact.ts';
import type { Unusable } from '../../../calls/scenario/tool-result.ts';
import type { AppointmentView } from '../store/appointment-views.ts';
import type { Appointments, Refused, Slot } from '../store/appointments.ts';
import { nextStepFor } from '../words/next-steps.ts';
import type { AppointmentTexts } from '../words/shape.ts';
import type { Step } from './deeds.ts';
import { viewAppointment, viewSlot } from './slot-view.ts';

/** An appointment that this call has committed in the database. */
export interface Commit {
  kind: 'booked' | 'modified' | 'canceled';
  appointment: AppointmentView;
  /** As it was before it was moved. */
  previous?: AppointmentView | undefined;
}

/** What a call about appointments knows and has done. */
export class AppointmentCall {
  readonly appointments: Appointments;
  readonly texts: AppointmentTexts;
  /** Slots said most recently. */
  offered: Slot[] = [];
  /** The slot held for this call, if any. */
  held: Slot | null = null;
  /** Appointments that the database showed to this call. */
  known: AppointmentView[] = [];
  readonly commits: Commit[] = [];
  private readonly progress: Progress;

  constructor(parts: { appointments: Appointments; texts: AppointmentTexts; progress: Progress }) {
    this.appointments = parts.appointments;
    this.texts = parts.texts;
    this.progress = parts.progress;
    this.progress.onOtherPerson(() => this.startAnew());
  }

  /** What was wished for, held and looked up was another person's. */
  private startAnew(): void {
    this.offered = [];
    this.held = null;
    this.known = [];
  }

  offer(slots: Slot[]): void {
    this.offered = slots;
    this.progress.book.show('slot', 'offered', slots.map(slotFact));
  }

  hold(slot: Slot): void {
    this.held = slot;
    this.progress.book.show('slot', 'held', [slotFact(slot)]);
  }

  commit(commit: Commit): void {
    this.commits.push(commit);
    this.held = null;
    this.progress.book.show('slot', 'held', []);
    const { kind, appointment } = commit;
    const status = statusAfter[kind];
    this.progress.book.record({ ...appointmentFact(appointment), kind: 'appointment', status });
  }

  /** Appointments that the database has shown. */
  see(appointments: AppointmentView[]): void {
    this.known = appointments;
    this.progress.book.show('appointment', 'known', appointments.map(appointmentFact));
  }

  /** What a tool answers to a refusal of the database; what is free instead, or theirs already, is told with it. */
  refuse({ code, alternatives, appointment }: Refused): Unusable {
    if (alternatives.length > 0) this.offer(alternatives);
    if (appointment) this.know([appointment]);
    const { texts } = this;
    const id = appointment ? ` It is appointment_id ${appointment.appointment_id}.` : '';
    const next = nextStepFor(code, alternatives);
    return {
      ok: false,
      code,
      say: texts.refused(code, alternatives, appointment),
      next: next && `${next}${id}`,
      data: {
        ...(alternatives.length > 0 ? { slots: alternatives.map((slot) => viewSlot(slot, texts)) } : {}),
        ...(appointment ? { appointment: viewAppointment(appointment, texts) } : {}),
      },
    };
  }

  /** Appointments that the database showed, beside those that it showed before. */
  private know(appointments: AppointmentView[]): void {
    const isShown = (one: AppointmentView) =>
      appointments.some(({ appointment_id }) => appointment_id === one.appointment_id);
    this.see([...this.known.filter((one) => !isShown(one)), ...appointments]);
  }

  /** What the call meant for the business, were it to end now. */
  disposition(): Commit['kind'] | 'informed' | 'abandoned' {
    const last = this.commits.at(-1);
    if (last) return last.kind;
    return this.progress.user ? 'informed' : 'abandoned';
  }

  /** What it did, in order, and the time that it holds. */
  steps(): Step[] {
    return [...this.commits, ...(this.held ? [{ kind: 'held' as const, moment: this.held }] : [])];
  }

  /** The appointments this call touched, each in its latest state. */
  touched(): AppointmentView[] {
    const latest = new Map<string, AppointmentView>();
    for (const { appointment } of this.commits) latest.set(appointment.appointment_id, appointment);
    return [...latest.values()];
  }
}

const statusAfter = { booked: 'committed', modified: 'changed', canceled: 'canceled' } as const;

function appointmentFact({
  appointment_id: id,
  date,
  time,
  resource,
  for_whom: who,
}: AppointmentView): Omit<FactGiven, 'kind' | 'status'> {
  return { id, when: { date, time }, who, what: resource === null ? [] : [{ name: resource, count: null }] };
}

function slotFact({ date, time }: Slot): Omit<FactGiven, 'kind' | 'status'> {
  return { id: `slot ${date} ${time}`, when: { date, time } };
}
