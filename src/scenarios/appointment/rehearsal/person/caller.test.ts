import { describe, expect, it } from 'vitest';
import { textsFor } from '../../../../calls/texts/texts.ts';
import { linesFor } from '../../../../simulation/people/lines.ts';
import { createPerson } from '../../../../simulation/people/person.ts';
import { appointmentTexts } from '../../words/texts.ts';
import { caller } from './caller.ts';
import { callerLines } from './lines.ts';

const someone = (language: string, phone = '+12025550100') =>
  createPerson({ seed: 1, phone, attempt: 1, part: caller, language, persona: 'agreeable' });

describe.each(['en-US', 'fa-IR'])('somebody who is asked about an appointment in %s', (language) => {
  const texts = textsFor(language);
  const appointment = appointmentTexts(language);
  const lines = linesFor(language);
  const own = callerLines(language);
  const noon = { date: '2026-11-24', time: '12:00' };
  const says = (text: string) => ({ kind: 'say', text });

  it('books an appointment', () => {
    const said = (text: string) => someone(language).hears(text);
    expect(said(appointment.errand)).toEqual(says(lines.yes));
    expect(said(appointment.offer([noon, { ...noon, time: '13:00' }]))).toEqual(says(own.firstOffered));
    expect(said(appointment.readBack(noon))).toEqual(says(lines.yes));
    expect(said(texts.anythingElse)).toEqual(says(lines.thatIsAll));
  });
});

it('the same number has always wanted the same day, and another one when that was full', () => {
  const days = (phone: string) => {
    const person = someone('en-US', phone);
    return [1, 2].map(() => person.hears('Which day would you like?'));
  };
  expect(days('+12025550100')).toMatchObject([{ text: 'on tuesday' }, { text: 'on wednesday' }]);
  expect(days('+12025550101')).toMatchObject([{ text: 'on friday' }, { text: 'on monday' }]);
});
