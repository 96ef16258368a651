import { expect, test } from 'vitest';
import { businessLines, exceptionLines, weekInWords } from './business-lines.ts';

const open = (weekday: number, opens: string, closes: string) => ({ weekday, opens, closes });

test('days with the same hours are told together, and closed ones as closed', () => {
  const week = [1, 2, 3, 4, 5].flatMap((day) => [open(day, '14:00', '17:00'), open(day, '09:00', '12:00')]);
  expect(weekInWords(week)).toBe('Monday to Friday 09:00–12:00 and 14:00–17:00; Saturday to Sunday closed');
});

test('a week that begins on Saturday is told as it is', () => {
  expect(weekInWords([open(6, '08:00', '14:00'), open(7, '08:00', '14:00'), open(3, '08:00', '24:00')])).toBe(
    'Monday to Tuesday closed; Wednesday 08:00–24:00; Thursday to Friday closed; Saturday to Sunday 08:00–14:00',
  );
});

test('what is not in the rows is not told', () => {
  const nothing = { address: null, services: [], resources: [], hours: { week: [], exceptions: [] } };
  expect(businessLines('Demo', nothing)).toEqual([]);
  expect(exceptionLines(nothing.hours)).toEqual([]);
});

test('days that differ say when, and why where somebody wrote it', () => {
  const exceptions = [
    { day: '2026-12-25', isOpen: false, opens: null, closes: null, reason: 'Christmas' },
    { day: '2026-12-26', isOpen: true, opens: '10:00', closes: '12:00', reason: null },
  ];
  expect(exceptionLines({ week: [], exceptions })).toEqual([
    'Days that differ: 2026-12-25 closed (Christmas); 2026-12-26 open 10:00–12:00.',
  ]);
});
