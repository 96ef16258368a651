/** What is said before a call is answered by the agent, and while it is handed to somebody else. */
export interface TelephoneTexts {
  outOfHours(organization: string): string;
  allBusy(organization: string): string;
  unknownNumber: string;
  refusedCaller: string;

  /** To the person, before they are put on hold. */
  connecting: string;
  /** To the operator alone. */
  operatorBrief(about: { organization: string; name: string | null; reason: string | null }): string;
  operatorQuestion: string;
  operatorThanks: string;
  /** To the person: nobody took the call. */
  nobodyFree: string;
  nobodyFreeCallback: string;
}
