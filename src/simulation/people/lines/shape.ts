/**
 * What simulated people may say in any call, in one language, each in the only wording it has: local speech hears
 * nothing but its grammar, so every sentence here has to be in it (`commonPhrases` lists them).
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

  /** Digit by digit. */
  number(e164: string): string;
  /** On the hour, as on a clock's face. */
  at(hour: number): string;

  acceptHandover: string;
  operatorHello: string;

  /** Spoken by machines. */
  voicemailGreeting: string;
  screenerGreeting: string;
  menuGreeting: string;
}
