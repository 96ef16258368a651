import type { Dish } from '../traits.ts';
import type { Lines } from './shape.ts';

const digits = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

const plurals: Record<Dish, string> = {
  kebab: 'kebabs',
  pizza: 'pizzas',
  soup: 'soups',
  lemonade: 'lemonades',
  tea: 'teas',
};

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
  notInterested: 'i am not interested',

  bookAppointment: 'i would like to book an appointment',
  firstOffered: 'the first one',
  day: (weekday) => `on ${weekdays[weekday - 1]}`,
  number: (e164) =>
    e164
      .replace(/^\+1?/, '')
      .split('')
      .map((digit) => digits[Number(digit)])
      .join(' '),

  order: (items) =>
    items
      .map(({ quantity, dish }) => `${digits[quantity]} ${quantity === 1 ? dish : plurals[dish]}`)
      .join(' and '),
  at: (hour) => `at ${digits[hour]}`,
  arrived: 'yes i have arrived',
  onTheWay: 'not yet i am on my way',
  notComing: 'no i am not coming',
  reschedule: 'i would like to come another time',
  takeaway: 'takeaway please',
  cancel: 'please cancel it',
  tomorrow: 'tomorrow',

  acceptHandover: 'yes',
  operatorHello: 'hello how can i help you',

  voicemailGreeting:
    'Hello. You have reached my voicemail. I cannot come to the phone right now. Please leave a message after the tone.',
  screenerGreeting:
    'Hi. The person you are calling is using a screening service. Please say your name and why you are calling.',
  menuGreeting: 'Welcome. To speak with somebody, press one. For opening hours, press two.',
};
