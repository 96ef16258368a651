import type { Items, Traits } from '../traits.ts';

/**
 * What simulated people may say, in one language, each in the only wording it has: local speech hears nothing but its
 * grammar, so every sentence here has to be in it (`phrasesOf` lists them).
 */
export interface Lines {
  hello: string;
  yes: string;
  yesPlease: string;
  no: string;
  noThanks: string;
  thatIsAll: string;
  goodbye: string;
  pardon: string;
  oneMoment: string;
  notSure: string;
  whoAreYou: string;

  wrongNumber: string;
  whereFrom: string;
  callTomorrow: string;
  neverAgain: string;
  notInterested: string;

  bookAppointment: string;
  firstOffered: string;
  day(weekday: Traits['weekday']): string;
  /** Digit by digit. */
  number(e164: string): string;

  order(items: Items): string;
  /** When they come: `HH:00`, in the evening. */
  at(hour: number): string;
  arrived: string;
  onTheWay: string;
  notComing: string;
  reschedule: string;
  takeaway: string;
  cancel: string;
  tomorrow: string;

  acceptHandover: string;
  operatorHello: string;

  /** Spoken by machines. */
  voicemailGreeting: string;
  screenerGreeting: string;
  menuGreeting: string;
}
