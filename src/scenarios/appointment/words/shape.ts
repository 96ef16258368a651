import type { LocalMoment } from '../../../language/say.ts';
import type { Refusal } from '../store/appointments.ts';

/** What calls about appointments say; moments are local to the business. */
export interface AppointmentTexts {
  /** A weekday, date and time. */
  when(moment: LocalMoment): string;
  /** Why we call; ends in a question. */
  errand: string;
  /** In a few words, for a machine. */
  errandInShort: string;
  /** Free times, the first three of them. */
  offer(slots: LocalMoment[]): string;
  /** A held time, read back for the caller's yes. */
  readBack(slot: LocalMoment): string;
  /** The same where an appointment would be moved to it. */
  readBackMove(from: LocalMoment, to: LocalMoment): string;
  booked(appointment: LocalMoment): string;
  modified(appointment: LocalMoment): string;
  canceled(appointment: LocalMoment): string;
  /** The caller's coming appointments, or that there are none. */
  listed(appointments: LocalMoment[]): string;
  /** Why the database refused, with what is free instead, or with what the person has at that time already. */
  refused(code: Refusal, alternatives: LocalMoment[], own?: LocalMoment): string;
  /** For the model, which claimed something: how an appointment that stands may be mentioned. */
  mentionExisting: string;
  summary: AppointmentSummaryTexts;
}

/** What is written about a call once it is over. */
export interface AppointmentSummaryTexts {
  /** BCP 47, for dates and times. */
  locale: string;
  booked(when: string, resource: string | null): string;
  /** @param from when it was before, where that is known */
  moved(when: string, resource: string | null, from: string | null): string;
  canceled(when: string): string;
  held(when: string): string;
  forWhom(text: string): string;
  note(text: string): string;
  informed: string;
  abandoned: string;
  nothing: string;
}
