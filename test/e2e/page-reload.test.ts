import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type PageTests, shows, startPageTests } from '../support/page/page-tests.ts';
import { callDetail } from '../support/page/story.ts';

/** Chromium, WebRTC and a LiveKit server share two cores. */
const slow = { timeout: 90_000 };

let tests: PageTests;
beforeAll(async () => {
  tests = await startPageTests();
});
afterEach(() => tests.reset());
afterAll(() => tests.close());

describe('an address that the page does not have', slow, () => {
  test.each(['/#/nowhere', '/nowhere/at/all', '/nowhere#/calls'])(
    '%s says so and leads back',
    async (address) => {
      const page = await tests.open();
      await page.goto(tests.server.url + address);
      await shows(page, 'unknown-page');
      expect(await page.getByTestId('start-call').count()).toBe(0);
      await page.getByRole('link', { name: 'To the start' }).click();
      await shows(page, 'start-call');
    },
  );
});

describe('a reload in mid-call', slow, () => {
  test('is asked about, and afterwards the page says what became of the call', async () => {
    const { page } = await tests.call({ typing: true });
    const { callId } = tests.server.lastCall();
    const questions: string[] = [];
    page.on('dialog', (dialog) => {
      questions.push(dialog.type());
      void dialog.accept();
    });
    tests.server.kept.details.set(callId, callDetail(callId));
    await page.reload();
    expect(questions).toEqual(['beforeunload']);
    const note = page.getByTestId('cut-call');
    await note.getByText('How it ended: Booked.').waitFor();
    await note.getByRole('link', { name: 'Open the whole call' }).click();
    await shows(page, 'turns');
  });

  test('that the person thinks better of leaves the call as it is', async () => {
    const { page, agent } = await tests.call({ typing: true });
    const asked = page.waitForEvent('dialog');
    await page.evaluate('setTimeout(() => location.reload())');
    await (await asked).dismiss();
    await page.getByTestId('say').fill('Still here');
    await page.keyboard.press('Enter');
    await expect.poll(() => agent.typed()).toEqual(['Still here']);
  });

  test('is not asked about once the call is over, and nothing is said of it then', async () => {
    const { page } = await tests.call({ typing: true });
    await page.getByTestId('hang-up').click();
    await shows(page, 'ended');
    const questions: string[] = [];
    page.on('dialog', (dialog) => {
      questions.push(dialog.type());
      void dialog.accept();
    });
    await page.reload();
    await shows(page, 'start-call');
    expect(questions).toEqual([]);
    expect(await page.getByTestId('cut-call').count()).toBe(0);
  });
});
