import { sayPhone, sayWhen } from '../../language/say.ts';
import type { OutboundOpening, OutboundTexts } from './outbound-shape.ts';

export const englishOutbound: OutboundTexts = {
  introduction,
  recorded: 'This call is recorded.',
  rehearsal: 'This is a rehearsal.',
  callbackPromised: (moment, today, isElsewhere) =>
    `I have noted it: we will call you again ${sayWhen('en', moment, today)}${isElsewhere ? ', your time' : ''}.`,
  callbackProposed: (moment, today, isElsewhere) =>
    'That is outside the hours in which we may call. The next time that we could is ' +
    `${sayWhen('en', moment, today)}${isElsewhere ? ', your time' : ''}. Would that suit you?`,
  callbackRefused: (code) =>
    ({
      do_not_call: 'We are not allowed to call this number, so I cannot promise a call.',
      number_barred: 'I am afraid we do not call numbers like this one.',
      country_not_allowed: 'I am afraid we do not call numbers abroad.',
      too_many_calls: 'I have promised as many calls as I may, so I cannot promise another one.',
      unknown_scenario: 'I am afraid I cannot promise a call about this.',
      no_such_time: 'There is no such time on that day. When shall we call you?',
      no_common_hours: 'I am afraid there is no hour at which we may call you.',
      unknown_zone: 'I do not know that time zone. In which city will you be?',
      past: 'That time has already passed. When shall we call you?',
      call_ended: 'This call is already over.',
      too_far: 'I cannot promise a call that far ahead. When shall we call you?',
      not_identified: 'I do not see your number, so I cannot promise a call.',
      no_agent: 'I am afraid I cannot promise a call at the moment.',
    })[code],
  confirmNumber: (e164) => `Shall we call you at ${sayPhone('en', e164)}?`,
  optedOut: 'I have taken your number off our list, and we will not call you again.',
  cannotOptOut: 'I do not see your number, so there is nothing that I could take off our list.',
  optOutElsewhere:
    'I can only take off our list the number that you call from. Please call us from that telephone, or say so when we call it.',
  wrongPerson: 'I am sorry for the mix-up.',
  onlyThemselves: 'Thank you. I can only talk about it with them. When can I best reach them?',
  goodbye: 'Thank you for your time. Goodbye.',
  voicemail: (opening, reason) =>
    `${introduction(opening)} I am calling ${reason}. We will try again. Goodbye.`,
  summary: {
    called: (when) => `Will be called again ${when}.`,
    callback: (when) => `Wants to be called ${when}.`,
    optedOut: 'Does not want to be called again.',
    wrongPerson: (message) =>
      message === null ? 'Somebody else answered.' : `Somebody else answered. Message: ${message}`,
  },
};

function introduction({ organization, agent, name, rehearsal, recorded }: OutboundOpening): string {
  return [
    `Hello${name === null ? '' : `, ${name}`}, this is ${agent}, the automated assistant of ${organization}.`,
    ...(recorded ? [englishOutbound.recorded] : []),
    ...(rehearsal ? [englishOutbound.rehearsal] : []),
  ].join(' ');
}
