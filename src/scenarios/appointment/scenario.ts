import type { TurnDecision } from '../../calls/call/call.ts';
import { writeFacts } from '../../calls/call/facts.ts';
import type { Progress } from '../../calls/call/progress.ts';
import type { Briefing } from '../../calls/scenario/briefing.ts';
import type { Scenario } from '../../calls/scenario/scenario.ts';
import { aboutQuoted, quoted } from '../../language/quoted.ts';
import { bookAppointment } from '../../tools/book-appointment.ts';
import { cancelAppointment } from '../../tools/cancel-appointment.ts';
import { endConversation } from '../../tools/end-conversation.ts';
import { fetchSlots } from '../../tools/fetch-slots.ts';
import { handOverToOperator } from '../../tools/hand-over-to-operator.ts';
import { holdSlot } from '../../tools/hold-slot.ts';
import { identifyUser } from '../../tools/identify-user.ts';
import { modifyAppointment } from '../../tools/modify-appointment.ts';
import { retrieveAppointments } from '../../tools/retrieve-appointments.ts';
import { verifyCaller } from '../../tools/verify-caller.ts';
import {
  introduction,
  outboundManners,
  outboundTools,
  throughMenu,
  voicemailMessage,
  withheldFrom,
} from '../shared/called-person.ts';
import { aboutBusiness, aboutNow, mannerLines, plainQuestions } from '../shared/instruction-lines.ts';
import { aboutProof } from '../shared/proof.ts';
import { AppointmentCall } from './call/appointment-call.ts';
import { appointmentClaims } from './claims.ts';
import { type AppointmentInput, appointmentDefinition } from './definition.ts';
import type { Appointments } from './store/appointments.ts';
import { summarizeAppointments } from './summary.ts';
import { appointmentQuestions } from './words/questions.ts';
import { appointmentRequests } from './words/requests.ts';
import type { AppointmentTexts } from './words/shape.ts';
import { appointmentTexts } from './words/texts.ts';

/** Somebody books, moves, cancels or asks about appointments, whoever called whom. */
export const appointment: Scenario<AppointmentInput, AppointmentCall, Appointments> = {
  ...appointmentDefinition,
  begin: ({ briefing, progress, store }) =>
    new AppointmentCall({
      appointments: store,
      texts: appointmentTexts(briefing.agent.language),
      progress,
    }),
  tools: [
    identifyUser,
    verifyCaller,
    fetchSlots,
    holdSlot,
    bookAppointment,
    retrieveAppointments,
    modifyAppointment,
    cancelAppointment,
    handOverToOperator,
    ...outboundTools,
    endConversation,
  ],
  withheld: withheldFrom,
  instructions,
  opening,
  answerPolicy: (briefing) => ({
    voicemail: { say: voicemailMessage(briefing, errandOf(briefing).errandInShort) },
    screener: { say: opening(briefing) },
    ivr: throughMenu(briefing),
  }),
  expectation,
  disposition: (_progress, call) => call.disposition(),
  words: { questions: appointmentQuestions, requests: appointmentRequests },
  claims: appointmentClaims,
  summarize: (call, ended) => summarizeAppointments(call.touched(), call.steps(), ended),
};

function errandOf({ agent }: Briefing): AppointmentTexts {
  return appointmentTexts(agent.language);
}

function opening(briefing: Briefing): string {
  const { texts, organization, agent, rehearsal, callerNumber, recorded } = briefing;
  if (briefing.direction === 'outbound') return `${introduction(briefing)} ${errandOf(briefing).errand}`;
  const names = { organization: organization.name, agent: agent.name };
  return texts.greeting({ ...names, rehearsal, callerNumber, recorded });
}

/** A step whose answer is known whatever words the agent chose; the rest is read from its last sentence. */
function expectation({ lastTool }: Progress, { held }: AppointmentCall): TurnDecision['expected'] | null {
  if (lastTool === 'hold_slot' && held) return 'yes_no';
  return null;
}

function instructions(briefing: Briefing<AppointmentInput>): string {
  const { organization, agent, callerNumber, direction, input, person } = briefing;
  const isCalled = direction === 'outbound';
  return [
    `You are ${agent.name}, the automated telephone receptionist of ${organization.name}.`,
    ...mannerLines(briefing, { canHandOver: true }),
    plainQuestions,
    'Free times are such a question too: fetch_slots needs no number. For anything about the appointments of a caller, ' +
      'and before a time is held, call identify_user once with their number. When it is refused, ask for it again.',
    aboutProof,
    'To book: fetch_slots; offer two or three; hold_slot when they lean to one; read weekday, date and time back; after ' +
      'a clear yes book_appointment.',
    'To move: retrieve_appointments; make sure which is meant; fetch_slots and hold_slot with its appointment_id; after ' +
      'a clear yes modify_appointment. Moving cancels nothing: call cancel_appointment only for somebody who wants none ' +
      'instead, after they confirmed which.',
    'Never say that something is booked, moved or canceled before the tool has answered so. When a tool refuses, say ' +
      'why in your own words and offer what it suggests.',
    'When they ask for a human, or for something that you cannot do, call hand_over_to_operator. When they want nothing ' +
      'more, call end_conversation.',
    aboutQuoted,
    ...(isCalled ? outboundManners : []),
    ...aboutBusiness(briefing),
    ...aboutNow(briefing),
    aboutNumber(briefing),
    ...(input.callback_note ? [`They asked for this call: ${quoted(input.callback_note)}`] : []),
    writeFacts({ isCalled, person: person.name, phone: callerNumber }),
  ].join('\n');
}

function aboutNumber({ callerNumber, direction }: Briefing): string {
  if (callerNumber === null) return 'Their number is not known: ask for it where it is needed.';
  return direction === 'outbound'
    ? `You called ${callerNumber}: that is the number to use, unless they want another.`
    : `The call comes from ${callerNumber}. Ask whether that is the number to use; do not assume it.`;
}
