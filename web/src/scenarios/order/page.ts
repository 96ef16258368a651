import { ExpectedGuests } from '../../features/customers/expected-guests.tsx';
import { visitFact } from '../../features/customers/visit-fact.ts';
import { VisitOutcome } from '../../features/customers/visit-outcome.tsx';
import { words as visits } from '../../features/customers/words.ts';
import type { ScenarioPage } from '../../lib/scenario-page.ts';
import { words } from './words.ts';

/** A guest orders before they come. */
export const order: ScenarioPage = {
  name: 'order',
  words: { ...words, tools: visits.tools },
  toolFact: visitFact,
  BeforeCall: ExpectedGuests,
  afterCall: [{ title: visits.visit, Part: VisitOutcome }],
};
