import type { Progress } from '../../calls/call/progress.ts';
import { isLive } from '../../calls/facts/fact.ts';
import type { Briefing } from '../../calls/scenario/briefing.ts';
import type { Scenario } from '../../calls/scenario/scenario.ts';
import { cancelVisit } from '../../tools/cancel-visit.ts';
import { captureOrder } from '../../tools/capture-order.ts';
import { declineOrder } from '../../tools/decline-order.ts';
import { endConversation } from '../../tools/end-conversation.ts';
import { identifyUser } from '../../tools/identify-user.ts';
import { noteVisit } from '../../tools/note-visit.ts';
import { retrieveOrder } from '../../tools/retrieve-order.ts';
import { setArrivalTime } from '../../tools/set-arrival-time.ts';
import { verifyCaller } from '../../tools/verify-caller.ts';
import { introduction, outboundManners, outboundTools, throughMenu } from '../shared/called-person.ts';
import { aboutProof } from '../shared/proof.ts';
import type { VisitCall } from './call/visit-call.ts';
import { orderDefinition, type VisitInput } from './definitions.ts';
import type { Visits } from './store/visits.ts';
import { aboutTheCall, comingMoment, visitCall, visitScenario, whatIsKnown } from './visit.ts';
import { visitTexts } from './words/texts.ts';

/** A restaurant takes a guest's order before they come, and asks when that will be. */
export const order: Scenario<VisitInput, VisitCall, Visits> = {
  ...orderDefinition,
  ...visitScenario,
  begin(start) {
    const moment = comingMoment(start.briefing);
    if (moment) start.progress.book.record({ id: 'visit', kind: 'visit', status: 'known', when: moment });
    return visitCall(start, start.briefing.input.menu);
  },
  tools: [
    identifyUser,
    verifyCaller,
    retrieveOrder,
    captureOrder,
    noteVisit,
    setArrivalTime,
    cancelVisit,
    declineOrder,
    ...outboundTools,
    endConversation,
  ],
  instructions,
  opening: (briefing) => {
    const texts = visitTexts(briefing.agent.language);
    const errand = briefing.direction === 'inbound' ? texts.orderWelcome : texts.orderErrand;
    return `${introduction(briefing)} ${errand}`;
  },
  answerPolicy: (briefing) => ({
    // The guest is called again; an order cannot be left on a machine.
    voicemail: 'hang_up',
    screener: { say: `${introduction(briefing)} ${visitTexts(briefing.agent.language).orderErrand}` },
    ivr: throughMenu(briefing),
  }),
  expectation: (progress) => {
    const asksTime = progress.lastTool === 'capture_order' && progress.lastAction('ordered') !== null;
    return asksTime && !knowsTime(progress) ? 'date_time' : null;
  },
  disposition: (progress, { visit }) => {
    const last = progress.lastAction('ordered', 'noted', 'arrival_set', 'visit_canceled');
    if (last === 'visit_canceled') return 'canceled';
    // An order from before this call, changed in anything.
    if (last && visit?.status === 'order_confirmed') return 'order_confirmed';
    // With half of it nobody could cook, or ask whether they have come.
    if (progress.lastAction('ordered') && knowsTime(progress)) return 'order_confirmed';
    if (progress.lastAction('callback')) return 'callback';
    return progress.lastAction('declined', 'opted_out') ? 'declined_order' : null;
  },
};

/** Whose order it is has to be known before anything is ordered. */
function aboutCaller({ callerNumber }: Briefing): string {
  return callerNumber === null
    ? 'Ask for their phone number and call identify_user before capture_order.'
    : `They call from ${callerNumber}: ask whether that is the number to use, and call identify_user before capture_order.`;
}

function knowsTime({ book }: Progress): boolean {
  return book.facts.some((fact) => fact.kind === 'visit' && isLive(fact));
}

function instructions(briefing: Briefing<VisitInput>): string {
  return [
    ...aboutTheCall(briefing),
    'Take the order: what, how many of each, and what is special about it. Read all of it back, and call capture_order ' +
      'only after a clear yes. Where there is a menu, nothing else can be ordered.',
    'Then ask when they will come and how many they will be, unless that is known, and call set_arrival_time. What they ' +
      'say of allergies or wishes belongs to capture_order, and afterwards to note_visit.',
    'An order that stands can be changed, with capture_order and all dishes that are wanted now, or canceled with ' +
      'cancel_visit after they have confirmed that. Call retrieve_order first when they speak of an order from before.',
    'When they do not want to order, call decline_order.',
    ...(briefing.direction === 'outbound' ? outboundManners : [aboutCaller(briefing), aboutProof]),
    ...whatIsKnown(briefing),
  ].join('\n');
}
