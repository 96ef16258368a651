import type { Deed } from '../calls/call/committed-action.ts';
import type { CallData } from '../calls/scenario/call-data.ts';
import { localDay } from '../language/dates.ts';
import { type LocalMoment, sayWhen } from '../language/say.ts';
import type { VisitAnswer } from '../scenarios/restaurant/store/visits.ts';
import type { Done, Unusable } from './perform.ts';

/** What is said and kept of a change to the visit, once it was committed. */
export interface VisitChange {
  say: string;
  deed: Deed;
}

/** The answer of a tool that changes the visit. Nothing counts as done before the database has said so. */
export function changed(data: CallData, answer: VisitAnswer, change: VisitChange): Done | Unusable {
  if (!answer.ok) return { ok: false, code: answer.code, say: data.texts.visit.refused(answer.code) };
  data.progress.did(change.deed);
  const { status, orderDetails, expectedArrivalTime } = answer.visit;
  return {
    ok: true,
    say: change.say,
    data: { status, order_details: orderDetails, expected_arrival_time: expectedArrivalTime },
  };
}

/** Today where the business is, YYYY-MM-DD. */
export function todayOf({ clock, organization }: CallData): string {
  return localDay(clock.now(), organization.timeZone);
}

/** A moment for the summary, which is read on another day: never "today". */
export function tellMoment({ agent }: CallData, moment: LocalMoment): string {
  return sayWhen(agent.language, moment, '1970-01-01');
}
