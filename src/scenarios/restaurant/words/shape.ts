import type { LocalMoment } from '../../../language/say.ts';
import type { VisitHours, VisitRefusal } from '../store/visits.ts';

/** One thing ordered, so many times. */
export interface SpokenItem {
  name: string;
  quantity: number;
  notes: string | null;
}

/** What is known of a visit beside its dishes. */
export interface SpokenExtras {
  partySize?: number | null;
  allergies?: string | null;
  notes?: string | null;
}

/** A visit that stands: its dishes, or the order as text, and what else is known. */
export interface SpokenVisit extends SpokenExtras {
  items: SpokenItem[] | null;
  orderDetails: string | null;
  expected: LocalMoment | null;
}

/** A time at which nobody can be expected, by the hours; each moment as the restaurant's clocks show it. */
export interface SpokenClosing {
  code: 'closed' | 'kitchen_closed';
  wish: LocalMoment | null;
  opens: LocalMoment | null;
  closed: LocalMoment | null;
  serves: LocalMoment | null;
}

/** What a restaurant's calls say: each of these was committed, or asks. */
export interface VisitTexts {
  /** Why each call is placed; each ends in a question. */
  orderErrand: string;
  /** An inbound order call. */
  orderWelcome: string;
  arrivalErrand(expected: LocalMoment | null, today: string): string;
  recoveryErrand(missed: LocalMoment | null, today: string): string;
  /** In a few words, for a machine or a call screener. */
  errandInShort: { order: string; arrival: string; recovery: string };
  items(items: SpokenItem[]): string;
  readBack(items: SpokenItem[], extras: SpokenExtras | null): string;
  ordered(items: SpokenItem[], extras?: SpokenExtras): string;
  noted(extras: SpokenExtras): string;
  /** The visit that somebody asks about, or wants to change. */
  standing(visit: SpokenVisit, today: string): string;
  noVisit: string;
  /** An order that this call has not seen stands already, or was changed meanwhile. */
  orderChanged(visit: SpokenVisit, wanted: SpokenItem[], today: string): string;
  closed(closing: SpokenClosing, today: string): string;
  /** Weekly hours in a sentence; null where there are none. */
  hours(hours: VisitHours[]): string | null;
  arrivalSet(moment: LocalMoment, today: string): string;
  arrived: string;
  notComing: string;
  rescheduled(moment: LocalMoment, today: string): string;
  takeaway: string;
  canceled: string;
  /** A visit that was still to come, with its order. */
  calledOff: string;
  declined: string;
  nothingToNote: string;
  nothingOrdered: string;
  /** Dishes that were asked for and are not to be had; then what is. */
  notOnMenu(names: string[], menu: string[]): string;
  refused(code: VisitRefusal): string;
  summary: {
    nothing: string;
    ordered(items: string): string;
    noted(extras: SpokenExtras): string;
    /** An order of which nobody knows when it is for. */
    timeOpen: string;
    /** Agreed to and not placed. */
    orderOpen: string;
    arrivalSet(when: string): string;
    arrived: string;
    notComing: string;
    rescheduled(when: string): string;
    takeaway(notes: string | null): string;
    canceled: string;
    declined: string;
  };
}
