import type { ClaimRules } from '../../calls/scenario/claim-rules.ts';
import { namesMoment } from '../../calls/scenario/claimed-moments.ts';
import { detectArrangements } from '../shared/claims/arrangements.ts';
import type { AppointmentCall, Commit } from './call/appointment-call.ts';
import { appointmentTexts } from './words/texts.ts';

/** What is said of appointments, and which commits make it true. */
export const appointmentClaims: ClaimRules<AppointmentCall> = {
  detect: detectArrangements,
  backing: {
    booked: { actions: ['callback'], mayStand: true },
    canceled: { actions: ['opted_out'] },
    done: { actions: ['callback', 'opted_out'] },
    existing: { actions: [], isMention: true },
  },
  isBacked(claim, sentence, context, slice) {
    if (claim === 'existing')
      return namesMoment(sentence, [...slice.known, ...slice.touched()], context) !== 'other';
    const backing = slice.commits.filter(({ kind }) => backs(kind, claim));
    if (backing.length === 0) return false;
    // "Moved from Monday at nine to Tuesday at ten" may name the old time first.
    const mayBeNamed = [...backing.map(({ appointment }) => appointment), ...slice.known];
    const which = namesMoment(sentence, mayBeNamed, context);
    return which === 'none' ? !context.progress.hasOpenWish : which === 'these';
  },
  hint: (language) => appointmentTexts(language).mentionExisting,
};

/** A moved appointment is booked at its new time. */
function backs(kind: Commit['kind'], claim: string): boolean {
  return claim === 'done' || kind === claim || (claim === 'booked' && kind === 'modified');
}
