import { expect, test } from 'vitest';
import { judgeIn } from '../../../test/support/judge.ts';

test.each(['What day would you like?', 'Shall I book Tuesday at ten?', 'I can book that once you confirm.'])(
  'lets through what claims nothing: %s',
  (sentence) => {
    expect(judgeIn('nothing', sentence)).toBe('supported');
  },
);

test('holds back a booking that was never committed', () => {
  expect(judgeIn('nothing', 'Your appointment is booked for Tuesday at ten.')).toBe('contradicted');
});

test('lets through the booking that was committed', () => {
  expect(judgeIn('booked', 'Your appointment is booked for Monday, November 30 at 3 in the afternoon.')).toBe(
    'supported',
  );
  expect(judgeIn('booked', 'Your appointment is booked.')).toBe('supported');
});

test('holds back another time than the one committed', () => {
  expect(judgeIn('booked', 'Your appointment is booked for Wednesday at three.')).toBe('contradicted');
  expect(judgeIn('booked', 'Your appointment is booked for Monday at eleven.')).toBe('contradicted');
});

test('lets a moved appointment be called booked at its new time, and no longer at its old one', () => {
  expect(judgeIn('moved', 'You are booked for Tuesday at four.')).toBe('supported');
  expect(judgeIn('moved', 'You are booked for Tuesday at nine.')).toBe('contradicted');
  expect(judgeIn('moved', "I've moved it from nine to four.")).toBe('supported');
  expect(judgeIn('moved', "I've moved it from four to nine.")).toBe('contradicted');
});

test('calls only that one canceled which was', () => {
  expect(judgeIn('canceled', 'Your Monday appointment has been canceled.')).toBe('supported');
  expect(judgeIn('canceled', 'Your Tuesday appointment has been canceled.')).toBe('contradicted');
  expect(judgeIn('canceled', 'All your appointments have been canceled.')).toBe('contradicted');
});

test('holds back another deed than the one committed', () => {
  expect(judgeIn('booked', 'Your appointment has been canceled.')).toBe('contradicted');
});

test('cannot tell a claim without a time while a second wish is open', () => {
  expect(judgeIn('bookedSearch', 'Your appointment is booked.')).toBe('unclear');
  expect(judgeIn('bookedSearch', 'Your appointment is booked for Monday at three.')).toBe('supported');
});

test('lets an existing appointment be mentioned once the database has shown it', () => {
  const sentence = 'You have an appointment booked on Monday at three.';
  expect(judgeIn('nothing', sentence)).toBe('contradicted');
  expect(judgeIn('one', sentence)).toBe('supported');
});

test('denies nothing before it was looked up', () => {
  expect(judgeIn('nothing', 'You have no appointments.')).toBe('contradicted');
  expect(judgeIn('none', 'You have no appointments.')).toBe('supported');
  expect(judgeIn('one', 'You have no appointments.')).toBe('contradicted');
});

test('counts what it lists', () => {
  const list = 'You have two appointments: Monday at three and Tuesday at nine.';
  expect(judgeIn('two', list)).toBe('supported');
  expect(judgeIn('three', list)).toBe('contradicted');
});

test('names no doctor whom the business does not have', () => {
  expect(judgeIn('booked', 'Your appointment with Dr. Rivera is booked for Monday at three.')).toBe(
    'supported',
  );
  expect(judgeIn('booked', 'Your appointment with Dr. Smith is booked for Monday at three.')).toBe(
    'contradicted',
  );
});

test('takes a weekday for any of its days, and a date that does not fit its weekday for none', () => {
  expect(judgeIn('booked', 'You are booked for Monday, November 30 at three.')).toBe('supported');
  expect(judgeIn('booked', 'You are booked for Tuesday, November 30 at three.')).toBe('contradicted');
  expect(judgeIn('booked', 'You are booked for Monday, November 30, 2027 at three.')).toBe('contradicted');
});

test('reads Persian claims', () => {
  expect(judgeIn('nothing', 'نوبت شما ثبت شد.', 'fa-IR')).toBe('contradicted');
  expect(judgeIn('booked', 'نوبت شما ثبت شد.', 'fa-IR')).toBe('supported');
});

test('cannot read a language that it has no words for', () => {
  expect(judgeIn('nothing', 'Ihr Termin ist am Montag um drei Uhr gebucht.', 'de-DE')).toBe('unclear');
  expect(judgeIn('nothing', 'Welcher Tag passt Ihnen?', 'de-DE')).toBe('supported');
});

test.each([
  ['moved', "I haven't moved it yet."],
  ['callback15', "I couldn't arrange a callback."],
  ['optedOut', "I haven't removed you from the list."],
])('denies nothing that was done (%s): %s', (state, sentence) => {
  expect(judgeIn(state, sentence)).toBe('contradicted');
  expect(judgeIn('nothing', sentence)).not.toBe('contradicted');
});

test('leaves nothing out that the person has', () => {
  expect(judgeIn('twoSameDay', 'You only have the four o’clock on Monday, nothing else.')).toBe(
    'contradicted',
  );
  expect(judgeIn('one', 'You only have Monday at three, nothing else.')).toBe('supported');
});

test('calls no time taken that was found free', () => {
  expect(judgeIn('oneSearch', 'Ten on Tuesday is taken.')).toBe('contradicted');
  expect(judgeIn('oneSearch', 'Nine on Tuesday is taken.')).toBe('supported');
});
