import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { auditPage } from '../support/page/audit.ts';
import {
  brightSmile,
  campaignState,
  commit,
  dial,
  hangUp,
  harborDental,
  type KeptCampaigns,
  offer,
} from '../support/page/campaigns.ts';
import { healthy } from '../support/page/page-server.ts';
import { type PageTests, shows, startPageTests } from '../support/page/page-tests.ts';

/** Chromium and a LiveKit server share two cores. */
const slow = { timeout: 90_000 };

/** An event is told within a second, and the page looks again after it. */
const soon = { timeout: 15_000 };

const callId = '6a1f0d52-5a0e-4bb6-8b8e-0f3e6b0e7d01';
const monday = '2027-03-15T17:00:00.000Z';
const tuesday = '2027-03-16T17:00:00.000Z';

let tests: PageTests;
let campaigns: KeptCampaigns;
beforeAll(async () => {
  tests = await startPageTests();
  campaigns = tests.server.kept.campaigns;
});
/** Wherever a test has led the page, everybody can read and use it there. */
afterEach(async () => {
  const faults = await tests.audit();
  await tests.reset();
  expect(faults).toEqual([]);
});
afterAll(() => tests.close());

async function openBusiness(look: Parameters<PageTests['open']>[0] = {}): Promise<Page> {
  const scenarios = [
    { name: 'appointment', answers: true },
    { name: 'negotiation', answers: false },
  ];
  tests.server.kept.health = { ...healthy(tests.livekit), organization: { name: 'Concierge', scenarios } };
  return tests.open(look);
}

/** The page of a campaign that goes on. */
async function openCampaign(look: Parameters<PageTests['open']>[0] = {}) {
  const state = campaignState();
  campaigns.put(state);
  campaigns.tell(state.campaign_id, 'started', { providers: 3 });
  const page = await openBusiness(look);
  await page.goto(`${tests.server.url}/#/campaigns/${state.campaign_id}`);
  await shows(page, 'ranking');
  const id = state.campaign_id;
  return { page, id, ranking: page.getByTestId('ranking'), providers: page.getByTestId('providers') };
}

const offers = (page: Page) => page.getByTestId('ranking').getByTestId('offer').allInnerTexts();
const focusedLabel = (page: Page): Promise<string> =>
  page.evaluate(
    "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim()",
  );

/** Both providers have offered a slot, the one of Harbor Dental first. */
function offerBoth(id: string): void {
  campaigns.tell(id, 'offer', { provider_id: harborDental, start: tuesday }, (state) => {
    offer(state, harborDental, tuesday);
  });
  campaigns.tell(id, 'offer', { provider_id: brightSmile, start: monday }, (state) => {
    offer(state, brightSmile, monday, 15);
  });
}

describe('where campaigns are found', slow, () => {
  test('they are in the navigation of a business that looks for slots, and of no other', async () => {
    const other = await tests.open();
    await shows(other, 'start-call');
    expect(await other.getByRole('link', { name: 'Campaigns' }).count()).toBe(0);
    campaigns.put(campaignState({ status: 'completed' }));
    const page = await openBusiness();
    await page.getByRole('link', { name: 'Campaigns' }).click();
    await page.getByTestId('campaign-row').getByText('dentist near San Francisco').waitFor();
    await page.getByTestId('campaign-row').click();
    await page.getByRole('heading', { level: 1, name: 'dentist near San Francisco' }).waitFor();
  });

  test('says so where there is none', async () => {
    const page = await openBusiness();
    await page.goto(`${tests.server.url}/#/campaigns`);
    await page.getByText('Nothing was looked for yet.').waitFor();
    await page.goto(`${tests.server.url}/#/campaigns/${callId}`);
    await page.getByText('There is no such campaign.').waitFor();
  });
});

describe('the form', slow, () => {
  test('starts a campaign by keyboard alone and goes to its page', async () => {
    const page = await openBusiness({ width: 390 });
    await page.goto(`${tests.server.url}/#/campaigns`);
    await page.getByRole('link', { name: 'Look for a slot' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Service').focus();
    await page.keyboard.type('dentist');
    await page.keyboard.press('Tab');
    await page.keyboard.type('San Francisco');
    await page.keyboard.press('Enter');
    await shows(page, 'ranking');
    expect(campaigns.lastStarted()).toMatchObject({ service: 'dentist', location: 'San Francisco' });
    expect(page.url()).toContain(campaigns.lastStarted().campaign_id);
    await expect.poll(() => focusedLabel(page), soon).toBe('dentist near San Francisco');
  });

  test('says what is wrong at the field that it is about, and takes the keyboard there', async () => {
    const page = await openBusiness({ width: 390 });
    await page.goto(`${tests.server.url}/#/campaigns/new`);
    await page.getByLabel('Service').fill('astrologer');
    await page.getByLabel('Near', { exact: true }).fill('San Francisco');
    await page.getByRole('button', { name: 'Start calling' }).click();
    const service = page.getByLabel('Service');
    await expect.poll(() => service.getAttribute('aria-invalid'), soon).toBe('true');
    await page.getByText('No provider of it is known. Send one of dentist.').waitFor();
    await expect
      .poll(() => page.evaluate("document.activeElement.getAttribute('name')"), soon)
      .toBe('service');
    expect(await auditPage(page)).toEqual([]);
    await service.fill('dentist');
    await page.getByLabel('From').fill('2020-01-01T08:00');
    await page.getByLabel('Until').fill('2020-01-02T08:00');
    await page.getByRole('button', { name: 'Start calling' }).click();
    await page.getByText('It has passed. Send a range that is still to come.').waitFor();
    expect(await page.getByLabel('Until').getAttribute('aria-invalid')).toBe('true');
  });
});

describe('a campaign that goes on', slow, () => {
  test('shows calls as they ring, talk and end, and links what is said in them', async () => {
    const { page, id, providers } = await openCampaign();
    const one = providers.getByTestId('provider').filter({ hasText: 'Bright Smile' });
    await one.getByText('Waits').waitFor();
    await providers.getByText('takes no new clients').waitFor();
    await providers.getByText('has no telephone number').waitFor();
    const data = { provider_id: brightSmile, call_id: callId };
    campaigns.tell(id, 'dialing', data, (state) => dial(state, brightSmile, callId));
    await one.getByText('Ringing').waitFor();
    campaigns.tell(id, 'answered', data);
    await one.getByText('Talking').waitFor();
    campaigns.tell(id, 'call_ended', data, (state) => hangUp(state, brightSmile, 'no_slot'));
    await one.getByText('Has no slot').waitFor();
    const link = one.getByRole('link', { name: 'Call 1 to Bright Smile' });
    expect(await link.getAttribute('href')).toBe(`/#/calls/${callId}`);
    await expect.poll(() => page.getByTestId('completed_calls').innerText(), soon).toBe('1');
  });

  test('ranks offers as they come, in the time of the person with that of the provider beside it', async () => {
    const { page, id } = await openCampaign();
    campaigns.tell(id, 'offer', { provider_id: harborDental, start: tuesday }, (state) => {
      offer(state, harborDental, tuesday);
    });
    await expect.poll(() => offers(page), soon).toHaveLength(1);
    campaigns.tell(id, 'offer', { provider_id: brightSmile, start: monday }, (state) => {
      offer(state, brightSmile, monday, 15);
    });
    await expect.poll(() => offers(page), soon).toHaveLength(2);
    const [best = '', next = ''] = await offers(page);
    expect(best).toMatch(/Bright Smile[\s\S]*Mon, Mar 15, 10:00\s–\s10:30\sAM PDT · 1:00\sPM EDT there/);
    expect(best).toMatch(/kept until .* · 4.8 stars · 12 min away/);
    expect(next).toContain('Harbor Dental');
    await page
      .getByRole('status')
      .getByText('Bright Smile offers Mon, Mar 15')
      .waitFor({ state: 'attached' });
  });

  test('says what a score is made of to the pointer, the keyboard and the screen reader', async () => {
    const { page, id, ranking } = await openCampaign({ width: 390 });
    offerBoth(id);
    await expect.poll(() => offers(page), soon).toHaveLength(2);
    const score = ranking.getByRole('button', { name: /Score \d+ of 100/ }).first();
    const parts = ranking.getByRole('tooltip', { includeHidden: true }).first();
    expect(await parts.isVisible()).toBe(false);
    await score.focus();
    expect(await parts.isVisible()).toBe(true);
    expect(await parts.textContent()).toMatch(/Early \d+ of 100. .*Rating \d+ of 100. .*Near .*Liked time/);
    expect(await parts.getAttribute('id')).toBe(await score.getAttribute('aria-describedby'));
    expect(await auditPage(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await parts.isVisible()).toBe(false);
    await score.blur();
    await score.hover();
    expect(await parts.isVisible()).toBe(true);
  });

  test('leaves the keyboard where it is while the ranking moves', async () => {
    const { page, id, ranking } = await openCampaign();
    campaigns.tell(id, 'offer', { provider_id: harborDental, start: tuesday }, (state) => {
      offer(state, harborDental, tuesday);
    });
    const take = ranking.getByRole('button', { name: /^Take it: .* at Harbor Dental$/ });
    await take.focus();
    campaigns.tell(id, 'offer', { provider_id: brightSmile, start: monday }, (state) => {
      offer(state, brightSmile, monday);
    });
    await expect.poll(async () => (await offers(page))[0], soon).toContain('Bright Smile');
    expect(await focusedLabel(page)).toMatch(/at Harbor Dental$/);
  });

  test('loses no event over a broken stream', async () => {
    const { page, id } = await openCampaign();
    const news = page.getByTestId('news');
    await news.getByText('3 providers were found').waitFor();
    campaigns.areStreamsDown = true;
    await page.getByText('The connection is lost.').waitFor({ timeout: 20_000 });
    campaigns.tell(id, 'note', { provider_id: brightSmile, message: 'they are on hold' });
    campaigns.areStreamsDown = false;
    await news.getByText('Bright Smile: they are on hold').waitFor({ timeout: 20_000 });
    expect(await news.getByText('3 providers were found').count()).toBe(1);
    expect(campaigns.streamedAfter).toContain(1);
  });
});

describe('a slot is taken', slow, () => {
  test('by keyboard alone, and its reference is shown', async () => {
    const { page, id, ranking } = await openCampaign({ width: 390 });
    offerBoth(id);
    campaigns.onConfirm = (state, { providerId }) => {
      const answer = commit(state, providerId, 'CONF-A1B2C3D4');
      campaigns.tell(id, 'confirmed', { confirmation_ref: 'CONF-A1B2C3D4' });
      return answer;
    };
    await ranking.getByRole('button', { name: /^Take it: .* at Bright Smile$/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('They keep it, so it is confirmed at once.').waitFor();
    expect(await auditPage(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect.poll(() => focusedLabel(page), soon).toMatch(/^Take it: .* at Bright Smile$/);
    await page.keyboard.press('Enter');
    await page.keyboard.type('Maya Chen');
    await page.keyboard.press('Enter');
    await page.getByTestId('confirmation').getByText('CONF-A1B2C3D4').waitFor();
    await expect.poll(() => focusedLabel(page), soon).toBe('Confirmed');
    expect(await offers(page)).toHaveLength(1);
    expect(await page.getByRole('button', { name: /^Take it/ }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Cancel' }).count()).toBe(0);
  });

  test('that must be asked for again: the page says so, and shows the reference with the yes', async () => {
    const { page, id, ranking } = await openCampaign();
    offerBoth(id);
    campaigns.onConfirm = (state, { providerId }) => {
      campaigns.tell(id, 'confirming', { provider_id: providerId });
      return commit(state, providerId, null);
    };
    await ranking.getByRole('button', { name: /^Take it: .* at Harbor Dental$/ }).click();
    await page.getByLabel('Name').fill('Maya Chen');
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('heading', { name: 'Harbor Dental is being asked' }).waitFor();
    campaigns.tell(id, 'confirmed', { confirmation_ref: 'CONF-0F0F0F0F' }, (state) => {
      commit(state, harborDental, 'CONF-0F0F0F0F');
    });
    await page.getByTestId('confirmation').getByText('Reference CONF-0F0F0F0F').waitFor();
  });

  test('that is gone is told in the question, which stays', async () => {
    const { page, id, ranking } = await openCampaign({ width: 390 });
    offerBoth(id);
    campaigns.onConfirm = () => ({ ok: false, code: 'slot_gone' });
    await ranking.getByRole('button', { name: /^Take it: .* at Bright Smile$/ }).click();
    await page.getByLabel('Name').fill('Maya Chen');
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('dialog').getByText('They no longer have this slot. Take the next one.').waitFor();
    expect(await auditPage(page)).toEqual([]);
    campaigns.onConfirm = () => ({ ok: false, code: 'already_confirmed' });
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('dialog').getByText('Another slot of this campaign was taken').waitFor();
  });

  test('after the search: the page says that one must choose', async () => {
    const { page, id } = await openCampaign();
    offerBoth(id);
    campaigns.tell(id, 'status', { status: 'completed', failure: null }, (state) => {
      state.status = 'completed';
    });
    await page.getByText('The search is over. Take one of the slots').waitFor();
    campaigns.onConfirm = (state, { providerId }) => {
      campaigns.tell(id, 'confirming', { provider_id: providerId });
      return commit(state, providerId, null);
    };
    await page.getByRole('button', { name: /^Take it: .* at Harbor Dental$/ }).click();
    await page.getByLabel('Name').fill('Maya Chen');
    await page.getByRole('button', { name: 'Confirm' }).click();
    // The stream had ended with the search: it goes on with what happens now.
    await page.getByTestId('news').getByText('Harbor Dental is asked to book the slot').waitFor();
  });
});

test('a campaign is canceled after one more question', slow, async () => {
  const { page, id } = await openCampaign({ width: 390, colorScheme: 'dark' });
  offerBoth(id);
  await expect.poll(() => offers(page), soon).toHaveLength(2);
  expect(await auditPage(page)).toEqual([]);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Go on looking' }).click();
  expect(await page.getByTestId('status').innerText()).toBe('Calling');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Cancel the campaign' }).click();
  await page.getByTestId('status').getByText('Canceled').waitFor();
  await page.getByText('No offer stands.').waitFor();
});
