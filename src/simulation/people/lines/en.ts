import type { Lines } from './shape.ts';

const digits = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

export const english: Lines = {
  hello: 'hello',
  yes: 'yes',
  yesPlease: 'yes please',
  no: 'no',
  noThanks: 'no thank you',
  thatIsAll: "no that's all",
  goodbye: 'goodbye',
  pardon: 'can you repeat that',
  oneMoment: 'one moment please',
  notSure: "i don't know",
  whoAreYou: 'who are you',

  wrongNumber: 'you have the wrong number',
  whereFrom: 'where did you get my number',
  callTomorrow: 'please call me tomorrow afternoon',
  neverAgain: 'do not call me again',

  number: (e164) =>
    e164
      .replace(/^\+1?/, '')
      .split('')
      .map((digit) => digits[Number(digit)])
      .join(' '),
  at: (hour) => `at ${digits[hour]}`,

  acceptHandover: 'yes',
  operatorHello: 'hello how can i help you',

  voicemailGreeting:
    'Hello. You have reached my voicemail. I cannot come to the phone right now. Please leave a message after the tone.',
  screenerGreeting:
    'Hi. The person you are calling is using a screening service. Please say your name and why you are calling.',
  menuGreeting: 'Welcome. To speak with somebody, press one. For opening hours, press two.',
};
