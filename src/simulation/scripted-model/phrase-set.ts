/** What the scripted model says in any call, beside the answers of the tools. */
export interface Phrases {
  leaveIt: string;
  hello: string;
  welcome: string;
  takeYourTime: string;
  whoIAm: string;
  notUnderstood: string;
}
