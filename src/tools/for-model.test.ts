import { expect, test } from 'vitest';
import { forModel } from './for-model.ts';

test('leaves an instant out where the local date and time stand beside it', () => {
  const slot = { date: '2026-11-27', time: '11:00', starts_at: '2026-11-27T16:00:00.000Z', say: 'Friday' };
  expect(forModel({ slots: [slot] }, 'America/New_York')).toEqual({
    slots: [{ date: '2026-11-27', time: '11:00', say: 'Friday' }],
  });
});

test('makes any other instant local, however deep it lies', () => {
  const data = { held_until: '2026-11-28T02:05:00Z', preferences: { last: '2026-11-01T06:00:00.000+00:00' } };
  expect(forModel(data, 'America/New_York')).toEqual({
    held_until: '2026-11-27 21:05',
    preferences: { last: '2026-11-01 01:00' },
  });
});

test('keeps what is no instant, and says nothing of what is unknown', () => {
  const data = { name: 'Ada', notes: null, count: 0, weekdays: [1, 2], id: '2026-11-27' };
  expect(forModel(data, 'UTC')).toEqual({ name: 'Ada', count: 0, weekdays: [1, 2], id: '2026-11-27' });
});
