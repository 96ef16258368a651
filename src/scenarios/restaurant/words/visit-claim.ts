import type { ArrangementClaim } from '../../shared/claims/arrangement-claim.ts';

/** What calls to and from a restaurant claim. */
export type VisitClaim = ArrangementClaim | 'ordered' | 'noted';
