import type { ToolCallKey } from '../../../calls/call/tool-call.ts';
import type { AppointmentView } from './appointment-views.ts';

/** A time that can be booked. `date` and `time` are local to the organization. */
export interface Slot {
  date: string;
  time: string;
  startsAt: string;
  endsAt: string;
  /** Fits the times and weekdays that this person has booked before. */
  isLikely?: boolean | undefined;
}

/** Why the database refused. Each has a sentence of its own in what the agent says. */
export type Refusal =
  | 'not_identified'
  | 'past'
  | 'too_soon'
  | 'too_far'
  | 'closed'
  | 'no_such_time'
  | 'taken'
  | 'unknown_appointment'
  | 'already_canceled'
  | 'call_ended';

export interface Refused {
  ok: false;
  code: Refusal;
  /** Free slots near what was asked, the person's likely ones first. */
  alternatives: Slot[];
}

export type Answer<T> = ({ ok: true } & T) | Refused;

/** Postgres decides who wins a slot; implementations only translate its verdict. */
export interface Appointments {
  /** Free slots of one local day; with none, `alternatives` of the refusal hold the next ones. */
  slots(
    callId: string,
    wish: { date: string; partOfDay: PartOfDay | null },
  ): Promise<Answer<{ slots: Slot[] }>>;
  hold(
    key: ToolCallKey,
    wish: { date: string; time: string },
  ): Promise<Answer<{ slot: Slot; heldUntil: string }>>;
  book(
    key: ToolCallKey,
    wish: { date: string; time: string; notes: string | null },
  ): Promise<Answer<{ appointment: AppointmentView }>>;
  modify(
    key: ToolCallKey,
    change: { appointmentId: string; date: string; time: string },
  ): Promise<Answer<{ appointment: AppointmentView }>>;
  cancel(key: ToolCallKey, appointmentId: string): Promise<Answer<{ appointment: AppointmentView }>>;
  /** The identified user's appointments from now on, soonest first. */
  retrieve(callId: string): Promise<Answer<{ appointments: AppointmentView[] }>>;
}

export type PartOfDay = 'morning' | 'afternoon' | 'evening';
