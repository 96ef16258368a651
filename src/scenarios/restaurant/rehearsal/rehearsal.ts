import { rehearse } from '../../../simulation/rehearsal.ts';
import type { VisitKind } from '../visit-kind.ts';
import { visitScript } from './flow/script.ts';
import { guests } from './guest/guest.ts';
import { guestPhrases } from './guest/phrases.ts';
import { hearVisits } from './hearing/hearing.ts';

export const orderRehearsal = rehearseVisit('order');
export const arrivalRehearsal = rehearseVisit('arrival');
export const recoveryRehearsal = rehearseVisit('recovery');

/** A guest and a restaurant that talk about a visit. */
function rehearseVisit(kind: VisitKind) {
  return rehearse({
    model: visitScript(kind),
    person: guests[kind],
    phrases: guestPhrases,
    hearing: hearVisits(kind),
  });
}
