import { Temporal } from 'temporal-polyfill';
import { writeFacts } from '../../calls/call/facts.ts';
import type { Briefing } from '../../calls/scenario/briefing.ts';
import { aboutQuoted, quoted } from '../../language/quoted.ts';
import { type LocalMoment, localMoment } from '../../language/say.ts';
import { weekInWords } from '../shared/business-lines.ts';
import { mannerLines } from '../shared/instruction-lines.ts';
import { wishOf } from './call/negotiation-call.ts';
import type { NegotiationInput } from './definition.ts';
import type { Terms } from './store/negotiations.ts';

/** For the model, in English. What is the same in each call of a purpose comes first. */
export function negotiationInstructions(briefing: Briefing<NegotiationInput>, terms: Terms): string {
  const { agent, organization } = briefing;
  return [
    `You are ${agent.name}, the automated assistant of ${organization.name}. You call a provider to arrange an ` +
      'appointment for a client; whoever answers is its reception.',
    ...mannerLines(briefing, { canHandOver: false }),
    ...ways[terms.purpose],
    ...(terms.wishing ? likedTimes : []),
    ...manners,
    aboutQuoted,
    ...(agent.persona ? [agent.persona] : []),
    ...about(terms),
    ...aboutTime(briefing, terms),
    writeFacts(factsOf(briefing, terms)),
  ].join('\n');
}

const likedTimes = [
  "The client likes some times better than others, which is nobody else's business: ask first for the earliest from the " +
    'known `earliest` on. validate_slot answers ask_from where a better one could still be had: ask what they have from ' +
    'then on, instead of for something earlier. Where it is null, or they have nothing from then on, read back the one ' +
    'for which is_best was true last.',
];

const ways: Record<Terms['purpose'], string[]> = {
  find: [
    'Ask for one wish first, the earliest in the range. Never read out the range, what else would suit, or when the ' +
      'client is busy: "that does not suit" is enough.',
    'As soon as they name a day and a time, call validate_slot with its start and its end. Where it refuses, ask for one ' +
      'other time; propose_alternatives tells which would do.',
    '"Maybe around ten", "some time in the morning" is no offer: ask which time exactly.',
    'Once a slot would do, ask one single time for something earlier, or for something before the best so far where ' +
      'there is one, and take a no for an answer. Never say whose offer that is, or that there are others.',
    'Then read weekday, date and time back. After a clear yes call ask_to_hold and say its question. Then call ' +
      'record_offer with the slot, and with held_until where they said until when they keep it. Nothing counts that was ' +
      'not read back, and nothing is an offer before record_offer has answered.',
    'You book nothing: never say that you take it, that it is booked or confirmed. Say that they offer it, or keep it.',
    'Where they have nothing that would do call record_no_offer with no_slot; where they take no new clients with ' +
      'no_new_clients; a wrong number is wrong_number; who does not talk to an automated assistant is ' +
      'refuses_assistants; who wants to be called later, or only by somebody else, is call_back_later. Then thank them ' +
      'and call end_conversation.',
  ],
  confirm: [
    'The client has chosen the slot that this provider offered. Ask for it to be booked now, and for nothing else.',
    'After a clear yes call record_answer with true, after a no with false; never say that it is booked before it has ' +
      'answered so. When they offer another time instead, say that you will pass it on, and call record_answer with false.',
    'Then say the reference that it answered, thank them, and call end_conversation.',
  ],
  release: [
    'The slot that this provider kept is not needed any more. Give it back politely, in one sentence, and ask for ' +
      'nothing. Do not say why, or who was chosen.',
    'When they have taken note call record_answer with true, thank them, and call end_conversation.',
  ],
};

const manners = [
  'You were given the name of the client and nothing else. When they ask for a date of birth, an insurer, a telephone ' +
    'number, a reason, or anything else about them, say that you were not given it, and go on. Never make it up.',
  'On hold, with music, or after "one moment", wait in silence; log_event tells whoever watches. When you are put ' +
    'through to somebody else, say again who calls and for whom, and begin with the same wish.',
  'When they do not want to be called again, call refuse_calls at once. Be brief and take a no for an answer.',
];

function about({
  client_name: client,
  service,
  duration_minutes: minutes,
  location,
  provider,
}: Terms): string[] {
  return [
    `You call ${quoted(provider.name)}, for ${client === null ? 'a client who is not named' : quoted(client)}: ` +
      `${quoted(service)}, ${minutes} minutes, near ${quoted(location)}.`,
    ...(provider.hours.length > 0 ? [`They are open: ${weekInWords(provider.hours)}.`] : []),
  ];
}

function aboutTime(briefing: Briefing, { range, best, slot, purpose, provider }: Terms): string[] {
  const zone = provider.time_zone;
  const { date, time } = nowAt(briefing, zone);
  const say = (instant: string) => {
    const moment = localMoment(instant, zone);
    return `${weekdayOf(moment.date)} ${moment.date} ${moment.time}`;
  };
  return [
    ...(purpose === 'find' ? [`The range: from ${say(range.start)} to ${say(range.end)}.`] : []),
    ...(best && purpose === 'find' ? [`The best so far begins ${say(best.start)}.`] : []),
    ...(slot ? [`The slot: ${say(slot.start)} to ${say(slot.end)}.`] : []),
    `It is ${weekdayOf(date)}, ${date}, ${time}. All dates and times are local to the provider, in ${zone}.`,
  ];
}

/** What the scripted model knows it from, too. */
function factsOf(briefing: Briefing, terms: Terms) {
  const { provider, range, best, slot } = terms;
  const zone = provider.time_zone;
  const local = (instant: string) => localMoment(instant, zone);
  return {
    isCalled: true,
    phone: briefing.callerNumber,
    person: provider.name,
    purpose: terms.purpose,
    provider_id: provider.id,
    time_zone: zone,
    now: nowAt(briefing, zone),
    client: terms.client_name,
    service: terms.service,
    minutes: terms.duration_minutes,
    earliest: local(wishOf(terms)),
    first: local(range.start),
    latest: local(range.end),
    best: best && local(best.start),
    slot: slot && local(slot.start),
  };
}

/** The clocks of the business show `now`, those of the provider another time. */
function nowAt({ now, organization }: Briefing, timeZone: string): LocalMoment {
  const here = Temporal.PlainDateTime.from(`${now.date}T${now.time}`).toZonedDateTime(organization.timeZone);
  return localMoment(here.toInstant().toString(), timeZone);
}

function weekdayOf(date: string): string {
  return new Intl.DateTimeFormat('en-US', { weekday: 'long', timeZone: 'UTC' }).format(new Date(date));
}
