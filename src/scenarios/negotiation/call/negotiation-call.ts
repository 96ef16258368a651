import type { Progress } from '../../../calls/call/progress.ts';
import type { FactGiven } from '../../../calls/facts/fact.ts';
import type { Unusable } from '../../../calls/scenario/tool-result.ts';
import { firstWish, Wishes } from '../../../campaigns/wishes.ts';
import { type LocalMoment, localMoment } from '../../../language/say.ts';
import type { Negotiations, NoOfferReason, Offer, SlotRefusal, Span, Terms } from '../store/negotiations.ts';
import { nextStepFor } from '../words/next-steps.ts';
import type { NegotiationTexts } from '../words/shape.ts';
import { readSpan } from './local-times.ts';

/** What the reception answered to a call about one slot. */
export interface Answered {
  purpose: 'confirm' | 'release';
  agreed: boolean;
  reference: string | null;
}

/** What a call to a provider knows and has done. */
export class NegotiationCall {
  readonly negotiations: Negotiations;
  readonly texts: NegotiationTexts;
  readonly terms: Terms;
  /** The slot that was found to suit last. */
  suits: Span | null = null;
  /** In the order in which they were recorded; one that was recorded again stands at its last place. */
  offers: Offer[] = [];
  noOffer: { reason: NoOfferReason; notes: string | null } | null = null;
  answered: Answered | null = null;
  private readonly progress: Progress;
  private readonly wishes: Wishes | null;

  constructor(parts: {
    negotiations: Negotiations;
    texts: NegotiationTexts;
    terms: Terms;
    progress: Progress;
  }) {
    this.negotiations = parts.negotiations;
    this.texts = parts.texts;
    this.terms = parts.terms;
    this.progress = parts.progress;
    this.wishes = parts.terms.wishing ? new Wishes(parts.terms.wishing) : null;
    const { slot, purpose } = parts.terms;
    // What is to be booked was offered, whether it is kept or not; what is given back is kept.
    const status = purpose === 'release' ? 'held' : 'offered';
    if (slot) this.progress.book.show('slot', status, [this.fact('slot', slot)]);
  }

  get timeZone(): string {
    return this.terms.provider.time_zone;
  }

  /** As the clocks at the provider show it. */
  local(instant: string): LocalMoment {
    return localMoment(instant, this.timeZone);
  }

  /** A slot that a tool was told; or what to say where it cannot be read. */
  read(start: string, end: string): Span | Unusable {
    return readSpan(start, end, this.timeZone) ?? this.unreadable();
  }

  unreadable(): Unusable {
    return {
      ok: false,
      code: 'unreadable_time',
      say: this.texts.whichTime,
      next:
        `Pass each time as 2027-03-16T10:00, meant in ${this.timeZone}, or with its offset, and an end that is after ` +
        `the start; the appointment takes ${this.terms.duration_minutes} minutes.`,
    };
  }

  refuse(code: SlotRefusal | 'held_in_past'): Unusable {
    return { ok: false, code, say: this.texts.refused[code], next: nextStepFor(code) };
  }

  /**
   * It would be taken; nothing has been agreed yet.
   * @returns what to do about it where some times are liked better than others
   */
  mayTake(slot: Span): { is_best: boolean; ask_from: LocalMoment | null } | null {
    this.suits = slot;
    this.progress.book.show('slot', 'offered', [this.fact('slot', slot)]);
    const { isBest, askFrom } = this.wishes?.named(slot) ?? { isBest: null, askFrom: null };
    return isBest === null
      ? null
      : { is_best: isBest, ask_from: askFrom === null ? null : this.local(askFrom) };
  }

  offer(given: Offer): void {
    this.offers = [...this.offers.filter(({ offer_id }) => offer_id !== given.offer_id), given];
    const status = given.held_until === null ? 'offered' : 'held';
    this.progress.book.record({ ...this.fact(`offer ${given.offer_id}`, given), kind: 'offer', status });
  }

  answer(answered: Answered): void {
    this.answered = answered;
    const { slot } = this.terms;
    if (!slot || !answered.agreed) return;
    const status = answered.purpose === 'confirm' ? 'committed' : 'canceled';
    for (const before of ['held', 'offered'] as const) this.progress.book.show('slot', before, []);
    this.progress.book.record({ ...this.fact('appointment', slot), kind: 'appointment', status });
  }

  /** What the call meant for the campaign, were it to end now. */
  disposition(): 'offer' | 'no_slot' | 'refused' | 'confirmed' | 'released' | null {
    if (this.answered !== null) return dispositionOf(this.answered);
    if (this.offers.length > 0) return 'offer';
    if (this.noOffer === null) return null;
    const { reason } = this.noOffer;
    return reason === 'no_slot' || reason === 'call_back_later' ? 'no_slot' : 'refused';
  }

  private fact(id: string, { start, end }: Span): Omit<FactGiven, 'kind' | 'status'> {
    return { id, when: this.local(start), until: this.local(end) };
  }
}

/** From when on a reception is asked first. */
export function wishOf({ range, wishing }: Terms): string {
  return (wishing && firstWish(wishing)) ?? range.start;
}

function dispositionOf({ purpose, agreed }: Answered): 'no_slot' | 'confirmed' | 'released' {
  if (purpose === 'release') return 'released';
  return agreed ? 'confirmed' : 'no_slot';
}
