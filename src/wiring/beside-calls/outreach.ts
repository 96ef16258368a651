import { type ContactWork, fetchContacts } from '../../scenarios/outreach/campaign/contacts.ts';
import { reportResults } from '../../scenarios/outreach/campaign/results.ts';
import { createPanel } from '../../services/panel/http-panel.ts';
import { findOrganization } from '../../services/supabase/organizations.ts';
import { createPanelResults } from '../../services/supabase/panel-results.ts';
import { createCaptureRecords } from '../../services/supabase/supabase-captures.ts';
import { createCallRequests } from '../../services/supabase/supabase-requests.ts';
import { systemClock } from '../../shared/clock.ts';
import type { Round } from '../../shared/round.ts';
import type { BesideCalls, RoundParts } from './beside-calls.ts';

/** A line that is free waits for its next contact for so long at most. */
const fetchEveryMs = 10_000;
const reportEveryMs = 5_000;

export const outreachBesideCalls: BesideCalls = {
  rounds,
  async routes({ connect }) {
    const { outreachRoutes } = await import('../../scenarios/outreach/http/captures.ts');
    return outreachRoutes(({ credential }) => createCaptureRecords(connect(credential)));
  },
};

/** Contacts for the organization of this deployment, and what became of them; nothing where none are configured. */
function rounds({ config, db, logger }: RoundParts): Round[] {
  const { PANEL_BASE_URL: baseUrl, PANEL_API_TOKEN: token, STATIC_CONTACTS: staticContacts } = config;
  const panel = baseUrl && token ? createPanel({ baseUrl, token }, systemClock) : null;
  if (panel === null && staticContacts.length === 0) return [];
  const results = createPanelResults(db);
  const shared: Omit<ContactWork, 'organization'> = {
    panel,
    staticContacts,
    batchSize: config.DIALER_BATCH_SIZE,
    retries: config.DIALER_DEFAULT_RETRY,
    requests: createCallRequests(db),
    results,
    logger,
  };
  // Asked for each time: its zone may be corrected while we run.
  const organization = () => findOrganization(db, config.ORGANIZATION);
  return [
    {
      name: 'fetch_contacts',
      everyMs: fetchEveryMs,
      run: async () => {
        await fetchContacts({ ...shared, organization: await organization() });
        return false;
      },
    },
    {
      name: 'report_results',
      everyMs: reportEveryMs,
      run: async () => {
        const { id } = await organization();
        return (await reportResults({ organizationId: id, panel, results, logger })) > 0;
      },
    },
  ];
}
