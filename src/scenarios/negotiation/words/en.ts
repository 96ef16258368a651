import { sayDateTime, sayWhen } from '../../../language/say.ts';
import type { NegotiationTexts } from './shape.ts';

const forClient = (client: string | null) => (client === null ? 'a client' : client);

export const english: NegotiationTexts = {
  when: (moment) => sayDateTime('en', moment),
  near: (moment, today) => sayWhen('en', moment, today),
  errand: ({ client, service, minutes }) =>
    `I am calling to schedule an appointment for ${forClient(client)}: ${service}, ${minutes} minutes.`,
  calling: 'I am calling to schedule an appointment.',
  askEarliest: (from) => `What is the earliest that you have from ${sayDateTime('en', from)} on?`,
  askToBook: (slot, client) =>
    `I am calling about ${sayDateTime('en', slot)}, which you offered for ${forClient(client)}. ` +
    'Could you book it now, please?',
  giveBack: (slot, client) =>
    `I am calling about ${sayDateTime('en', slot)}, which you kept for ${forClient(client)}. ` +
    'It is not needed any more, so please give it to somebody else. Is that all right?',

  free: 'That time would suit.',
  notFree: 'That time does not suit.',
  suits: (slot) => `${sayDateTime('en', slot)} would suit.`,
  nothingElseSuits: 'Nothing else would suit.',
  distance: (minutes) => `It is about ${minutes} minutes away.`,
  distanceUnknown: 'How far away it is is not known.',
  logged: 'All right.',
  found: (count) => (count === 1 ? 'There is one other to ask.' : `There are ${count} others to ask.`),
  askToHold: (slot, until) => `Could you keep ${sayDateTime('en', slot)} for us until ${until}?`,
  nothingToHold: 'Which time do you offer?',
  recorded: (slot, until) =>
    `Thank you. I pass on that you offer ${sayDateTime('en', slot)}` +
    `${until === null ? '' : `, kept until ${until}`}. It is not booked yet.`,
  noOfferRecorded: 'Thank you for telling me.',
  booked: (slot, reference) =>
    `Thank you. The appointment is booked for ${sayDateTime('en', slot)}.` +
    (reference === null ? '' : ` Our reference is ${spelled(reference)}.`),
  notBooked: 'I see. Thank you for telling me, then it is not booked.',
  released: (slot) => `Thank you. ${sayDateTime('en', slot)} is free for somebody else.`,
  nothingBooked: 'Nothing is booked yet. I am asking what you could offer.',
  whichTime: 'Which day and time is it exactly?',
  refused: {
    past: 'That time has already passed.',
    outside_range: 'I am afraid that is outside the days that I was given.',
    over_busy: 'I am afraid that time does not suit.',
    too_short: 'I am afraid that is shorter than we need.',
    outside_hours: 'I am afraid you are closed then, as far as I know.',
    other_provider: 'I can only talk about an appointment with you.',
    campaign_over: 'Thank you, but nothing is needed any more.',
    call_ended: 'This call is already over.',
    held_in_past: 'That time has already passed. Until when could you keep it?',
  },
  nothingAsked: 'There is nothing that I have to ask.',
  slotGone: 'I am afraid that time is not available any more.',
  summary: {
    offered: (when, until) => `Offered ${when}${until === null ? '' : `, kept until ${until}`}.`,
    note: (text) => `Note: ${text}.`,
    noOffer: {
      no_slot: 'Had no time that would do.',
      no_new_clients: 'Takes no new clients.',
      wrong_number: 'It was a wrong number.',
      refuses_assistants: 'Does not talk to an automated assistant.',
      call_back_later: 'Asked to be called again later.',
    },
    confirmed: (reference) =>
      `The provider has booked it${reference === null ? '' : `; the reference is ${reference}`}.`,
    notConfirmed: 'The provider could not book it any more.',
    released: 'What was kept was given back.',
    nothing: 'No time was agreed.',
  },
};

/** "CONF-A1B2" is read out sign by sign. */
function spelled(reference: string): string {
  return reference
    .replace(/^CONF-?/i, '')
    .split('')
    .join(' ');
}
