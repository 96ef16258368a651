import type { IdentifiedUser, Refusal } from '../../scenarios/appointment/store/appointments.ts';
import type { SpokenPhone } from '../phone-numbers.ts';
import type { LocalMoment } from '../say.ts';
import type { OutboundTexts, VisitTexts } from './visit-shape.ts';

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
  booked(when: string, resource: string | null): string;
  moved(when: string, resource: string | null): string;
  canceled(when: string): string;
  held(when: string): string;
  note(text: string): string;
  informed: string;
  abandoned: string;
  silent: string;
  nothing: string;
  nothingSettled: string;
}

/** Every sentence that Parley itself says, in one language. Moments are local to the business. */
export interface Texts {
  /** Says who speaks and that it is a machine; a rehearsal is disclosed in the same breath. */
  greeting(opening: Opening): string;
  askPhone: string;
  /** Asks for the number again and says what was wrong with the one that was given. */
  numberImpossible(number: SpokenPhone): string;
  offerCallerNumber(e164: string): string;
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
  calendarUnreachable: string;

  /** Free times, the first three of them. */
  offer(slots: LocalMoment[]): string;
  /** A held time, read back for the caller's yes. */
  readBack(slot: LocalMoment): string;
  booked(appointment: LocalMoment): string;
  modified(appointment: LocalMoment): string;
  canceled(appointment: LocalMoment): string;
  /** The caller's coming appointments, or that there are none. */
  listed(appointments: LocalMoment[]): string;
  /** Why the database refused, with what is free instead. */
  refused(code: Refusal, alternatives: LocalMoment[]): string;
  /** A date such as February 30. */
  noSuchDate: string;
  noSuchTime: string;
  anythingElse: string;
  goodbye: string;

  /** For the model, which was about to say this sentence although nothing was committed. */
  claimCorrection(sentence: string): string;
  /** Said in place of a sentence that is still untrue after the correction. */
  claimFallback: string;

  summary: SummaryTexts;
  outbound: OutboundTexts;
  visit: VisitTexts;
}
