import type { ArrangementClaim } from '../../shared/claims/arrangement-claim.ts';

/** What calls to and from a restaurant claim. */

export type VisitClaim =
  | ArrangementClaim
  | 'ordered'
  | 'prepared'
  | 'ready'
  | 'table'
  | 'arrived'
  | 'not_arrived'
  | 'not_coming'
  | 'missed'
  | 'late'
  | 'no_time'
  | 'draft'
  | 'no_order';
