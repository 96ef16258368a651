import type { Part } from '../../../../simulation/people/topic.ts';
import type { VisitKind } from '../../visit-kind.ts';
import { arrivalTopics } from './arrival.ts';
import { orderTopics } from './order.ts';
import { recoveryTopics } from './recovery.ts';
import { drawGuest, type GuestTraits } from './traits.ts';

/** Whom a restaurant calls. */
export const guests: Record<VisitKind, Part<GuestTraits>> = {
  order: { traits: drawGuest, topics: orderTopics },
  arrival: { traits: drawGuest, topics: arrivalTopics },
  recovery: { traits: drawGuest, topics: recoveryTopics },
};
