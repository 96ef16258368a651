import { advanceCampaigns } from '../../campaigns/advance.ts';
import { readLocale } from '../../services/supabase/organizations.ts';
import { createCampaigns, createCampaignWork } from '../../services/supabase/supabase-campaigns.ts';
import { createDirectory } from '../../services/supabase/supabase-directory.ts';
import { systemClock } from '../../shared/clock.ts';
import type { BesideCalls } from './beside-calls.ts';

/** Whoever watches sees the next call begin at once; and nothing is asked where no campaign goes on. */
const advanceEveryMs = 1000;

/** Campaigns that look for a slot: their rounds and their routes. */
export const negotiationBesideCalls: BesideCalls = {
  rounds: ({ db, logger }) => {
    const parts = { work: createCampaignWork(db), clock: systemClock, logger };
    return [{ name: 'campaigns', everyMs: advanceEveryMs, run: () => advanceCampaigns(parts) }];
  },
  async routes({ config, connect }) {
    const { campaignRoutes } = await import('../../scenarios/negotiation/http/routes.ts');
    const { createOutside } = await import('../outside/outside.ts');
    const outside = await createOutside(config);
    return campaignRoutes({
      campaignsOf: ({ credential, organizationId }) => createCampaigns(connect(credential), organizationId),
      worldOf: async ({ credential, organizationId }) => {
        const db = connect(credential);
        const { timeZone } = await readLocale(db, organizationId);
        const { places, travelTimes } = outside;
        const calendar = outside.calendarOf(timeZone);
        return { places: places ?? createDirectory(db, organizationId), calendar, travelTimes };
      },
      regionOf: async ({ credential, organizationId }) =>
        (await readLocale(connect(credential), organizationId)).region,
    });
  },
};
