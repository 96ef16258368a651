import type { SlotWish } from './slot-wish.ts';

/** What the person wants at the moment. */
export type Task = 'book' | 'move' | 'cancel' | 'look_up';

/** What the person was asked last. */
export type Question =
  | 'task'
  | 'phone'
  | 'caller_number'
  /** Something that only the person of the number knows. */
  | 'proof'
  | 'day'
  | 'time'
  | 'confirm_booking'
  | 'confirm_move'
  | 'confirm_cancel'
  | 'which_appointment'
  | 'anything_else'
  /** When to call them again. */
  | 'callback';

export interface Moment {
  date: string;
  time: string;
}

export interface KnownAppointment extends Moment {
  id: string;
  resource: string | null;
}

/** Everything the scripted model knows of a call about appointments. It is computed anew from the conversation each time, never kept. */
export interface Dialogue {
  task: Task | null;
  asked: Question;
  isIdentified: boolean;
  /** Offered in the greeting of a telephone call; as it was said. */
  callerNumber: string | null;
  /** Digits that were too few, in case the rest follows. */
  digits: string;
  name: string | null;
  day: string | null;
  part: string | null;
  time: string | null;
  /** Several days, hours between which it should be, days that do not suit. */
  slots: SlotWish | null;
  /** Free times that the person has heard, in that order. */
  offered: Moment[];
  held: Moment | null;
  /** Null until they have been retrieved, and again after each change. */
  appointments: KnownAppointment[] | null;
  /** Which appointment is to be moved or canceled: as it was named, then as it was found. */
  named: { day: string | null; time: string | null } | null;
  chosen: KnownAppointment | null;
  /** The time of a callback that was offered instead of the one they asked for. */
  callbackOffer: Moment | null;
  /** A move to later or earlier than it is, and with whom it is. */
  direction: 'later' | 'earlier' | null;
  isSamePerson: boolean;
  /** Times in a row that nothing was understood. */
  confusion: number;
}

export const beginning: Dialogue = {
  task: null,
  asked: 'task',
  isIdentified: false,
  callerNumber: null,
  digits: '',
  name: null,
  day: null,
  part: null,
  time: null,
  slots: null,
  offered: [],
  held: null,
  appointments: null,
  named: null,
  chosen: null,
  callbackOffer: null,
  direction: null,
  isSamePerson: false,
  confusion: 0,
};

/** The task is done or given up; who is calling stays known. */
export function withoutTask(dialogue: Dialogue): Dialogue {
  const { isIdentified, callerNumber, name } = dialogue;
  return { ...beginning, isIdentified, callerNumber, name, asked: 'anything_else' };
}

/** Asks for a time anew: what was wished or held before is forgotten. */
export function withoutMoment(dialogue: Dialogue): Dialogue {
  return { ...dialogue, day: null, part: null, time: null, slots: null, held: null, offered: [] };
}
