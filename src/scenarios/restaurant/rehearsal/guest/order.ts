import type { Topic } from '../../../../simulation/people/topic.ts';
import { guestLines } from './lines.ts';
import type { GuestTraits } from './traits.ts';
import { visitTime } from './visit-time.ts';

/** A guest who orders ahead and says when they come. */
export const orderTopics: Topic<GuestTraits>[] = [
  {
    kind: 'more',
    en: /anything else|something else|anything (?:you|to) (?:want|would|add)|any (?:notes|wishes|allergies)/i,
    fa: /چیز دیگری|دیگر چه|دیگری (?:هم )?میل/u,
    answer: ({ lines }) => lines.thatIsAll,
  },
  visitTime,
  {
    // A yes before the order itself: both in one breath is more than a yes-or-no question listens for.
    kind: 'question',
    en: /\border now\b/i,
    fa: /الان سفارش/u,
    answer: ({ lines }) => lines.yes,
  },
  {
    kind: 'order',
    en: /(?:like|want|wish) to (?:order|eat|have)|(?:take|have) your order|what (?:may|can) (?:we|i) (?:prepare|bring)|your order\?|place an order/i,
    fa: /چه (?:چیزی )?(?:میل|سفارش)|سفارش(?:تان)? (?:بدهید|بفرمایید|چیست)|چه غذایی|چه بیاوریم/u,
    answer: ({ language, traits }) => guestLines(language).order(traits.items),
  },
];
