import type { Span } from './possible-starts.ts';
import { bestStartOf, type ScoreContext, scoreOffer, type Unanswered } from './scoring.ts';

/** By what a person's wish is worded at one provider. */
export interface Wishing {
  context: ScoreContext;
  provider: Unanswered;
  /** When the person has something else. */
  busy: Span[];
}

/** A reception is asked so often from when on it has something; more would try anybody's patience. */
const mostQuestions = 5;
/** Doubles that were added in another order. */
const nearlyNothing = 1e-9;

/**
 * What to ask a reception for, one wish at a time. It names the first slot that it has from some time on, so that nothing
 * before that is left; what is asked for next is the best start that could still be had, as long as one would be better than
 * what was named.
 */
export class Wishes {
  private readonly wishing: Wishing;
  private readonly answered: Span[] = [];
  private asked: string | null;
  private best = -1;
  private questions = 1;

  constructor(wishing: Wishing) {
    this.wishing = wishing;
    this.asked = firstWish(wishing);
  }

  /**
   * They have named a slot that would do.
   * @returns whether it is the best so far, and from when on to ask next; null once nothing better could be had
   */
  named({ start, end }: { start: string; end: string }): { isBest: boolean; askFrom: string | null } {
    const { context, provider, busy } = this.wishing;
    const { total } = scoreOffer({ ...provider, startsAt: start }, context);
    const isBest = total > this.best;
    this.best = Math.max(this.best, total);
    const from = this.asked !== null && Date.parse(this.asked) <= Date.parse(start) ? this.asked : start;
    this.answered.push({ startsAt: from, endsAt: end });
    const next = bestStartOf(provider, context, [...busy, ...this.answered]);
    const isBetter = next !== null && next.score.total > this.best + nearlyNothing;
    this.questions += 1;
    this.asked = isBetter && this.questions <= mostQuestions ? next.startsAt : null;
    return { isBest, askFrom: this.asked };
  }
}

/** From when on to ask first; null where nothing could be had at all. */
export function firstWish({ context, provider, busy }: Wishing): string | null {
  return bestStartOf(provider, context, busy)?.startsAt ?? null;
}
