import type { LocalMoment } from '../../../language/say.ts';
import type { VisitRefusal } from '../store/visits.ts';

/** One thing ordered, so many times. */
export interface SpokenItem {
  name: string;
  quantity: number;
  notes: string | null;
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
    nothing: string;
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
