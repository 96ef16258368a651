import type { ContributedRoutes } from '../../../http/dependencies.ts';
import { addCampaignRoutes } from './campaigns.ts';
import { addCampaignEventsRoute } from './events.ts';
import type { CampaignPorts } from './ports.ts';

/** Campaigns: started, watched, confirmed and canceled. */
export function campaignRoutes(ports: CampaignPorts): ContributedRoutes {
  return {
    add(app, dependencies) {
      const all = { ...dependencies, ...ports };
      addCampaignRoutes(app, all);
      addCampaignEventsRoute(app, all);
    },
  };
}
