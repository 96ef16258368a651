import type { TelephoneTexts } from './telephone-shape.ts';

export const englishTelephone: TelephoneTexts = {
  outOfHours: (organization) =>
    `Thank you for calling ${organization}. We are closed at the moment. Please call again during our opening hours. Goodbye.`,
  allBusy: (organization) =>
    `Thank you for calling ${organization}. All our lines are busy. Please call again in a few minutes. Goodbye.`,
  unknownNumber: 'The number that you have called is not in service. Goodbye.',
  refusedCaller: 'We cannot take your call. Goodbye.',

  connecting: 'One moment, please. I will try to reach somebody for you.',
  operatorBrief: ({ organization, name, reason }) =>
    `${[
      `This is the automated assistant of ${organization} with ${name ?? 'somebody'} on the line`,
      ...(reason === null ? [] : [`: ${reason}`]),
    ].join('')}.`,
  operatorQuestion: 'To take the call, say yes or press 1. Otherwise say no or press 2.',
  operatorThanks: 'Thank you. You are connected now.',
  nobodyFree: 'I am sorry, nobody is free at the moment.',
  nobodyFreeCallback: 'I am sorry, nobody is free at the moment. We will call you back.',
};
