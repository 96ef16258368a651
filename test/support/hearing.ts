import type { Expectation } from '../../src/embedded/speech/expectation.ts';
import type { LocalMoment } from '../../src/language/say.ts';
import { appointmentRehearsal } from '../../src/scenarios/appointment/rehearsal/rehearsal.ts';
import {
  arrivalRehearsal,
  orderRehearsal,
  recoveryRehearsal,
} from '../../src/scenarios/restaurant/rehearsal/rehearsal.ts';
import type { VisitKind } from '../../src/scenarios/restaurant/visit-kind.ts';
import type { Rehearsed } from '../../src/simulation/rehearsal.ts';

/** What local ears are told in a call of one kind. */
export type Listening = Required<Pick<Expectation, 'expects' | 'hearing'>>;

type Expects = Expectation['expects'];

/** Somebody calls us about an appointment, or is called about one. */
export function appointmentHearing(
  expects: Expects,
  { offered = [], isCalled = false }: { offered?: LocalMoment[]; isCalled?: boolean } = {},
): Listening {
  return { expects, hearing: appointmentRehearsal.hearing({ expects, isCalled, slice: { offered } }) };
}

export const visitRehearsals: Record<VisitKind, Rehearsed<{ menu: string[] }>> = {
  order: orderRehearsal,
  arrival: arrivalRehearsal,
  recovery: recoveryRehearsal,
};

/** A restaurant has called a guest. */
export function visitHearing(kind: VisitKind, expects: Expects, menu: string[] = []): Listening {
  const hearing = visitRehearsals[kind].hearing({ expects, isCalled: true, slice: { menu } });
  return { expects, hearing };
}
