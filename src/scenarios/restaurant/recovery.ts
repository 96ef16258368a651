import type { Briefing } from '../../calls/call/briefing.ts';
import type { Scenario } from '../../calls/scenario/scenario.ts';
import { cancelVisit } from '../../tools/cancel-visit.ts';
import { chooseTakeaway } from '../../tools/choose-takeaway.ts';
import { endConversation } from '../../tools/end-conversation.ts';
import { rescheduleVisit } from '../../tools/reschedule-visit.ts';
import {
  introduction,
  outboundManners,
  outboundTools,
  throughMenu,
  voicemailMessage,
} from '../shared/called-person.ts';
import { aboutTheCall, expectedMoment, type VisitInput, visitInput, whatIsKnown } from './visit.ts';

const dispositions = {
  rescheduled: 'rescheduled',
  takeaway: 'takeaway',
  visit_canceled: 'canceled',
} as const;

/** A guest did not come: another time, takeaway, or cancel. */
export const recovery: Scenario<VisitInput> = {
  name: 'recovery',
  input: visitInput,
  dispositions: Object.values(dispositions),
  tools: [rescheduleVisit, chooseTakeaway, cancelVisit, ...outboundTools, endConversation],
  instructions,
  opening,
  answerPolicy: (briefing) => ({
    voicemail: { say: voicemailMessage(briefing, briefing.texts.visit.errandInShort.recovery) },
    screener: { say: opening(briefing) },
    ivr: throughMenu(briefing),
  }),
  prepare(progress, briefing) {
    progress.isAboutVisit = true;
    progress.before.push({ kind: 'missed', moment: expectedMoment(briefing), told: '' });
  },
  expectation: () => null,
  disposition: (progress) => {
    const last = progress.lastDeed('rescheduled', 'takeaway', 'visit_canceled');
    return last === null ? null : dispositions[last as keyof typeof dispositions];
  },
};

function opening(briefing: Briefing<VisitInput>): string {
  const { texts, today } = briefing;
  return `${introduction(briefing)} ${texts.visit.recoveryErrand(expectedMoment(briefing), today)}`;
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
