import { describe, expect, it } from 'vitest';
import type { VisitActionKind, VisitDeed } from './call/visit-call.ts';
import type { Visit } from './store/visit-row.ts';
import { summarizeVisit, summarizeVisitRows } from './summary.ts';

const visit = (change: Partial<Visit> = {}): Visit => ({
  customerId: 'CUST000001',
  status: 'order_confirmed',
  orderDetails: '3 x kebab. Allergies: nuts',
  items: [{ name: 'kebab', quantity: 3, notes: null }],
  notes: null,
  allergies: 'nuts',
  partySize: 4,
  expectedArrivalTime: '2026-11-24T01:00:00.000Z',
  expected: { date: '2026-11-23', time: '20:00' },
  ...change,
});

const deed = (kind: VisitActionKind, known: Visit | null = visit()): VisitDeed => ({ kind, visit: known });
const told = (...done: VisitDeed[]) => summarizeVisit(done, 'en-US').told.join(' ');

describe('the summary of a call about a visit', () => {
  it('tells the order as it is at the end, with what the kitchen has to know, and none before it', () => {
    const before = visit({ items: [{ name: 'soup', quantity: 1, notes: null }] });
    expect(told(deed('ordered', before), deed('arrival_set', before), deed('ordered'))).toBe(
      'Ordered three kebabs. Noted: for four people, with allergies: nuts. ' +
        'Expected Monday, November 23 at 8 in the evening.',
    );
  });

  it('tells nothing of an order that was canceled but that it was', () => {
    expect(told(deed('ordered'), deed('visit_canceled', visit({ status: 'resolved' })))).toBe(
      'Canceled the visit.',
    );
  });

  it('tells what is left open', () => {
    const open = visit({ status: 'new', expected: null, expectedArrivalTime: null });
    expect(told(deed('ordered', open))).toMatch(/It is open when they will come\.$/);
  });

  it('tells what was noted without an order', () => {
    expect(told(deed('noted'))).toBe('Noted: for four people, with allergies: nuts.');
  });

  it.each<[VisitActionKind, string]>([
    ['arrived', 'Has arrived.'],
    ['not_coming', 'Said that they are not coming.'],
    ['declined', 'Did not want to order.'],
  ])('tells how it ended: %s', (kind, sentence) => {
    expect(told(deed(kind))).toBe(sentence);
  });

  it('is the same from the rows of a call whose job died', () => {
    const row = {
      customer_id: 'CUST000001',
      status: 'order_confirmed',
      order_details: '3 x kebab',
      order_items: [{ name: 'kebab', quantity: 3, notes: null }],
      order_notes: null,
      allergies: 'nuts',
      party_size: null,
      expected_arrival_time: '2026-11-24T01:00:00.000Z',
      expected_local: '2026-11-23T20:00',
    };
    const call = (tool: string, status = 'order_confirmed') => ({
      tool,
      answer: { ok: true, customer: { ...row, status } },
    });
    const of = (...tool_calls: unknown[]) =>
      summarizeVisitRows({ tool_calls }, { language: 'en-US' }).told.join(' ');
    expect(of(call('identify_user'), call('capture_order'), call('set_arrival_time'))).toBe(
      'Ordered three kebabs. Noted: with allergies: nuts. Expected Monday, November 23 at 8 in the evening.',
    );
    expect(of(call('confirm_arrival', 'arrived'))).toBe('Has arrived.');
    expect(of(call('capture_order'), call('cancel_visit', 'resolved'))).toBe('Canceled the visit.');
    expect(of({ tool: 'capture_order', answer: { ok: false, code: 'past' } })).toBe('');
  });
});
