import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { auditPage } from '../support/page/audit.ts';
import { healthy } from '../support/page/page-server.ts';
import {
  inPhase,
  type PageTests,
  sayGoodbye,
  shows,
  startPageTests,
  tool,
} from '../support/page/page-tests.ts';
import {
  academy,
  captures,
  customers,
  orderDetail,
  orderSummary,
  orderTools,
  restaurant,
} from '../support/page/story.ts';

/** Chromium, WebRTC and a LiveKit server share two cores. */
const slow = { timeout: 90_000 };

let tests: PageTests;
beforeAll(async () => {
  tests = await startPageTests();
});
afterEach(() => tests.reset());
afterAll(() => tests.close());

const business = (organization: typeof restaurant) => {
  tests.server.kept.health = { ...healthy(tests.livekit), organization };
};
const words = async (page: Page) => (await page.locator('body').innerText()).toLowerCase();

describe('the page of a restaurant', slow, () => {
  test('speaks of orders, shows who is expected, soonest first, and nothing of appointments', async () => {
    business(restaurant);
    tests.server.kept.customers = customers;
    const page = await tests.open();
    await page.getByRole('heading', { name: 'Call Demo Restaurant' }).waitFor();
    await page.getByText('Order before you come').waitFor();
    const guests = page.getByTestId('expected-guests').locator('li');
    await expect.poll(() => guests.count()).toBe(2);
    expect(await guests.first().textContent()).toContain('1 x soup');
    expect(await page.getByTestId('coming-appointments').count()).toBe(0);
    expect(await page.getByTestId('choices').count()).toBe(0);
    expect(await words(page)).not.toContain('appointment');
    expect(await auditPage(page)).toEqual([]);
  });

  test('opens calls that order, and shows what was ordered, during the call and after it', async () => {
    business(restaurant);
    const { page, agent } = await tests.call({ typing: true });
    const { callId, scenario } = tests.server.lastCall();
    expect(scenario).toBe('order');
    for (const { tool: name, asked, answer } of orderTools) {
      await agent.send(tool(name, 'started', asked));
      await agent.send(tool(name, 'success', answer));
    }
    const done = page.getByTestId('activity').locator('li[data-tool=capture_order]');
    await done.getByText('Placed the order').waitFor();
    await done.getByText('2 × kebab').waitFor();
    tests.server.kept.details.set(callId, orderDetail(callId));
    await sayGoodbye(page, agent, orderSummary);
    await page.getByTestId('visit').getByText('2 x kebab').waitFor();
    expect(await words(page)).not.toContain('appointment');
    await page.getByRole('link', { name: 'Open the whole call' }).click();
    await shows(page, 'turns');
    await page.getByTestId('visit').getByText('2 x kebab').waitFor();
    await page.getByTestId('call-record').getByText('Ordered', { exact: true }).waitFor();
    expect(await words(page)).not.toContain('appointment');
  });
});

describe('the page of another business', slow, () => {
  test('shows what people said to its offer', async () => {
    business(academy);
    tests.server.kept.captures = captures;
    const page = await tests.open();
    await page.getByTestId('latest-answers').getByText('yes please, how much is it').waitFor();
    expect(await words(page)).not.toContain('appointment');
  });

  test('asks what the call is about where there is a choice', async () => {
    business({
      name: 'Both',
      scenarios: [
        { name: 'appointment', answers: true },
        { name: 'order', answers: true },
        { name: 'arrival', answers: false },
      ],
    });
    const page = await tests.open();
    const choices = page.getByTestId('choices');
    await expect.poll(() => choices.getByRole('radio').count()).toBe(2);
    await shows(page, 'coming-appointments');
    await shows(page, 'expected-guests');
    await choices.getByLabel('Orders').check();
    await page.getByText('Order before you come').waitFor();
    await page.getByTestId('start-typing').click();
    await inPhase(page, 'waiting');
    expect(tests.server.lastCall().scenario).toBe('order');
  });

  test('that only calls cannot be called', async () => {
    business({ name: 'Caller', scenarios: [{ name: 'arrival', answers: false }] });
    const page = await tests.open();
    await page.getByText('Caller only calls people').waitFor();
    expect(await page.getByTestId('start-call').isDisabled()).toBe(true);
  });

  test('whose scenario the page has no words for is shown what all calls have', async () => {
    business({ name: 'Garden', scenarios: [{ name: 'plant_advice', answers: true }] });
    const { page, agent } = await tests.call({ typing: true });
    await agent.send(tool('water_plants', 'success', {}));
    await page.getByTestId('activity').getByText('Did water plants').waitFor();
    await sayGoodbye(page, agent, orderSummary);
    await shows(page, 'summary');
  });
});
