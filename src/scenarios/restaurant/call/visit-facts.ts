import type { CommittedAction } from '../../../calls/call/committed-action.ts';
import type { FactBook } from '../../../calls/facts/book.ts';
import { type FactGiven, isLive } from '../../../calls/facts/fact.ts';
import type { LocalMoment } from '../../../language/say.ts';
import type { Visit } from '../store/visit-row.ts';
import type { VisitActionKind } from './visit-call.ts';

/**
 * What is so after an action: an order and a visit are one each, so that a new order replaces the old one and a new time
 * moves the visit. Allergies and notes are kept with them.
 * @param visit as the database keeps it now; null where only the action is known
 */
export function factsAfter(
  { kind, moment }: CommittedAction<VisitActionKind>,
  book: FactBook,
  visit: Visit | null = null,
): FactGiven[] {
  const stands = (id: string) => book.facts.some((fact) => fact.id === id && isLive(fact));
  const made = (id: string) => (stands(id) ? 'changed' : 'committed');
  const kept = visit !== null && (visit.allergies !== null || visit.notes !== null);
  const notes: FactGiven[] = kept ? [{ id: 'note', kind: 'note', status: made('note') }] : [];
  switch (kind) {
    case 'ordered':
      return [{ ...orderOf(visit), status: made('order') }, ...notes];
    case 'noted':
      return [
        { id: 'noted', kind: 'noted', status: 'committed', people: visit?.partySize ?? null },
        ...notes,
      ];
    case 'arrival_set':
    case 'rescheduled':
      return [{ id: 'visit', kind: 'visit', status: made('visit'), when: moment }];
    case 'not_coming':
    case 'visit_canceled':
      return [
        { id: 'visit', kind: 'visit', status: 'canceled' },
        { id: 'order', kind: 'order', status: 'canceled' },
      ];
    default:
      return [{ id: kind, kind, status: 'committed', when: moment }];
  }
}

/** What was looked up. */
export function factsOf(visit: Visit): FactGiven[] {
  const { orderDetails, expected, allergies, notes, partySize } = visit;
  return [
    ...(orderDetails === null ? [] : [{ ...orderOf(visit), status: 'known' } as const]),
    ...(expected === null
      ? []
      : [{ id: 'visit', kind: 'visit', status: 'known', when: expected, people: partySize } as const]),
    ...(allergies === null && notes === null ? [] : [{ id: 'note', kind: 'note', status: 'known' } as const]),
  ];
}

/** What stood before the call: an order, and when its guest is expected. */
export function orderedBefore(expected: LocalMoment | null): FactGiven[] {
  return [
    { id: 'order', kind: 'order', status: 'known' },
    ...(expected ? [{ id: 'visit', kind: 'visit', status: 'known', when: expected } as const] : []),
  ];
}

function orderOf(visit: Visit | null): Omit<FactGiven, 'status'> {
  const what = (visit?.items ?? []).map(({ name, quantity }) => ({ name, count: quantity }));
  return { id: 'order', kind: 'order', what, people: visit?.partySize ?? null };
}
