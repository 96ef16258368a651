import { LatestAnswers } from '../../features/outreach/latest-answers.tsx';
import type { ScenarioPage } from '../../lib/scenario-page.ts';
import { words } from './words.ts';

/** Somebody is told of an offer, and handed to an operator when they are interested. */
export const outreach: ScenarioPage = { name: 'outreach', words, BeforeCall: LatestAnswers };
