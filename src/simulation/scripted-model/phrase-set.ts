/** What the scripted model says of its own, beside the answers of the tools. Moments come already worded. */
export interface Phrases {
  askTask: string;
  askDay: string;
  /** After times were refused or none suited. */
  askOtherDay: string;
  askTime: string;
  askWhich: string;
  askNewDay: string;
  confirmBooking(when: string): string;
  confirmMove(from: string, to: string): string;
  confirmCancel(when: string): string;
  whichToMove: string;
  whichToCancel: string;
  nothingToChange: string;
  leaveIt: string;
  hello: string;
  welcome: string;
  takeYourTime: string;
  whoIAm: string;
  whatICanDo: string;
  noOperator: string;
  hours: string;
  notUnderstood: string;
}
