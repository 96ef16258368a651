import type { CommittedAction } from '../../../calls/call/committed-action.ts';
import type { CallData } from '../../../calls/scenario/call-data.ts';
import type { Done, Unusable } from '../../../calls/scenario/tool-result.ts';
import type { VisitAnswer, VisitRefusal } from '../store/visits.ts';
import type { VisitActionKind, VisitCall } from './visit-call.ts';

/** What is said and kept of a change to the visit, once it was committed. */
export interface VisitChange {
  say: string;
  action: CommittedAction<VisitActionKind>;
}

/** The answer of a tool that changes the visit. Nothing counts as done before the database has said so. */
export function changed(
  data: CallData<VisitCall>,
  answer: VisitAnswer,
  change: VisitChange,
): Done | Unusable {
  if (!answer.ok) return refusal(data, answer.code);
  data.progress.commit(change.action);
  const { status, orderDetails, expectedArrivalTime } = answer.visit;
  return {
    ok: true,
    say: change.say,
    data: { status, order_details: orderDetails, expected_arrival_time: expectedArrivalTime },
  };
}

/** A visit that cannot be found may only not be for whoever speaks; which of it is so is not told. */
function refusal({ progress, texts, slice }: CallData<VisitCall>, code: VisitRefusal): Unusable {
  if (code === 'no_customer' && progress.isWithWrongPerson) {
    return { ok: false, code: 'wrong_person', say: texts.outbound.onlyThemselves };
  }
  if (code === 'no_customer' && progress.user?.proof === null) {
    return { ok: false, code: 'not_proven', say: texts.askProof };
  }
  return { ok: false, code, say: slice.texts.refused(code) };
}
