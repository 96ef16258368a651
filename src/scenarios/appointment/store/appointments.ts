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
  /** Whose time it would be; null where there is only one resource to have it. */
  resource?: string | null | undefined;
}

/** Why the database refused. Each has a sentence of its own in what the agent says. */
export type Refusal =
  | 'not_identified'
  /** They only say whose number it is, and this is on file. */
  | 'not_proven'
  /** Whoever answered our call is not the person. */
  | 'wrong_person'
  | 'past'
  | 'too_soon'
  | 'too_far'
  | 'closed'
  | 'no_such_time'
  | 'taken'
  | 'unknown_appointment'
  | 'already_canceled'
  | 'already_yours'
  | 'overlaps_own'
  | 'unknown_resource'
  | 'call_ended';

export interface Refused {
  ok: false;
  code: Refusal;
  /** Free slots near what was asked: the nearest from then on first, and of the others the person's likely ones. */
  alternatives: Slot[];
  /** What the person has at that time already, where that is why. */
  appointment?: AppointmentView | undefined;
}

export type Answer<T> = ({ ok: true } & T) | Refused;

/** Postgres decides who wins a slot; implementations only translate its verdict. */
export interface Appointments {
  /** Free slots, by time; with none, `alternatives` of the refusal hold the next ones. Nobody needs to be identified. */
  slots(callId: string, wish: SlotsWish): Promise<Answer<{ slots: Slot[] }>>;
  /** `appointment` is the one that is being moved, as it stands. */
  hold(
    key: ToolCallKey,
    wish: { date: string; time: string; resource?: string | null; appointmentId?: string | null },
  ): Promise<Answer<{ slot: Slot; heldUntil: string; appointment?: AppointmentView | undefined }>>;
  book(
    key: ToolCallKey,
    wish: {
      date: string;
      time: string;
      notes: string | null;
      resource?: string | null;
      /** "My son": who comes, where it is not the person themselves. */
      forWhom?: string | null;
    },
  ): Promise<Answer<{ appointment: AppointmentView }>>;
  /** `previous` is the appointment as it was. */
  modify(
    key: ToolCallKey,
    change: { appointmentId: string; date: string; time: string; resource?: string | null },
  ): Promise<Answer<{ appointment: AppointmentView; previous?: AppointmentView | undefined }>>;
  cancel(key: ToolCallKey, appointmentId: string): Promise<Answer<{ appointment: AppointmentView }>>;
  /** The person's appointments from now on, soonest first; `partial` are only those that this call booked. */
  retrieve(callId: string): Promise<Answer<{ appointments: AppointmentView[]; partial?: true | undefined }>>;
}

export type PartOfDay = 'morning' | 'afternoon' | 'evening';

/** Which free slots are wanted. Dates and times are local to the organization. */
export interface SlotsWish {
  /** Null is from today on, the soonest first. */
  date: string | null;
  partOfDay: PartOfDay | null;
  /** The last day, where several are meant. */
  untilDate?: string | null;
  /** The first start that suits, HH:MM. */
  earliest?: string | null;
  /** Starts before this suit, HH:MM. */
  before?: string | null;
  /** Days (YYYY-MM-DD) and ISO weekdays ('1' is Monday) that do not. */
  notOn?: string[];
  /** Name of a resource, or a part of it. */
  resource?: string | null;
  /** What is being moved: its own time counts as free. */
  appointmentId?: string | null;
  /** Than the appointment that is being moved. */
  direction?: 'later' | 'earlier' | null;
}
