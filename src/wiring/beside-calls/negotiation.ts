import { advanceCampaigns } from '../../campaigns/advance.ts';
import type { Outside } from '../../campaigns/ports.ts';
import { writeCalendars } from '../../campaigns/write-calendar.ts';
import type { Config } from '../../config.ts';
import { readLocale } from '../../services/supabase/organizations.ts';
import {
  createCalendarWrites,
  createCampaigns,
  createCampaignWork,
} from '../../services/supabase/supabase-campaigns.ts';
import { createDirectory } from '../../services/supabase/supabase-directory.ts';
import { systemClock } from '../../shared/clock.ts';
import type { Round } from '../../shared/round.ts';
import type { BesideCalls, RoundParts } from './beside-calls.ts';

/** Whoever watches sees the next call begin at once; and nothing is asked where no campaign goes on. */
const advanceEveryMs = 1000;
/** Nobody waits for it, and a calendar that is down is asked again. */
const writeEveryMs = 5000;

/** Campaigns that look for a slot: their rounds and their routes. */
export const negotiationBesideCalls: BesideCalls = {
  rounds: ({ config, db, logger }) => {
    const parts = { work: createCampaignWork(db), clock: systemClock, logger };
    return [
      { name: 'campaigns', everyMs: advanceEveryMs, run: () => advanceCampaigns(parts) },
      ...(canWrite(config) ? [createCalendarRound({ config, db, logger })] : []),
    ];
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

/** A published calendar, and the made-up one, can only be read. */
function canWrite(config: Config): boolean {
  return config.USE_REAL_CALENDAR || config.CALDAV_URL !== undefined;
}

function createCalendarRound({ config, db, logger }: RoundParts): Round {
  const writes = createCalendarWrites(db);
  let outside: Promise<Outside> | undefined;
  return {
    name: 'calendars',
    everyMs: writeEveryMs,
    run: async () => {
      outside ??= import('../outside/outside.ts').then(({ createOutside }) => createOutside(config));
      const { calendarOf } = await outside;
      return writeCalendars({ writes, calendarOf, logger });
    },
  };
}
