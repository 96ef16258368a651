import type { TurnDecision } from '../calls/call.ts';
import type { Progress } from '../calls/progress.ts';
import type { Briefing, Scenario } from '../calls/scenario.ts';
import { bookAppointment } from '../tools/book-appointment.ts';
import { cancelAppointment } from '../tools/cancel-appointment.ts';
import { endConversation } from '../tools/end-conversation.ts';
import { fetchSlots } from '../tools/fetch-slots.ts';
import { holdSlot } from '../tools/hold-slot.ts';
import { identifyUser } from '../tools/identify-user.ts';
import { modifyAppointment } from '../tools/modify-appointment.ts';
import { retrieveAppointments } from '../tools/retrieve-appointments.ts';

/** A caller who books, moves, cancels or asks about appointments. */
export const appointment: Scenario = {
  name: 'appointment',
  tools: [
    identifyUser,
    fetchSlots,
    holdSlot,
    bookAppointment,
    retrieveAppointments,
    modifyAppointment,
    cancelAppointment,
    endConversation,
  ],
  instructions,
  opening: ({ texts, organization, agent, rehearsal, callerNumber }) =>
    texts.greeting({ organization: organization.name, agent: agent.name, rehearsal, callerNumber }),
  expectation,
  disposition: (progress) => progress.disposition(),
};

/** A step whose answer is known whatever words the agent chose; the rest is read from its last sentence. */
function expectation(progress: Progress): TurnDecision['expected'] | null {
  if (progress.lastTool === 'hold_slot' && progress.held) return 'yes_no';
  return null;
}

function instructions({ organization, agent, today, weekday, callerNumber }: Briefing): string {
  return [
    `You are ${agent.name}, the telephone receptionist of ${organization.name}. Speak the language ${agent.language}.`,
    `Today is ${weekday}, ${today}. All dates and times are local to ${organization.timeZone}.`,
    'This is a phone call: answer in one or two short spoken sentences, without lists, symbols or markdown. Ask one ' +
      'thing at a time.',
    callerNumber
      ? `The call comes from ${callerNumber}. Ask whether that is the number to use; do not assume it.`
      : 'Ask for the phone number first.',
    'Call identify_user before anything else. When a number is impossible, ask for it again.',
    'Find free times with fetch_slots, offer two or three, call hold_slot when the caller leans to one, read weekday, ' +
      'date and time back, and call book_appointment only after a clear yes. Before moving or canceling, call ' +
      'retrieve_appointments and confirm which appointment is meant.',
    'Never say that something is booked, moved or canceled before the tool has answered so. When a tool refuses, say ' +
      'why in your own words and offer what it suggests.',
    'When the caller is done, call end_conversation.',
    ...(agent.persona ? [agent.persona] : []),
  ].join('\n');
}
