import type { Refusal } from '../../scenarios/appointment/store/appointments.ts';
import { phoneProblem } from '../phone-numbers.ts';
import { type LocalMoment, sayDate, sayDateTime, sayPhone, sayTime } from '../say.ts';
import { englishOutbound } from './outbound-en.ts';
import { englishVisit } from './restaurant-en.ts';
import type { Texts } from './shape.ts';
import { joinWords, offered, onOneDay, willTimeHelp } from './wording.ts';

const refusals: Record<Refusal, string> = {
  not_identified: 'I need your phone number first.',
  past: 'That time has already passed.',
  too_soon: 'That is too soon for us to arrange.',
  too_far: 'That is further ahead than we take bookings.',
  closed: 'We are closed then.',
  no_such_time: 'We have no appointment that starts then.',
  taken: 'That time is already taken.',
  unknown_appointment: 'I cannot find that appointment under your number.',
  already_canceled: 'That appointment was canceled before this call.',
  call_ended: 'This call has already ended.',
};

const say = (moment: LocalMoment) => sayDateTime('en', moment);
const either = (words: string[]) => joinWords(words, ', ', ' or ');

export const english: Texts = {
  greeting: ({ organization, agent, rehearsal, callerNumber, recorded = false }) => {
    const who = `Hello, this is ${agent}, the automated assistant of ${organization}.`;
    const disclosure = `${recorded ? ` ${englishOutbound.recorded}` : ''}${rehearsal ? ` ${englishOutbound.rehearsal}` : ''}`;
    const question = callerNumber === null ? 'How can I help you?' : english.offerCallerNumber(callerNumber);
    return `${who}${disclosure} ${question}`;
  },
  askPhone: 'May I have your phone number, please?',
  numberImpossible: (number) => {
    if (number.status !== 'valid' && number.digits === '') return english.askPhone;
    return {
      too_short: 'I think some digits are missing. Could you tell me the whole phone number, please?',
      too_long: 'That has more digits than a phone number. Could you tell me the phone number again, please?',
      impossible: 'There is no such phone number. Could you tell me your phone number again, please?',
    }[phoneProblem(number) ?? 'impossible'];
  },
  offerCallerNumber: (e164) => `Shall I use the number you are calling from, ${sayPhone('en', e164)}?`,
  identified: ({ name, returning, preferences }) => {
    const who = name === null ? '' : `, ${name}`;
    if (!returning) return `Thank you${who}.`;
    const habit =
      preferences.time_of_day === null ? '' : ` You usually come in the ${preferences.time_of_day}.`;
    return `Welcome back${who}.${habit}`;
  },

  recordingDisclosure: 'This call is recorded.',
  oneMoment: 'One moment, please.',
  areYouThere: 'Are you still there?',
  stillThere: 'I cannot hear you. If you are there, please say something.',
  silenceGoodbye:
    'I still cannot hear you, so I will end the call here. Please call again any time. Goodbye.',
  almostOutOfTime: 'We have only a little time left on this call.',
  outOfTimeGoodbye:
    'I am sorry, our time on this call is over. Please call again if you need anything. Goodbye.',
  technicalTrouble:
    'I am sorry, I did not catch that because of a technical problem. Could you say it again, please?',
  technicalGoodbye:
    "I'm sorry. Something is wrong with our telephone system. Please call again in a few minutes.",
  providerReplaced: 'A provider failed for a moment. The call goes on.',
  providersBusy: 'Many people are on the telephone right now. The call begins as soon as there is room.',
  calendarUnreachable: 'I am sorry, I cannot reach our calendar right now. Please try again in a moment.',

  offer: (slots) => {
    const day = onOneDay(slots);
    if (day === null)
      return `These times are free: ${either(offered(slots).map(say))}. Which would you like?`;
    const times = offered(slots).map(({ time }) => sayTime('en', time));
    if (times.length === 1) return `On ${sayDate('en', day)} I have ${times[0]}. Would that suit you?`;
    return `On ${sayDate('en', day)} I have ${either(times)}. Which would you like?`;
  },
  readBack: (slot) => `${say(slot)} is free. Shall I book it?`,
  booked: (appointment) => `Your appointment is booked for ${say(appointment)}.`,
  modified: (appointment) => `Your appointment has been moved to ${say(appointment)}.`,
  canceled: (appointment) => `Your appointment on ${say(appointment)} has been canceled.`,
  listed: (appointments) => {
    if (appointments.length === 0) return 'You have no appointments coming up.';
    if (appointments.length === 1) return `You have one appointment, on ${appointments.map(say)[0]}.`;
    const all = joinWords(appointments.map(say), '; ', '; and ');
    return `You have ${appointments.length} appointments: ${all}.`;
  },
  refused: (code, alternatives) => {
    if (!willTimeHelp(code)) return refusals[code];
    if (alternatives.length === 0) return `${refusals[code]} Would another day suit you?`;
    return `${refusals[code]} I could offer ${either(offered(alternatives).map(say))}.`;
  },
  noSuchDate: 'That day is not in the calendar. Which day would you like?',
  noSuchTime: 'That is not a time of day. What time would you like?',
  anythingElse: 'Is there anything else I can do for you?',
  goodbye: 'Thank you for calling. Goodbye.',

  claimCorrection: (sentence) =>
    `You were about to say: "${sentence}". No tool has done that in this call, so do not say it. If the caller has agreed, call the tool now; otherwise ask for what is missing. To mention an existing appointment, call retrieve_appointments first and then say "You have an appointment on …".`,
  claimFallback: 'Let me make sure, because that is not done yet. What would you like me to do?',

  summary: {
    locale: 'en-US',
    asked: (request) => `The caller said: “${request}”.`,
    booked: (when, resource) => `Booked ${when}${resource ? ` with ${resource}` : ''}.`,
    moved: (when, resource) => `Moved the appointment to ${when}${resource ? ` with ${resource}` : ''}.`,
    canceled: (when) => `Canceled ${when}.`,
    held: (when) => `Held ${when} but did not book it.`,
    note: (text) => `Note: ${text}.`,
    informed: 'Questions were answered; no appointment was changed.',
    abandoned: 'The call ended before anything was booked.',
    silent: 'Nobody spoke on this call.',
    nothing: 'No appointment was changed.',
    nothingSettled: 'Nothing was settled.',
  },
  outbound: englishOutbound,
  visit: englishVisit,
};
