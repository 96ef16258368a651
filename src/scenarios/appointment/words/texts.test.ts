import { describe, expect, it } from 'vitest';
import { judgeIn } from '../../../../test/support/judge.ts';
import { textsFor } from '../../../calls/texts/texts.ts';
import type { Refusal } from '../store/appointments.ts';
import { appointmentTexts } from './texts.ts';

const refusals: Refusal[] = [
  'not_identified',
  'past',
  'too_soon',
  'too_far',
  'closed',
  'no_such_time',
  'taken',
  'unknown_appointment',
  'already_canceled',
  'already_yours',
  'overlaps_own',
  'unknown_resource',
  'call_ended',
];
/** These say what the person has already. */
const tellsOfTheirs: Refusal[] = ['already_yours', 'overlaps_own'];
const slots = ['09:00', '10:00', '11:00', '14:00'].map((time) => ({ date: '2026-11-24', time }));
const [slot = { date: '', time: '' }] = slots;

describe.each(['en-US', 'fa-IR'])('the texts of %s', (language) => {
  const texts = { ...textsFor(language), ...appointmentTexts(language) };

  it('claim exactly what they report', () => {
    const monday = { date: '2026-11-30', time: '15:00' };
    const tuesday = { date: '2026-12-01', time: '16:00' };
    const nine = { date: '2026-12-01', time: '09:00' };
    const reports: Array<[state: string, text: string]> = [
      ['booked', texts.booked(monday)],
      ['moved', texts.modified(tuesday)],
      ['canceled', texts.canceled(monday)],
      ['two', texts.listed([monday, nine])],
    ];
    for (const [state, text] of reports) {
      expect(judgeIn(state, text, language), text).toBe('supported');
      expect(judgeIn('none', text, language), text).toBe('contradicted');
    }
  });

  it('claim nothing when they ask, offer, refuse or excuse', () => {
    const harmless = [
      texts.readBack(slot),
      texts.offer(slots),
      texts.listed([]),
      texts.claimFallback,
      texts.anythingElse,
      texts.recordsUnreachable,
      texts.technicalTrouble,
      texts.silenceGoodbye,
      ...refusals
        .filter((code) => !tellsOfTheirs.includes(code))
        .flatMap((code) => [texts.refused(code, slots), texts.refused(code, [])]),
    ];
    for (const text of harmless) expect(judgeIn('none', text, language), text).toBe('supported');
  });

  it('have a sentence of their own for every refusal', () => {
    expect(new Set(refusals.map((code) => texts.refused(code, []))).size).toBe(refusals.length);
  });

  it('offer no other time where none would help', () => {
    expect(texts.refused('unknown_appointment', slots)).toBe(texts.refused('unknown_appointment', []));
    expect(texts.refused('taken', slots)).not.toBe(texts.refused('taken', []));
  });

  it('name three times at most and the shared day once', () => {
    const said = texts.offer(slots);
    expect(said.match(/Tuesday|سه‌شنبه/g)).toHaveLength(1);
    expect(said).not.toMatch(/2 in the afternoon|ساعت دو/);
  });

  it('disclose a rehearsal and offer the number of a telephone caller', () => {
    const opening = { organization: 'Demo Clinic', agent: 'Ava', callerNumber: null };
    const plain = texts.greeting({ ...opening, rehearsal: false });
    expect(texts.greeting({ ...opening, rehearsal: true }).length).toBeGreaterThan(plain.length);
    expect(texts.greeting({ ...opening, rehearsal: false, callerNumber: '+12025550100' })).toContain(
      texts.offerCallerNumber('+12025550100'),
    );
  });
});

it('falls back to English for a language without texts', () => {
  expect(textsFor('de-DE')).toBe(textsFor('en-US'));
});
