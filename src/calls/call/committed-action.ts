import type { LocalMoment } from '../../language/say.ts';

/** What a call can have done beside appointments, each once its row was committed. */
export type DeedKind =
  | 'ordered'
  | 'arrival_set'
  | 'arrived'
  | 'not_coming'
  | 'rescheduled'
  | 'takeaway'
  | 'visit_canceled'
  | 'callback'
  | 'opted_out'
  /** A visit that did not come about: it may be spoken of, and was nothing that this call did. */
  | 'missed'
  /** Said by the person; nothing but the disposition is kept of these. */
  | 'declined'
  | 'wrong_person';

export interface Deed {
  kind: DeedKind;
  /** The day and time that it is about, as the business names it. */
  moment: LocalMoment | null;
  /** For the summary: a sentence that says what was done. */
  told: string;
}
