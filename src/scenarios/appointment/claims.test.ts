import { expect, test } from 'vitest';
import { Progress } from '../../calls/call/progress.ts';
import { isBackedClaim } from '../../calls/conversation/backed-claims.ts';
import { AppointmentCall } from './call/appointment-call.ts';
import { appointmentClaims } from './claims.ts';
import type { AppointmentView } from './store/appointment-views.ts';
import type { Appointments } from './store/appointments.ts';
import { appointmentTexts } from './words/texts.ts';

const now = Date.parse('2026-11-21T15:00:00Z');

const tuesdayAtTen: AppointmentView = {
  appointment_id: 'b7e0a1de-43a4-4a66-a3f0-5c2f0a4f3c11',
  date: '2026-11-24',
  time: '10:00',
  starts_at: '2026-11-24T15:00:00Z',
  ends_at: '2026-11-24T15:30:00Z',
  status: 'booked',
  resource: 'Dr. Rivera',
  for_whom: null,
  notes: null,
};

/** No tool runs here, so nothing is stored. */
const nowhere = {} as Appointments;

function isBacked(sentence: string, prepare: (call: AppointmentCall) => void = () => {}, language = 'en-US') {
  const progress = new Progress(null);
  const call = new AppointmentCall({ appointments: nowhere, texts: appointmentTexts(language), progress });
  prepare(call);
  const context = { language, timeZone: 'America/New_York', now, progress };
  return isBackedClaim(sentence, context, appointmentClaims, call);
}

const booked = (call: AppointmentCall) => call.commit({ kind: 'booked', appointment: tuesdayAtTen });

test.each(['What day would you like?', 'Shall I book Tuesday at ten?', 'I can book that once you confirm.'])(
  'lets through what claims nothing: %s',
  (sentence) => {
    expect(isBacked(sentence)).toBe(true);
  },
);

test('holds back a booking that was never committed', () => {
  expect(isBacked('Your appointment is booked for Tuesday at ten.')).toBe(false);
});

test('lets through the booking that was committed', () => {
  expect(isBacked('Your appointment is booked for Tuesday, November 24 at 10 in the morning.', booked)).toBe(
    true,
  );
  expect(isBacked('Your appointment is booked.', booked)).toBe(true);
});

test('holds back another time than the one committed', () => {
  expect(isBacked('Your appointment is booked for Wednesday at ten.', booked)).toBe(false);
  expect(isBacked('Your appointment is booked for Tuesday at eleven.', booked)).toBe(false);
});

test('lets a moved appointment be called booked at its new time', () => {
  const moved = (call: AppointmentCall) => call.commit({ kind: 'modified', appointment: tuesdayAtTen });
  expect(isBacked('You are booked for Tuesday at ten.', moved)).toBe(true);
  expect(isBacked('You are booked for Friday at ten.', moved)).toBe(false);
});

test('holds back another deed than the one committed', () => {
  expect(isBacked('Your appointment has been canceled.', booked)).toBe(false);
});

test('holds back a claim without a time while a second wish is open', () => {
  const secondWish = (call: AppointmentCall) => {
    booked(call);
    call.offer([]);
  };
  expect(isBacked('Your appointment is booked.', secondWish)).toBe(false);
  expect(isBacked('Your appointment is booked for Tuesday at ten.', secondWish)).toBe(true);
});

test('lets an existing appointment be mentioned once the database has shown it', () => {
  const sentence = 'You have an appointment booked on Tuesday at ten.';
  expect(isBacked(sentence)).toBe(false);
  expect(
    isBacked(sentence, (call) => {
      call.known = [tuesdayAtTen];
    }),
  ).toBe(true);
});

test('reads Persian claims', () => {
  expect(isBacked('نوبت شما ثبت شد.', undefined, 'fa-IR')).toBe(false);
  expect(isBacked('نوبت شما ثبت شد.', booked, 'fa-IR')).toBe(true);
});
