import type { NewCampaign } from '../../src/campaigns/campaigns.ts';
import { createCampaigns, createCampaignWork } from '../../src/services/supabase/supabase-campaigns.ts';
import { createDirectory } from '../../src/services/supabase/supabase-directory.ts';
import { createNegotiations } from '../../src/services/supabase/supabase-negotiations.ts';
import { demoOrganizationId, keyIn } from './database-fixtures.ts';
import { dialingPorts } from './dialing.ts';
import type { TestDatabase } from './postgres.ts';

/** A Friday, ten in the morning in San Francisco, some days before the range of `wanted`. */
export const campaignNow = '2027-03-05T18:00:00.000Z';

/** A week in San Francisco in which the clocks have just gone forward. */
export const wanted: NewCampaign = {
  service: 'dentist',
  location: 'San Francisco',
  startsAt: '2027-03-15T15:00:00.000Z',
  endsAt: '2027-03-20T01:00:00.000Z',
  durationMinutes: 30,
  maxProviders: 10,
  maxParallel: 5,
  weights: { earliest: 0.5, rating: 0.25, distance: 0.2, preference: 0.05 },
  likes: { parts_of_day: [], weekdays: [] },
  clientName: 'Sam Reed',
  clientPhone: null,
  autoConfirm: false,
  budget: null,
  idempotencyKey: null,
  excluded: [],
  requestDigest: 'of-this-request',
};

/** Campaigns of the demo clinic over one test database, and calls that are played by hand. */
export function campaignPorts(database: TestDatabase) {
  const ports = dialingPorts(database);
  const campaigns = createCampaigns(ports.db, demoOrganizationId);
  const work = createCampaignWork(ports.db);
  const negotiations = createNegotiations(ports.db);
  const directory = createDirectory(ports.db, demoOrganizationId);

  async function start(
    campaign: Partial<NewCampaign> = {},
    busy: { startsAt: string; endsAt: string }[] = [],
  ): Promise<string> {
    const all = { ...wanted, ...campaign };
    const { found } = await directory.search({ service: all.service, location: all.location, limit: 30 });
    const places = found.map((place, index) => ({ ...place, travelMinutes: 10 + index, excluded: null }));
    const answer = await campaigns.start(all, places, busy);
    if (!answer.ok) throw new Error(answer.code);
    return answer.campaignId;
  }

  async function state(campaignId: string) {
    const found = await campaigns.state(campaignId);
    if (!found) throw new Error('no such campaign');
    return found;
  }

  /** Calls as many as may be called, and answers each; @returns the calls by the name of their provider */
  async function callAll(campaignId: string) {
    // Whose reception is plain comes first, so that the first calls have something to find.
    const odd = await database.sql.query<{ id: string }>(
      "select id from public.providers where temper <> 'plain'",
      [],
    );
    const isOdd = (id: string) => Number(odd.some((one) => one.id === id));
    const providers = (await state(campaignId)).providers.toSorted(
      (one, other) => isOdd(one.provider_id) - isOdd(other.provider_id),
    );
    await work.call(
      campaignId,
      providers.map(({ provider_id }) => provider_id),
    );
    const claimed = await ports.claim(20);
    const calls = new Map<string, { callId: string; providerId: string }>();
    for (const { callId } of claimed) {
      const begun = await ports.dialing.begin(callId, 60);
      if (!begun.ok) throw new Error(begun.code);
      await ports.dialing.answered(callId, null, 'human');
      const { provider } = await negotiations.terms(callId);
      calls.set(provider.name, { callId, providerId: provider.id });
    }
    return calls;
  }

  const end = (callId: string, disposition: string | null) =>
    ports.calls.end(callId, { outcome: 'answered', disposition, endReason: 'agent_ended' });

  const offer = (callId: string, start: string, end: string, heldUntil: string | null = null) =>
    negotiations.recordOffer(keyIn(callId), { start, end, heldUntil, notes: null });

  return { ...ports, campaigns, work, negotiations, directory, start, state, callAll, end, offer };
}
