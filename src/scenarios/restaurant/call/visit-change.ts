import type { CommittedAction } from '../../../calls/call/committed-action.ts';
import type { CallData } from '../../../calls/scenario/call-data.ts';
import type { Done, Unusable } from '../../../calls/scenario/tool-result.ts';
import { localDay } from '../../../language/dates.ts';
import { type LocalMoment, localMoment } from '../../../language/say.ts';
import type { Visit } from '../store/visit-row.ts';
import type { Closing, OrderItem, VisitAnswer } from '../store/visits.ts';
import type { VisitActionKind, VisitCall } from './visit-call.ts';
import { factsAfter } from './visit-facts.ts';

/** What is said and kept of a change to the visit, once it was committed. */
export interface VisitChange {
  say: string | ((visit: Visit) => string);
  action: CommittedAction<VisitActionKind>;
  /** The dishes that were wanted, where somebody else has changed the order meanwhile. */
  wanted?: OrderItem[];
  /** What was said with it, for the remarks. */
  remark?: string | null;
}

/** The answer of a tool that changes the visit. Nothing counts as done before the database has said so. */
export function changed(
  data: CallData<VisitCall>,
  answer: VisitAnswer,
  change: VisitChange,
): Done | Unusable {
  if (!answer.ok) return refused(data, answer, change);
  const { slice, progress } = data;
  progress.commit({ ...change.action, facts: factsAfter(change.action, progress.book, answer.visit) });
  slice.visit = answer.visit;
  slice.done.push({ kind: change.action.kind, visit: answer.visit, remark: change.remark ?? null });
  const say = typeof change.say === 'string' ? change.say : change.say(answer.visit);
  return { ok: true, say, data: viewVisit(answer.visit) };
}

/** A visit as model and page see it. */
export function viewVisit(visit: Visit): Record<string, unknown> {
  const { status, orderDetails, items, notes, allergies, partySize, expectedArrivalTime, expected } = visit;
  return {
    status,
    order_details: orderDetails,
    ...(items === null ? {} : { items }),
    ...(notes === null ? {} : { notes }),
    ...(allergies === null ? {} : { allergies }),
    ...(partySize === null ? {} : { party_size: partySize }),
    expected_arrival_time: expectedArrivalTime,
    ...(expected === null ? {} : { expected_local: `${expected.date}T${expected.time}` }),
  };
}

function refused(
  data: CallData<VisitCall>,
  answer: Extract<VisitAnswer, { ok: false }>,
  { wanted = [], action }: VisitChange,
): Unusable {
  const { slice } = data;
  const { code } = answer;
  if (code === 'no_customer') return notFound(data, code, slice.texts.refused(code));
  if (code === 'order_changed') {
    // What it was told now, it knows: asked again after a yes, the order is changed.
    slice.visit = answer.visit;
    const say = slice.texts.orderChanged(answer.visit, wanted, todayOf(data));
    return { ok: false, code, say, data: { standing: viewVisit(answer.visit) } };
  }
  if (code === 'closed' || code === 'kitchen_closed') {
    return { ok: false, code, say: sayClosing(data, answer, action.moment) };
  }
  return { ok: false, code, say: slice.texts.refused(code) };
}

/** A visit that cannot be found may only not be for whoever speaks; which of it is so is not told. */
export function notFound({ progress, texts }: CallData<VisitCall>, code: string, say: string): Unusable {
  if (progress.isWithWrongPerson)
    return { ok: false, code: 'wrong_person', say: texts.outbound.onlyThemselves };
  if (progress.user?.proof === null) return { ok: false, code: 'not_proven', say: texts.askProof };
  return { ok: false, code, say };
}

function sayClosing(data: CallData<VisitCall>, closing: Closing, wish: LocalMoment | null): string {
  const moment = (instant: string | null) =>
    instant === null ? null : localMoment(instant, data.organization.timeZone);
  const { code, opensAt, closedAt, servesAt } = closing;
  return data.slice.texts.closed(
    { code, wish, opens: moment(opensAt), closed: moment(closedAt), serves: moment(servesAt) },
    todayOf(data),
  );
}

function todayOf({ clock, organization }: Pick<CallData, 'clock' | 'organization'>): string {
  return localDay(clock.now(), organization.timeZone);
}
