import type { Visits } from '../store/visits.ts';
import type { VisitTexts } from '../words/shape.ts';

/** What a restaurant's calls can have done, each once its row was committed. */
export type VisitActionKind =
  | 'ordered'
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
}
