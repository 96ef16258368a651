import type { SpokenPhone } from '../../language/phone-numbers.ts';
import type { IdentifiedUser } from '../call/users.ts';
import type { OutboundTexts } from './outbound-shape.ts';

export interface Opening {
  organization: string;
  agent: string;
  rehearsal: boolean;
  /** E.164 of a telephone caller: offered for confirmation, never assumed. */
  callerNumber: string | null;
  /** The call is recorded, which is said before anything is asked. */
  recorded?: boolean;
}

/** What is written about a call once it is over. */
export interface SummaryTexts {
  /** BCP 47, for dates and times. */
  locale: string;
  asked(request: string): string;
  silent: string;
}

/** Every sentence that Parley itself says, in one language. Moments are local to the business. */
export interface Texts {
  /** Says who speaks and that it is a machine; a rehearsal is disclosed in the same breath. */
  greeting(opening: Opening): string;
  askPhone: string;
  /** Asks for the number again and says what was wrong with the one that was given. */
  numberImpossible(number: SpokenPhone): string;
  offerCallerNumber(e164: string): string;
  /** What is on file is for its person only: asks for something that both know. */
  askProof: string;
  /** The same words whether anything is on file or not. */
  proofWrong: string;
  proofLocked: string;
  identified(user: Pick<IdentifiedUser, 'name' | 'returning' | 'preferences'>): string;

  /** Said to its end before anything of a call is recorded. */
  recordingDisclosure: string;
  /** Said while a slow tool works. */
  oneMoment: string;
  /** After silence: two questions, then the end. */
  areYouThere: string;
  stillThere: string;
  silenceGoodbye: string;
  almostOutOfTime: string;
  outOfTimeGoodbye: string;
  /** A provider failed: the person is asked to say it again, or the call has to end. */
  technicalTrouble: string;
  /** In the words of `assets/audio/apology.*.wav`, which is played where no voice is left to say it. */
  technicalGoodbye: string;
  /** Shown, not said: a provider failed and the call goes on with another, or the same again. */
  providerReplaced: string;
  /** A provider's connections are all in use; the call waits for one. */
  providersBusy: string;
  /** The database did not answer, so nothing was changed as far as we know. */
  recordsUnreachable: string;

  /** Too late for anything. */
  callEnded: string;
  /** A date such as February 30. */
  noSuchDate: string;
  /** The same, with the days that may have been meant (YYYY-MM-DD). */
  noSuchDay(options: string[]): string;
  /** "Tuesday the third" when it is a Thursday. */
  whichDay(options: string[]): string;
  noSuchTime: string;
  /** Somebody asks whether they talk to a machine. */
  iAmMachine: string;
  /** Before anything else, in an emergency. */
  emergency(numbers: string[]): string;
  /** For the operator who is asked to take the call. */
  emergencyBrief: string;
  anythingElse: string;
  goodbye: string;

  /**
   * For the model, which was about to say this sentence although the facts do not hold it.
   * @param state what was done, in a sentence; null when nothing was
   */
  claimCorrection(sentence: string, state: string | null): string;
  /** Said in place of a sentence that is still untrue after the correction, where nothing was done. */
  claimFallback: string;
  /** The same where something was done: that, and what else there is to do. */
  claimState(state: string): string;
  /** Said in place of what is left of an answer that is too long. */
  shallIGoOn: string;

  summary: SummaryTexts;
  outbound: OutboundTexts;
}
