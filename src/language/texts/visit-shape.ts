import type { PromiseRefusal } from '../../calls/call/contact-preferences.ts';
import type { VisitRefusal } from '../../scenarios/restaurant/store/visits.ts';
import type { LocalMoment } from '../say.ts';

/** One thing ordered, so many times. */
export interface SpokenItem {
  name: string;
  quantity: number;
  notes: string | null;
}

/** Who calls whom, for the first sentence of a call that we place. */
export interface OutboundOpening {
  organization: string;
  agent: string;
  /** Whom the business expects to answer. */
  name: string | null;
  rehearsal: boolean;
  recorded: boolean;
}

/** What any call that we place may have to say. */
export interface OutboundTexts {
  /** Who calls, that it is a machine, and whatever else has to be disclosed first. */
  introduction(opening: OutboundOpening): string;
  /** The called person's consent is not needed for it, but they are told. */
  recorded: string;
  rehearsal: string;
  /** Why this appointment call is placed; ends in a question. */
  appointmentErrand: string;
  appointmentErrandInShort: string;
  callbackPromised(moment: LocalMoment, today: string): string;
  callbackRefused(code: PromiseRefusal): string;
  optedOut: string;
  cannotOptOut: string;
  wrongPerson: string;
  goodbye: string;
  /** Left on a machine. */
  voicemail(opening: OutboundOpening, errand: string): string;
  summary: {
    callback(when: string): string;
    optedOut: string;
    wrongPerson: string;
  };
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
  readBack(items: SpokenItem[], notes: string | null): string;
  ordered(items: SpokenItem[]): string;
  arrivalSet(moment: LocalMoment, today: string): string;
  arrived: string;
  notComing: string;
  rescheduled(moment: LocalMoment, today: string): string;
  takeaway: string;
  canceled: string;
  declined: string;
  nothingOrdered: string;
  /** Dishes that were asked for and are not to be had; then what is. */
  notOnMenu(names: string[], menu: string[]): string;
  refused(code: VisitRefusal): string;
  summary: {
    ordered(items: string): string;
    arrivalSet(when: string): string;
    arrived: string;
    notComing: string;
    rescheduled(when: string): string;
    takeaway(notes: string | null): string;
    canceled: string;
    declined: string;
  };
}
