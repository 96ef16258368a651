import type { Briefing } from '../../calls/scenario/briefing.ts';
import type { Scenario } from '../../calls/scenario/scenario.ts';
import { cancelVisit } from '../../tools/cancel-visit.ts';
import { chooseTakeaway } from '../../tools/choose-takeaway.ts';
import { endConversation } from '../../tools/end-conversation.ts';
import { noteVisit } from '../../tools/note-visit.ts';
import { rescheduleVisit } from '../../tools/reschedule-visit.ts';
import {
  introduction,
  outboundManners,
  outboundTools,
  throughMenu,
  voicemailMessage,
} from '../shared/called-person.ts';
import type { VisitCall } from './call/visit-call.ts';
import { recoveryDefinition, type VisitInput } from './definitions.ts';
import type { Visits } from './store/visits.ts';
import { aboutTheCall, expectedMoment, visitCall, visitScenario, whatIsKnown } from './visit.ts';
import { visitTexts } from './words/texts.ts';

const dispositions = {
  rescheduled: 'rescheduled',
  takeaway: 'takeaway',
  visit_canceled: 'canceled',
} as const;

/** A guest did not come: another time, takeaway, or cancel. */
export const recovery: Scenario<VisitInput, VisitCall, Visits> = {
  ...recoveryDefinition,
  ...visitScenario,
  begin(start) {
    const when = expectedMoment(start.briefing);
    start.progress.book.record({ id: 'missed', kind: 'missed', status: 'known', when });
    return visitCall(start);
  },
  tools: [rescheduleVisit, chooseTakeaway, cancelVisit, noteVisit, ...outboundTools, endConversation],
  instructions,
  opening,
  answerPolicy: (briefing) => ({
    voicemail: {
      say: voicemailMessage(briefing, visitTexts(briefing.agent.language).errandInShort.recovery),
    },
    screener: { say: opening(briefing) },
    ivr: throughMenu(briefing),
  }),
  expectation: () => null,
  disposition: (progress) => {
    const last = progress.lastAction('rescheduled', 'takeaway', 'visit_canceled');
    return last && dispositions[last];
  },
};

function opening(briefing: Briefing<VisitInput>): string {
  const { agent, today } = briefing;
  return `${introduction(briefing)} ${visitTexts(agent.language).recoveryErrand(expectedMoment(briefing), today)}`;
}

function instructions(briefing: Briefing<VisitInput>): string {
  return [
    ...aboutTheCall(briefing),
    'They ordered and did not come. Offer another day or time, takeaway, or to cancel, without reproach. For another time ' +
      'read weekday, date and time back and call reschedule_visit after a yes. For takeaway call choose_takeaway. To ' +
      'cancel, ask once whether they are sure, then call cancel_visit.',
    ...outboundManners,
    ...whatIsKnown(briefing),
  ].join('\n');
}
