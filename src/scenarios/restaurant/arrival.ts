import type { Briefing } from '../../calls/scenario/briefing.ts';
import type { Scenario } from '../../calls/scenario/scenario.ts';
import { confirmArrival } from '../../tools/confirm-arrival.ts';
import { endConversation } from '../../tools/end-conversation.ts';
import { noteVisit } from '../../tools/note-visit.ts';
import { setArrivalTime } from '../../tools/set-arrival-time.ts';
import { introduction, outboundManners, outboundTools, throughMenu } from '../shared/called-person.ts';
import type { VisitCall } from './call/visit-call.ts';
import { orderedBefore } from './call/visit-facts.ts';
import { arrivalDefinition, type VisitInput } from './definitions.ts';
import type { Visits } from './store/visits.ts';
import { aboutTheCall, expectedMoment, visitCall, visitScenario, whatIsKnown } from './visit.ts';
import { visitTexts } from './words/texts.ts';

const dispositions = { arrived: 'arrived', arrival_set: 'late', not_coming: 'no_show' } as const;

/** A guest's expected time has passed: have they arrived, will they be late, or are they not coming? */
export const arrival: Scenario<VisitInput, VisitCall, Visits> = {
  ...arrivalDefinition,
  ...visitScenario,
  begin(start) {
    // The order and its time stood before this call, so the agent may speak of both.
    for (const fact of orderedBefore(expectedMoment(start.briefing))) start.progress.book.record(fact);
    return visitCall(start);
  },
  tools: [confirmArrival, setArrivalTime, noteVisit, ...outboundTools, endConversation],
  instructions,
  opening,
  answerPolicy: (briefing) => ({
    voicemail: 'hang_up',
    screener: { say: opening(briefing) },
    ivr: throughMenu(briefing),
  }),
  expectation: () => null,
  disposition: (progress) => {
    const last = progress.lastAction('arrived', 'arrival_set', 'not_coming');
    return last && dispositions[last];
  },
};

function opening(briefing: Briefing<VisitInput>): string {
  const { agent, today } = briefing;
  return `${introduction(briefing)} ${visitTexts(agent.language).arrivalErrand(expectedMoment(briefing), today)}`;
}

function instructions(briefing: Briefing<VisitInput>): string {
  return [
    ...aboutTheCall(briefing),
    'Ask whether they have arrived. If so, call confirm_arrival with true. If they are late, ask when they will be there ' +
      'and call set_arrival_time. If they are not coming, call confirm_arrival with false, without reproach.',
    ...outboundManners,
    ...whatIsKnown(briefing),
  ].join('\n');
}
