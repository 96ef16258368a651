import { expect, test } from 'vitest';
import { appointmentFact } from './appointment-fact.ts';

const fact = (run: Partial<Parameters<typeof appointmentFact>[0]>) =>
  appointmentFact({ asked: null, answer: null, ...run });

test('says how many were found, or the time that a tool was about', () => {
  expect(fact({ answer: { slots: [{}, {}] } })).toBe('2 free times');
  expect(fact({ answer: { appointment: { date: '2026-11-24', time: '10:00' } } })).toBe(
    'Tue, Nov 24, 10:00 AM',
  );
  expect(fact({ asked: { appointment_date: '2026-11-24', appointment_time: '14:30' } })).toBe(
    'Tue, Nov 24, 2:30 PM',
  );
});

test('survives data of any shape', () => {
  const odd = { slots: 'none', appointment: 7, date: 'soon', time: 10 };
  expect(fact({ asked: odd, answer: odd })).toBeNull();
});
