import type { ClaimRules } from '../../calls/scenario/claim-rules.ts';
import { detectArrangements } from '../shared/claims/arrangements.ts';
import type { VisitCall } from './call/visit-call.ts';
import { detectVisitClaims } from './words/claims.ts';

const everything = [
  ...['ordered', 'arrival_set', 'arrived', 'not_coming', 'rescheduled', 'takeaway', 'visit_canceled'],
  ...['callback', 'opted_out', 'declined'],
];

/** What is said of orders and visits, and which actions make it true. */
export const visitClaims: ClaimRules<VisitCall> = {
  detect: (sentence, language) => [
    ...detectArrangements(sentence, language),
    ...detectVisitClaims(sentence, language),
  ],
  backing: {
    booked: { actions: ['ordered', 'arrival_set', 'rescheduled', 'takeaway', 'callback'], mayStand: true },
    modified: { actions: ['rescheduled', 'arrival_set', 'ordered'] },
    canceled: { actions: ['visit_canceled', 'opted_out'] },
    ordered: { actions: ['ordered', 'takeaway'], mayStand: true },
    noted: { actions: everything, isOfThisCall: true },
    done: { actions: everything },
    existing: { actions: [], isMention: true },
  },
  hint: () => '',
};
