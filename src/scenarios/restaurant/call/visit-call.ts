import type { Visit } from '../store/visit-row.ts';
import type { Visits } from '../store/visits.ts';
import type { VisitTexts } from '../words/shape.ts';

/** What a restaurant's calls can have done, each once its row was committed. */
export type VisitActionKind =
  | 'ordered'
  /** Party size, allergies and other notes, beside the dishes. */
  | 'noted'
  | 'arrival_set'
  | 'arrived'
  | 'not_coming'
  | 'rescheduled'
  | 'takeaway'
  | 'visit_canceled'
  /** A visit that did not come about: it may be spoken of, and was nothing that this call did. */
  | 'missed'
  /** Said by the person; nothing but the disposition is kept of it. */
  | 'declined';

/** What a call about a visit works with. */
export interface VisitCall {
  visits: Visits;
  texts: VisitTexts;
  /** What can be ordered, where that is known. */
  menu: string[];
  /** The visit as this call knows it; null while it knows of none. */
  visit: Visit | null;
  /** What was done, in order, with what the visit was then: for the summary. */
  done: VisitDeed[];
}

export interface VisitDeed {
  kind: VisitActionKind;
  visit: Visit | null;
  /** Said with it, and kept in the remarks. */
  remark?: string | null;
}
