import { Progress } from '../../src/calls/call/progress.ts';
import { type ClaimRules, noClaims } from '../../src/calls/claims/claim-meaning.ts';
import type { FactBook } from '../../src/calls/facts/book.ts';
import { AppointmentCall } from '../../src/scenarios/appointment/call/appointment-call.ts';
import { appointmentClaims } from '../../src/scenarios/appointment/claims.ts';
import type { AppointmentView } from '../../src/scenarios/appointment/store/appointment-views.ts';
import type { Appointments, Slot } from '../../src/scenarios/appointment/store/appointments.ts';
import { appointmentTexts } from '../../src/scenarios/appointment/words/texts.ts';
import type { VisitActionKind } from '../../src/scenarios/restaurant/call/visit-call.ts';
import { factsAfter, orderedBefore } from '../../src/scenarios/restaurant/call/visit-facts.ts';
import { visitClaims } from '../../src/scenarios/restaurant/claims.ts';

/** The calls that labelled sentences are judged in, made by what a call of that scenario does; `test/claims/README.md`. */

/** Friday 2026-11-27, 11:30 in New York. */
export const now = { date: '2026-11-27', time: '11:30' };

const monday = '2026-11-30';
const tuesday = '2026-12-01';
const doctor = 'Dr. Rivera';

export interface State {
  scenario: 'appointment' | 'restaurant' | 'outreach' | 'negotiation';
  rules: ClaimRules;
  book: FactBook;
}

/** No tool runs here, so nothing is stored. */
const nowhere = {} as Appointments;

function appointmentState(prepare: (call: AppointmentCall, progress: Progress) => void): State {
  const progress = new Progress(null);
  const call = new AppointmentCall({ appointments: nowhere, texts: appointmentTexts('en'), progress });
  progress.book.learnPeople([doctor]);
  prepare(call, progress);
  return { scenario: 'appointment', rules: appointmentClaims, book: progress.book };
}

function visitState(
  prepare: (commit: (kind: VisitActionKind, time?: string) => void, progress: Progress) => void,
): State {
  const progress = new Progress(null);
  progress.book.learnThings(['kebab', 'pizza', 'soup', 'tea', 'lemonade']);
  const commit = (kind: VisitActionKind, time?: string) => {
    const action = { kind, moment: time ? { date: now.date, time } : null, told: '' };
    progress.commit({ ...action, facts: factsAfter(action, progress.book) });
  };
  prepare(commit, progress);
  return { scenario: 'restaurant', rules: visitClaims, book: progress.book };
}

function outreachState(prepare: (progress: Progress) => void = () => {}): State {
  const progress = new Progress(null);
  prepare(progress);
  return { scenario: 'outreach', rules: noClaims, book: progress.book };
}

function view(date: string, time: string): AppointmentView {
  const startsAt = `${date}T${time}:00-05:00`;
  return {
    appointment_id: `${date} ${time}`,
    date,
    time,
    starts_at: startsAt,
    ends_at: startsAt,
    status: 'booked',
    resource: doctor,
    for_whom: null,
    notes: null,
  };
}

const slot = (date: string, time: string): Slot => ({ date, time, startsAt: '', endsAt: '' });
const known =
  (...moments: Array<[string, string]>) =>
  (call: AppointmentCall) =>
    call.see(moments.map(([date, time]) => view(date, time)));
const book =
  (...moments: Array<[string, string]>) =>
  (call: AppointmentCall) => {
    for (const [date, time] of moments) call.commit({ kind: 'booked', appointment: view(date, time) });
  };

const mondayAtThree: [string, string] = [monday, '15:00'];
const mondayAtFour: [string, string] = [monday, '16:00'];
const tuesdayAtNine: [string, string] = [tuesday, '09:00'];
const found = [slot(tuesday, '10:00')];

const callback = (date: string, time: string) => (_: AppointmentCall, progress: Progress) =>
  progress.commit({ kind: 'callback', moment: { date, time }, told: '' });
const optOut = (progress: Progress) => progress.commit({ kind: 'opted_out', moment: null, told: '' });
const guestIsExpected = (progress: Progress) => {
  for (const fact of orderedBefore({ date: now.date, time: '11:00' })) progress.book.record(fact);
};

export const states: Record<string, () => State> = {
  nothing: () => appointmentState(() => {}),
  none: () => appointmentState(known()),
  one: () => appointmentState(known(mondayAtThree)),
  two: () => appointmentState(known(mondayAtThree, tuesdayAtNine)),
  twoSameDay: () => appointmentState(known(mondayAtThree, mondayAtFour)),
  three: () => appointmentState(known(mondayAtThree, mondayAtFour, tuesdayAtNine)),
  oneSearch: () =>
    appointmentState((call) => {
      known(mondayAtThree)(call);
      call.offer(found);
    }),
  held: () => appointmentState((call) => call.hold(slot(...mondayAtThree))),
  booked: () => appointmentState(book(mondayAtThree)),
  bookedSearch: () =>
    appointmentState((call) => {
      book(mondayAtThree)(call);
      call.offer(found);
    }),
  booked3: () => appointmentState(book(mondayAtThree, mondayAtFour, tuesdayAtNine)),
  moved: () =>
    appointmentState((call) => {
      known(tuesdayAtNine)(call);
      const appointment = {
        ...view(tuesday, '16:00'),
        appointment_id: view(...tuesdayAtNine).appointment_id,
      };
      call.commit({ kind: 'modified', appointment });
    }),
  canceled: () =>
    appointmentState((call) => {
      known(mondayAtThree, tuesdayAtNine)(call);
      call.commit({ kind: 'canceled', appointment: view(...mondayAtThree) });
    }),
  canceledBoth: () =>
    appointmentState((call) => {
      known(mondayAtThree, tuesdayAtNine)(call);
      call.commit({ kind: 'canceled', appointment: view(...mondayAtThree) });
      call.commit({ kind: 'canceled', appointment: view(...tuesdayAtNine) });
    }),
  callback15: () => appointmentState(callback(now.date, '11:45')),
  callbackTomorrow: () => appointmentState(callback('2026-11-28', '15:00')),
  optedOut: () => appointmentState((_, progress) => optOut(progress)),
  orderNothing: () => visitState(() => {}),
  ordered: () => visitState((commit) => commit('ordered')),
  orderedTimed: () =>
    visitState((commit) => {
      commit('ordered');
      commit('arrival_set', '19:30');
    }),
  arrivalCall: () => visitState((_, progress) => guestIsExpected(progress)),
  missed: () =>
    visitState((_, { book }) => {
      book.record({ id: 'missed', kind: 'missed', status: 'known', when: { date: now.date, time: '11:00' } });
    }),
  arrived: () =>
    visitState((commit, progress) => {
      guestIsExpected(progress);
      commit('arrived');
    }),
  late: () =>
    visitState((commit, progress) => {
      guestIsExpected(progress);
      commit('arrival_set', '12:15');
    }),
  outreachNothing: () => outreachState(),
  outreachOptedOut: () => outreachState(optOut),
};
