import { joinWords } from '../../language/join-words.ts';
import { phoneProblem } from '../../language/phone-numbers.ts';
import { longestReadOut, sayDate, sayDigits, sayPhone } from '../../language/say.ts';
import { englishOutbound } from './outbound-en.ts';
import type { Texts } from './shape.ts';

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
    const problem = phoneProblem(number) ?? 'impossible';
    const why = {
      too_short: 'I think some digits are missing. Could you tell me the whole phone number, please?',
      too_long: 'That has more digits than a phone number. Could you tell me the phone number again, please?',
      impossible: 'There is no such phone number. Could you tell me your phone number again, please?',
      several: 'Those are two phone numbers. Which one shall I use?',
    }[problem];
    if (number.status === 'valid' || problem === 'several' || number.digits.length > longestReadOut)
      return why;
    return `I understood ${sayDigits('en', number.digits)}. ${why}`;
  },
  offerCallerNumber: (e164) => `Shall I use the number you are calling from, ${sayPhone('en', e164)}?`,
  askProof:
    'First I need to be sure that it is you. Please tell me the full name that we have, or the day of your next visit.',
  proofWrong:
    'That does not match what I have. Please tell me the full name that we have once more, or the day of your next visit.',
  proofLocked:
    'I am sorry, I cannot open that in this call. You can be called back on that number, or I connect you with a colleague. Anything new is still possible.',
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
  recordsUnreachable: 'I am sorry, I cannot reach our records right now. Please try again in a moment.',

  callEnded: 'This call has already ended.',
  noSuchDate: 'That day is not in the calendar. Which day would you like?',
  noSuchDay: (options) => `There is no such day. ${english.whichDay(options)}`,
  whichDay: (options) =>
    `Which day do you mean, ${joinWords(
      options.map((day) => sayDate('en', day)),
      ', ',
      ' or ',
    )}?`,
  noSuchTime: 'That is not a time of day. What time would you like?',
  iAmMachine: 'Yes, I am a robot, an automated assistant.',
  emergency: (numbers) =>
    `This sounds like an emergency. Please hang up and call ${numbers.join(' or ')} right now, or have somebody call for you.`,
  emergencyBrief: 'they speak of an emergency',
  anythingElse: 'Is there anything else I can do for you?',
  goodbye: 'Thank you for calling. Goodbye.',

  claimCorrection: (sentence, state) =>
    `You were about to say: "${sentence}". The records of this call do not hold that, so do not say it. ${state === null ? 'Nothing has been done yet.' : `What is so: ${state}`} If the caller has agreed to something, call its tool now; otherwise say only what the tools have answered, or ask for what is missing.`,
  claimFallback: 'Let me make sure, because that is not done yet. What would you like me to do?',
  claimState: (state) => `${state} Is there anything else I can do for you?`,
  shallIGoOn: 'Shall I go on?',

  summary: {
    locale: 'en-US',
    asked: (request) => `The caller said: “${request}”.`,
    silent: 'Nobody spoke on this call.',
  },
  outbound: englishOutbound,
};
