import path from 'node:path';
import { viewOf } from '../campaigns/campaign-view.ts';
import type { Campaigns } from '../campaigns/campaigns.ts';
import { startCampaign } from '../campaigns/start-campaign.ts';
import type { Config } from '../config.ts';
import { readWrittenPhone } from '../language/written-phone.ts';
import type { Database } from '../services/supabase/client.ts';
import { findOrganization } from '../services/supabase/organizations.ts';
import { createCampaigns } from '../services/supabase/supabase-campaigns.ts';
import { createDirectory } from '../services/supabase/supabase-directory.ts';
import { systemClock } from '../shared/clock.ts';
import { UsageError } from '../shared/errors.ts';
import { createOutside } from '../wiring/outside/outside.ts';
import { chooseOffer, confirmRefusals } from './campaign/choose.ts';
import { optionOf, readCampaignId, readStart, type StartOptions } from './campaign/options.ts';
import { listLines, whenOf } from './campaign/show-campaign.ts';
import { createScreen, pause, watchCampaign } from './campaign/watch.ts';
import { readRunningStack } from './start/data-directory.ts';
import { withDatabase } from './with-database.ts';

interface Given {
  positionals: string[];
  values: StartOptions;
}

interface Context {
  given: Given;
  db: Database;
  config: Config;
  campaigns: Campaigns;
  organization: Awaited<ReturnType<typeof findOrganization>>;
}

const verbs: Record<string, (context: Context) => Promise<number>> = { start, list, watch, confirm, cancel };

/** Campaigns of this organization: many providers are called for one slot. */
export function campaign(given: Given): Promise<number> {
  const [verb = ''] = given.positionals;
  // Before a database is started for it.
  if (['watch', 'confirm', 'cancel'].includes(verb)) readCampaignId(given.positionals[1]);
  return withDatabase(async (db, config) => {
    const organization = await findOrganization(db, config.ORGANIZATION);
    const campaigns = createCampaigns(db, organization.id);
    return (verbs[verb] ?? list)({ given, db, config, campaigns, organization });
  });
}

async function start(context: Context): Promise<number> {
  const { given, db, config, campaigns, organization } = context;
  const request = readStart(given.positionals.slice(1), given.values, organization.timeZone);
  const { calendarOf, places, travelTimes } = await createOutside(config);
  const world = {
    places: places ?? createDirectory(db, organization.id),
    calendar: calendarOf(organization.timeZone),
    travelTimes,
  };
  const clientPhone = readPhone(request.user_contact?.phone, organization.region);
  const started = await startCampaign(
    { request, clientPhone, idempotencyKey: null },
    { campaigns, world, clock: systemClock },
  );
  if (!started.ok) throw new UsageError(whyNotStarted(started));
  console.log(`Campaign ${started.campaignId} runs.`);
  if (readRunningStack(path.resolve(config.PARLEY_DATA_DIR)) === null) {
    console.log('Its calls are made by the runner: keep `npm start` running, or a runner on this database.');
  }
  if (given.values.watch) return follow(context, started.campaignId);
  console.log(`Watch it with: npm run parley -- campaign watch ${started.campaignId}`);
  return 0;
}

function whyNotStarted(started: Exclude<Awaited<ReturnType<typeof startCampaign>>, { ok: true }>): string {
  if (started.code === 'invalid_request')
    return `${optionOf(started.field)}: ${started.message}. ${started.fix}`;
  return started.code === 'no_agent'
    ? 'Not started: the organization has no agent that could call.'
    : 'Not started: this key came with another request before.';
}

async function list({ campaigns, organization }: Context): Promise<number> {
  const listed = await campaigns.list({ before: null, limit: 50 });
  if (listed.length === 0) console.log(`${organization.name} has no campaigns.`);
  for (const line of listLines(listed, organization.timeZone)) console.log(line);
  return 0;
}

function watch(context: Context): Promise<number> {
  return follow(context, readCampaignId(context.given.positionals[1]));
}

/** @returns 0 when it has ended with offers or was confirmed, 1 when it has failed or was canceled, 130 after Ctrl-C */
async function follow({ campaigns }: Context, campaignId: string): Promise<number> {
  const enough = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => enough.abort());
  const screen = createScreen(process.stdout);
  const view = await watchCampaign(campaigns, campaignId, { screen, signal: enough.signal, wait: pause });
  if (enough.signal.aborted) {
    console.log('\nNo longer watched; the campaign goes on.');
    return 130;
  }
  if (view === null) throw new UsageError(noSuch(campaignId));
  return view.status === 'completed' ? 0 : 1;
}

async function confirm({ given, campaigns, organization }: Context): Promise<number> {
  const [, id, choice = ''] = given.positionals;
  const campaignId = readCampaignId(id);
  const clientName = given.values.name?.trim();
  if (!clientName)
    throw new UsageError('campaign confirm needs --name: the provider is told for whom it is.');
  const clientPhone = readPhone(given.values.phone, organization.region);
  const state = await campaigns.state(campaignId);
  if (state === null) throw new UsageError(noSuch(campaignId));
  const view = viewOf(state);
  const offer = chooseOffer(view, choice);
  const chosen = {
    providerId: offer.provider_id,
    start: offer.start,
    end: offer.end,
    clientName,
    clientPhone,
  };
  const answer = await campaigns.confirm(campaignId, chosen);
  if (!answer.ok) throw new UsageError(`Not confirmed: ${confirmRefusals[answer.code]}.`);
  const slot = `${whenOf(offer, view.time_zone)}, ${offer.provider_name}`;
  if (answer.confirmed) console.log(`${answer.reference}: ${slot}`);
  else {
    console.log(`${offer.provider_name} is asked to book ${whenOf(offer, view.time_zone)}.`);
    console.log(`The reference comes with their yes: npm run parley -- campaign watch ${campaignId}`);
  }
  return 0;
}

async function cancel({ given, campaigns }: Context): Promise<number> {
  const campaignId = readCampaignId(given.positionals[1]);
  const answer = await campaigns.cancel(campaignId);
  if (answer.ok) {
    console.log(
      'Canceled. Calls that go on end with their next step, and slots that are kept are given back.',
    );
    return 0;
  }
  throw new UsageError(
    answer.code === 'campaign_not_found'
      ? noSuch(campaignId)
      : 'Not canceled: a slot of it is committed already.',
  );
}

function readPhone(written: string | null | undefined, region: string): string | null {
  if (!written) return null;
  const read = readWrittenPhone(written, region);
  if (read.ok) return read.e164;
  throw new UsageError(`--phone: "${written}" is no telephone number such as +12025550100.`);
}

function noSuch(campaignId: string): string {
  return `There is no campaign ${campaignId} here: \`npm run parley -- campaign list\` has their ids.`;
}
