/**
 * What is said of something arranged: `booked` is so, `made` and the like say that this call did it; `done` does not say
 * what ("all set"), `existing` only mentions one, `none` denies that there is any.
 */
export type ArrangementClaim =
  | 'booked'
  | 'made'
  | 'modified'
  | 'canceled'
  | 'held'
  | 'noted'
  | 'done'
  | 'existing'
  | 'none'
  | 'nothing_done'
  | 'none_canceled'
  | 'note_kept'
  | 'wait_list';
