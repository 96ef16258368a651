import { joinWords } from '../../../language/join-words.ts';
import { type LocalMoment, sayDate, sayDateTime, sayTime } from '../../../language/say.ts';
import type { Refusal } from '../store/appointments.ts';
import type { AppointmentTexts } from './shape.ts';
import { offered, onOneDay, willTimeHelp } from './wording.ts';

const refusals: Record<Refusal, string> = {
  not_identified: 'I need your phone number first.',
  not_proven:
    'For that I need to be sure that it is you. Please tell me the full name that it is under, or the day of the appointment.',
  wrong_person: 'I can only talk about that with the person whom I called.',
  past: 'That time has already passed.',
  too_soon: 'That is too soon for us to arrange.',
  too_far: 'That is further ahead than we take bookings.',
  closed: 'We are closed then.',
  no_such_time: 'We have no appointment that starts then.',
  taken: 'That time is already taken.',
  unknown_appointment: 'I cannot find that appointment under your number.',
  already_canceled: 'That appointment was canceled before this call.',
  already_yours: 'You have that time already.',
  overlaps_own: 'That overlaps with your own appointment.',
  unknown_resource: 'I find nobody of that name here.',
  call_ended: 'This call has already ended.',
};

const say = (moment: LocalMoment) => sayDateTime('en', moment);
const either = (words: string[]) => joinWords(words, ', ', ' or ');

export const english: AppointmentTexts = {
  when: say,
  errand: 'I am calling about an appointment. Would you like to arrange one?',
  errandInShort: 'about an appointment',
  offer: (slots) => {
    const day = onOneDay(slots);
    if (day === null)
      return `These times are free: ${either(offered(slots).map(say))}. Which would you like?`;
    const times = offered(slots).map(({ time }) => sayTime('en', time));
    if (times.length === 1) return `On ${sayDate('en', day)} I have ${times[0]}. Would that suit you?`;
    return `On ${sayDate('en', day)} I have ${either(times)}. Which would you like?`;
  },
  readBack: (slot) => `${say(slot)} is free. Shall I book it?`,
  readBackMove: (from, to) => `${say(to)} is free. Shall I move your appointment from ${say(from)}?`,
  booked: (appointment) => `Your appointment is booked for ${say(appointment)}.`,
  modified: (appointment) => `Your appointment has been moved to ${say(appointment)}.`,
  canceled: (appointment) => `Your appointment on ${say(appointment)} has been canceled.`,
  listed: (appointments) => {
    if (appointments.length === 0) return 'You have no appointments coming up.';
    if (appointments.length === 1) return `You have one appointment, on ${appointments.map(say)[0]}.`;
    const all = joinWords(appointments.map(say), '; ', '; and ');
    return `You have ${appointments.length} appointments: ${all}.`;
  },
  refused: (code, alternatives, own) => {
    if (own) return `${refusals[code]} You have an appointment on ${say(own)}.`;
    if (!willTimeHelp(code)) return refusals[code];
    if (alternatives.length === 0) return `${refusals[code]} Would another day suit you?`;
    return `${refusals[code]} I could offer ${either(offered(alternatives).map(say))}.`;
  },
  mentionExisting:
    'To mention an existing appointment, call retrieve_appointments first and then say "You have an appointment on …".',
  summary: {
    locale: 'en-US',
    booked: (when, resource) => `Booked ${when}${resource ? ` with ${resource}` : ''}.`,
    moved: (when, resource, from) =>
      `Moved the appointment ${from ? `from ${from} ` : ''}to ${when}${resource ? ` with ${resource}` : ''}.`,
    canceled: (when) => `Canceled ${when}.`,
    held: (when) => `Held ${when} but did not book it.`,
    forWhom: (text) => `For: ${text}.`,
    note: (text) => `Note: ${text}.`,
    informed: 'Questions were answered; no appointment was changed.',
    abandoned: 'The call ended before anything was booked.',
    nothing: 'No appointment was changed.',
  },
};
