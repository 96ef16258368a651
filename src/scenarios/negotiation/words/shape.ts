import type { LocalMoment } from '../../../language/say.ts';
import type { NoOfferReason, SlotRefusal } from '../store/negotiations.ts';

/** What calls to a provider say; moments are as its clocks show them. */
export interface NegotiationTexts {
  when(moment: LocalMoment): string;
  /** Within a sentence, near days by their names. */
  near(moment: LocalMoment, today: string): string;
  /** That somebody is calling for whom, and for what. */
  errand(asked: { client: string | null; service: string; minutes: number }): string;
  /** For a machine: nobody is named. */
  calling: string;
  /** The one wish that a call begins with. */
  askEarliest(from: LocalMoment): string;
  /** Of a kept slot: asks for it to be booked now, or gives it back. */
  askToBook(slot: LocalMoment, client: string | null): string;
  giveBack(slot: LocalMoment, client: string | null): string;

  free: string;
  notFree: string;
  suits(slot: LocalMoment): string;
  nothingElseSuits: string;
  distance(minutes: number): string;
  distanceUnknown: string;
  logged: string;
  found(count: number): string;
  askToHold(slot: LocalMoment, until: string): string;
  nothingToHold: string;
  recorded(slot: LocalMoment, until: string | null): string;
  noOfferRecorded: string;
  booked(slot: LocalMoment, reference: string | null): string;
  notBooked: string;
  released(slot: LocalMoment): string;
  /** Where something was said that is not so: how it stands. */
  nothingBooked: string;
  whichTime: string;
  refused: Record<SlotRefusal | 'held_in_past', string>;
  nothingAsked: string;
  slotGone: string;
  summary: NegotiationSummaryTexts;
}

/** What is written about a call once it is over. */
export interface NegotiationSummaryTexts {
  offered(when: string, until: string | null): string;
  note(text: string): string;
  noOffer: Record<NoOfferReason, string>;
  confirmed(reference: string | null): string;
  notConfirmed: string;
  released: string;
  nothing: string;
}
