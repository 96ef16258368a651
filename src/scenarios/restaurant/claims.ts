import { type ClaimMeaning, type ClaimRules, neverTrue } from '../../calls/claims/claim-meaning.ts';
import type { FactBook } from '../../calls/facts/book.ts';
import { type Fact, isDone, isLive } from '../../calls/facts/fact.ts';
import { englishArrangements } from '../shared/claims/arrangements-en.ts';
import { persianArrangements } from '../shared/claims/arrangements-fa.ts';
import { englishFood, englishVisitClaims } from './words/claims-en.ts';
import { persianFood, persianVisitClaims } from './words/claims-fa.ts';
import { visitTexts } from './words/texts.ts';

const isVisit = (fact: Fact) => fact.kind === 'visit' && isLive(fact);
const isOrder = (fact: Fact) => fact.kind === 'order' && isLive(fact);
const isTakeaway = (fact: Fact) => fact.kind === 'takeaway';
const has = (book: FactBook, is: (fact: Fact) => boolean) => book.facts.some(is);
/** An order is for when its guest comes. */
const ofOrder = (fact: Fact, book: FactBook) =>
  isOrder(fact) || isTakeaway(fact) || (isVisit(fact) && has(book, isOrder));
const better = [
  ...[
    'callback',
    'opted_out',
    'message',
    'draft',
    'existing',
    'ordered',
    'noted',
    'table',
    'ready',
    'prepared',
  ],
  ...['note_kept', 'arrived', 'held', 'wait_list', 'no_order'],
];

const meanings: Record<string, ClaimMeaning> = {
  booked: { isBackedBy: (fact) => isVisit(fact) || isTakeaway(fact), isWeak: true, yieldsTo: better },
  made: {
    isBackedBy: (fact, book) => ofOrder(fact, book) || (isDone(fact) && isLive(fact)),
    isWeak: true,
    yieldsTo: better,
  },
  modified: {
    isBackedBy: ({ status }) => status === 'changed',
    isChange: true,
    yieldsTo: [...better, 'canceled'],
  },
  canceled: {
    isBackedBy: ({ status }) => status === 'canceled',
    isWeak: true,
    yieldsTo: ['opted_out', 'draft', 'no_order'],
  },
  ordered: {
    isBackedBy: ofOrder,
    isBackedWhenBare: (fact) => isOrder(fact) || isTakeaway(fact),
    isWeak: true,
    yieldsTo: ['no_order', 'ready', 'arrived'],
  },
  prepared: { isBackedBy: ofOrder, isBackedWhenBare: isOrder, isWeak: true, yieldsTo: ['no_order', 'ready'] },
  ready: neverTrue,
  // The visit is kept, a table is not: only a visit that was moved may be called one.
  table: { isBackedBy: ({ kind, status }) => kind === 'visit' && status === 'changed', isWeak: true },
  noted: {
    isBackedBy: isDone,
    ignoresDelay: true,
    yieldsTo: ['callback', 'opted_out', 'arrived', 'not_coming', 'note_kept', 'table', 'ordered', 'late'],
  },
  note_kept: { isBackedBy: ({ kind }) => kind === 'note', isWeak: true },
  wait_list: neverTrue,
  told: {
    isBackedBy: isDone,
    ignoresDelay: true,
    isWeak: true,
    yieldsTo: ['arrived', 'not_coming', 'note_kept', 'late'],
  },
  done: { isBackedBy: isDone, ignoresDelay: true, yieldsTo: ['message', 'no_order', 'ready', 'ordered'] },
  existing: {
    isBackedBy: (fact, book) => isVisit(fact) || ofOrder(fact, book),
    isWeak: true,
    ignoresDelay: true,
    yieldsTo: ['callback', 'opted_out', 'message', 'no_order', 'arrived', 'ready'],
  },
  late: {
    isBackedBy: ({ kind, status }) => kind === 'visit' && status === 'changed',
    isWeak: true,
    ignoresDelay: true,
  },
  no_time: { isBackedBy: isVisit, isAbsence: true },
  missed: { isBackedBy: (fact) => fact.kind === 'missed' || isVisit(fact), isWeak: true },
  arrived: { isBackedBy: ({ kind }) => kind === 'arrived', isWeak: true },
  not_arrived: { isBackedBy: ({ kind }) => kind === 'arrived', isAbsence: true },
  not_coming: { isBackedBy: ({ kind, status }) => kind === 'visit' && status === 'canceled', isWeak: true },
  // Once it is placed, an order is another only when it was placed anew.
  draft: {
    isBackedBy: (fact) => isOrder(fact) && fact.status !== 'changed',
    isAbsence: true,
    isTimeless: true,
  },
  no_order: { isBackedBy: isOrder, isAbsence: true },
  held: neverTrue,
  none: { isBackedBy: isVisit, isAbsence: true },
  none_canceled: { isBackedBy: ({ status }) => status === 'canceled', isAbsence: true },
  nothing_done: { isBackedBy: (fact) => isDone(fact) && isLive(fact), isAbsence: true },
};

/** What is said of orders and visits, and what makes it true. */
export const visitClaims: ClaimRules = {
  words: {
    en: [...englishArrangements, ...englishVisitClaims],
    fa: [...persianArrangements, ...persianVisitClaims],
  },
  meanings,
  things: { en: englishFood, fa: persianFood },
  hint: () => '',
  tellState,
};

/** What was done, as the tools say it. */
function tellState(book: FactBook, { language, today }: { language: string; today: string }): string | null {
  const texts = visitTexts(language);
  const done = book.facts.filter(isDone).flatMap(({ kind, status, when, what }) => {
    if (status === 'canceled') return kind === 'visit' ? texts.canceled : [];
    if (kind === 'visit' && when !== null) return texts.arrivalSet(when, today);
    if (kind === 'order')
      return texts.ordered(what.map(({ name, count }) => ({ name, quantity: count ?? 1, notes: null })));
    return kind === 'arrived' ? texts.arrived : kind === 'takeaway' ? texts.takeaway : [];
  });
  return done.length === 0 ? null : done.join(' ');
}
