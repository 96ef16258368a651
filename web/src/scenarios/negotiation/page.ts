import { words as campaigns } from '../../features/campaigns/words.ts';
import { campaignsHref } from '../../lib/routes.ts';
import type { ScenarioPage } from '../../lib/scenario-page.ts';
import { words } from './words.ts';

/** Providers are called for a slot, many at once; one is taken. */
export const negotiation: ScenarioPage = {
  name: 'negotiation',
  words,
  ownPage: { title: campaigns.title, href: campaignsHref },
};
