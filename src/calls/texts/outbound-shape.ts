import type { LocalMoment } from '../../language/say.ts';
import type { PromiseRefusal } from '../call/contact-preferences.ts';

/** Who calls whom, for the first sentence of a call that we place. */
export interface OutboundOpening {
  organization: string;
  agent: string;
  /** Whom the business expects to answer. */
  name: string | null;
  rehearsal: boolean;
  recorded: boolean;
}

/** What any call that we place may have to say. */
export interface OutboundTexts {
  /** Who calls, that it is a machine, and whatever else has to be disclosed first. */
  introduction(opening: OutboundOpening): string;
  /** The called person's consent is not needed for it, but they are told. */
  recorded: string;
  rehearsal: string;
  /** @param isElsewhere the person goes by other clocks than the business. */
  callbackPromised(moment: LocalMoment, today: string, isElsewhere?: boolean): string;
  /** What was wished for is outside calling hours; this is the next time that is within, for the person to agree to. */
  callbackProposed(moment: LocalMoment, today: string, isElsewhere?: boolean): string;
  callbackRefused(code: PromiseRefusal | 'unknown_zone'): string;
  /** Before a number that only was said is called. */
  confirmNumber(e164: string): string;
  optedOut: string;
  cannotOptOut: string;
  /** Of somebody who merely names a number: how it is done. */
  optOutElsewhere: string;
  wrongPerson: string;
  /** To a relative or a colleague who answers: asks when to call again, and says nothing else. */
  onlyThemselves: string;
  goodbye: string;
  /** Left on a machine. */
  voicemail(opening: OutboundOpening, reason: string): string;
  summary: {
    callback(when: string): string;
    /** Promised without a wish of theirs. */
    called(when: string): string;
    optedOut: string;
    wrongPerson(message: string | null): string;
  };
}
