import { describe, expect, test } from 'vitest';
import type { Activity, ToolRun } from '../../lib/activity.ts';
import { visitFact, visitOf } from './visit-fact.ts';

const run = (tool: string, change: Partial<ToolRun>): ToolRun => ({
  id: 0,
  tool,
  status: 'success',
  asked: null,
  answer: null,
  startedAt: '2026-11-21T10:00:00.000Z',
  ...change,
});

describe('what a tool did to a visit', () => {
  test('is what was ordered, when they come, or whether they came', () => {
    const items = [
      { name: 'kebab', quantity: 2, notes: null },
      { name: 'tea', quantity: 1 },
    ];
    expect(visitFact({ asked: { items } })).toBe('2 × kebab, 1 × tea');
    expect(visitFact({ asked: { arrival_date: '2026-11-24', arrival_time: '20:00' } })).toBe(
      'Tue, Nov 24, 8:00 PM',
    );
    expect(visitFact({ asked: { visit_date: '2026-11-24', visit_time: '20:00' } })).toBe(
      'Tue, Nov 24, 8:00 PM',
    );
    expect(visitFact({ asked: { arrived: false } })).toBe('they do not come');
    expect(visitFact({ asked: { allergies: 'nuts', party_size: 4 } })).toBe('4 people, nuts');
  });

  test('is nothing for data of any other shape', () => {
    for (const asked of [null, {}, { items: [] }, { items: 'many' }, { arrival_date: 'soon' }])
      expect(visitFact({ asked })).toBeNull();
  });
});

describe('the visit that a call leaves', () => {
  const ordered = run('capture_order', {
    answer: { order_details: '2 x kebab', expected_arrival_time: null },
  });
  const timed = run('set_arrival_time', {
    answer: { order_details: '2 x kebab', expected_arrival_time: '2026-11-25T01:00:00Z' },
  });
  const of = (...activity: Activity) => visitOf(activity);

  test('is what the last change answered', () => {
    const order = { order: '2 x kebab', partySize: null, allergies: null, notes: null, expectedAt: null };
    expect(of(ordered)).toEqual(order);
    expect(of(ordered, timed)).toEqual({ ...order, expectedAt: '2026-11-25T01:00:00Z' });
    const noted = run('note_visit', {
      answer: { order_details: '2 x kebab', allergies: 'nuts', party_size: 4, notes: 'By the window' },
    });
    expect(of(ordered, noted)).toMatchObject({ allergies: 'nuts', partySize: 4, notes: 'By the window' });
  });

  test('is not changed by what failed, nor by tools that are about something else', () => {
    const failed = run('set_arrival_time', { status: 'error', answer: { code: 'past' } });
    expect(of(ordered, failed, run('end_conversation', { answer: {} }))).toMatchObject({
      order: '2 x kebab',
      expectedAt: null,
    });
    expect(of(failed)).toBeNull();
  });
});
