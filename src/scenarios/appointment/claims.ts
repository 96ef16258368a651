import { type ClaimMeaning, type ClaimRules, neverTrue } from '../../calls/claims/claim-meaning.ts';
import type { FactBook } from '../../calls/facts/book.ts';
import { type Fact, isDone, isLive } from '../../calls/facts/fact.ts';
import { englishArrangements } from '../shared/claims/arrangements-en.ts';
import { persianArrangements } from '../shared/claims/arrangements-fa.ts';
import { appointmentTexts } from './words/texts.ts';

const isAppointment = ({ kind }: Fact) => kind === 'appointment';
const stands = (fact: Fact) => isAppointment(fact) && isLive(fact);
const madeNow = (fact: Fact) => stands(fact) && fact.status !== 'known';
const counted = /appointments?|visits?|bookings?|reservations?|نوبت|وقت/u;
const better = [
  'callback',
  'opted_out',
  'message',
  'existing',
  'none',
  'told',
  'held',
  'wait_list',
  'note_kept',
  'noted',
] as const;

const meanings: Record<string, ClaimMeaning> = {
  booked: { isBackedBy: stands, counted, yieldsTo: better },
  made: { isBackedBy: madeNow, counted, yieldsTo: better },
  modified: {
    isBackedBy: (fact) => isAppointment(fact) && fact.status === 'changed',
    isChange: true,
    counted,
    yieldsTo: ['canceled'],
  },
  canceled: {
    isBackedBy: (fact) => isAppointment(fact) && fact.status === 'canceled',
    isWeak: true,
    counted,
    yieldsTo: ['opted_out', 'none'],
  },
  held: { isBackedBy: ({ status }) => status === 'held', isWeak: true },
  noted: {
    isBackedBy: (fact) => isDone(fact) || fact.kind === 'note',
    isWeak: true,
    yieldsTo: ['callback', 'opted_out', 'note_kept'],
  },
  note_kept: { isBackedBy: (fact) => fact.kind === 'note', isWeak: true },
  wait_list: neverTrue,
  done: {
    isBackedBy: (fact) => stands(fact) || isDone(fact),
    isBackedWhenBare: isDone,
    yieldsTo: ['message', 'told'],
  },
  existing: {
    isBackedBy: stands,
    isWeak: true,
    counted,
    yieldsTo: ['none', 'callback', 'opted_out', 'message', 'canceled', 'held'],
  },
  none: { isBackedBy: stands, isAbsence: 'appointment' },
  none_canceled: { isBackedBy: ({ status }) => status === 'canceled', isAbsence: true },
  nothing_done: { isBackedBy: madeNow, isAbsence: true },
};

/** What is said of appointments, and what makes it true. */
export const appointmentClaims: ClaimRules = {
  words: { en: englishArrangements, fa: persianArrangements },
  meanings,
  hint: (language) => appointmentTexts(language).mentionExisting,
  tellState,
};

/** What was done, else what was looked up, as the tools say it. */
function tellState(book: FactBook, { language }: { language: string }): string | null {
  const texts = appointmentTexts(language);
  const sayings = { committed: texts.booked, changed: texts.modified, canceled: texts.canceled };
  const done = book.facts.flatMap((fact) => {
    const { status, when } = fact;
    if (!isAppointment(fact) || when === null) return [];
    return status === 'committed' || status === 'changed' || status === 'canceled'
      ? sayings[status](when)
      : [];
  });
  if (done.length > 0) return done.join(' ');
  if (!book.hasLookedUp('appointment')) return null;
  return texts.listed(book.facts.flatMap((fact) => (stands(fact) && fact.when ? [fact.when] : [])));
}
