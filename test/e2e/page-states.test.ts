import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { withoutMicrophone } from '../support/page/page-browser.ts';
import { healthy, startPageServer } from '../support/page/page-server.ts';
import { inPhase, type PageTests, shows, startPageTests } from '../support/page/page-tests.ts';
import { comingAppointments, noLivekit, otherCalls, rehearsalHealth } from '../support/page/story.ts';

/** Chromium, WebRTC and a LiveKit server share two cores. */
const slow = { timeout: 90_000 };

let tests: PageTests;
beforeAll(async () => {
  tests = await startPageTests();
});
/** Wherever a test has led the page, everybody can read and use it there. */
afterEach(async () => {
  const faults = await tests.audit();
  await tests.reset();
  expect(faults).toEqual([]);
});
afterAll(() => tests.close());

describe('before the call', slow, () => {
  test('says who can be called, what was booked and what was said before', async () => {
    tests.server.kept.calls = otherCalls;
    tests.server.kept.appointments = comingAppointments;
    const page = await tests.open();
    await expect.poll(() => page.getByRole('button', { name: 'Start call' }).isEnabled()).toBe(true);
    await page.getByTestId('coming-appointments').getByText('Tue, Nov 24, 10:00 AM').waitFor();
    await expect.poll(() => page.getByTestId('recent-calls').getByTestId('call-row').count()).toBe(3);
    expect(await page.getByTestId('rehearsal-note').count()).toBe(0);
  });

  test('says plainly that it is a rehearsal, what can be said, and how to get the real parts', async () => {
    tests.server.kept.health = { ...healthy(tests.livekit), ...rehearsalHealth };
    const page = await tests.open();
    const note = page.getByTestId('rehearsal-note');
    await note.getByText('This is a rehearsal').waitFor();
    await note.getByText('On Tuesday at ten').waitFor();
    await note.getByText('What stands in').click();
    await note.getByText('Set DEEPGRAM_API_KEY and start again.').waitFor();
  });

  test('explains a missing LiveKit server, and goes on by itself once it is there', async () => {
    tests.server.kept.health = { ...healthy(tests.livekit), livekit: { ok: false }, missing: noLivekit };
    const page = await tests.open();
    await shows(page, 'no-server');
    await page.getByText('npm run console').waitFor();
    expect(await page.getByTestId('start-call').count()).toBe(0);
    tests.server.kept.health = healthy(tests.livekit);
    await page.getByRole('button', { name: 'Start call' }).waitFor();
  });

  test('says when Parley itself does not answer, and looks again on demand', async () => {
    const other = await startPageServer(tests.webDirectory, tests.livekit);
    const page = await tests.open({ at: other });
    await shows(page, 'start-call');
    await page.route('**/health', (route) => route.abort());
    await page.reload();
    await shows(page, 'no-api');
    await page.unroute('**/health');
    await page.getByRole('button', { name: 'Check again' }).click();
    await shows(page, 'start-call');
    await other.close();
  });

  test('says how long to wait when too many calls were asked for', async () => {
    const limits = { tokensPerMinutePerAddress: 1, tokensPerMinutePerOrganization: 1 };
    const strict = await startPageServer(tests.webDirectory, tests.livekit, limits);
    const page = await tests.open({ at: strict });
    for (const [attempt, expected] of ['waiting', 'failed'].entries()) {
      if (attempt > 0) await page.getByTestId('hang-up').click();
      await page.getByTestId('start-typing').click();
      await inPhase(page, expected);
    }
    await page
      .getByTestId('trouble-rate_limited')
      .getByText(/You can try again in \d+ seconds?\./)
      .waitFor();
    expect(await page.getByRole('button', { name: 'Try again' }).isDisabled()).toBe(true);
    await strict.close();
  });

  test('shows why the server refused and what to do about it', async () => {
    const page = await tests.open();
    tests.server.kept.isMember = false;
    await page.getByTestId('start-typing').click();
    await page.getByTestId('trouble-refused').getByText('These credentials are not accepted.').waitFor();
    tests.server.kept.isMember = true;
    await page.getByRole('button', { name: 'Try again' }).click();
    await inPhase(page, 'waiting');
  });
});

describe('without a microphone', slow, () => {
  test('a denied one is explained, and the call goes on by typing', async () => {
    const page = await tests.open({ microphone: 'denied' });
    await page.getByTestId('start-call').click();
    await shows(page, 'microphone-denied');
    await page.getByTestId('continue-typing').click();
    const agent = await tests.answer(page);
    await page.getByTestId('say').fill('I would like to book');
    await page.keyboard.press('Enter');
    await expect.poll(() => agent.typed()).toEqual(['I would like to book']);
    await page.getByTestId('transcript').getByText('I would like to book').waitFor();
    expect(agent.microphone().published).toBe(false);
  });

  test('one that is denied during the call leaves the call as it is', async () => {
    const { page } = await tests.call({ microphone: 'denied', typing: true });
    await page.getByTestId('use-microphone').click();
    await shows(page, 'microphone-denied');
    await page.getByTestId('say').fill('Still here');
    await expect.poll(() => page.getByTestId('send').isEnabled()).toBe(true);
  });

  test('one that is not there is told from one that is not allowed', async () => {
    const page = await tests.open();
    await page.addInitScript(withoutMicrophone);
    await page.reload();
    await page.getByTestId('start-call').click();
    await shows(page, 'microphone-absent');
  });
});

describe('when the agent does not come', slow, () => {
  test('says so after five seconds, and still takes the agent that comes late', async () => {
    const page = await tests.open();
    await page.getByTestId('start-typing').click();
    await inPhase(page, 'waiting');
    const since = Date.now();
    expect(await page.getByTestId('agent-late').count()).toBe(0);
    await shows(page, 'agent-late');
    expect(Date.now() - since).toBeGreaterThan(4_000);
    expect(Date.now() - since).toBeLessThan(8_000);
    await page.getByText('npm run agent -- start').waitFor();
    await tests.answer(page);
    expect(await page.getByTestId('agent-late').count()).toBe(0);
  });

  test('opens a new call when one tries again', async () => {
    const page = await tests.open();
    await page.getByTestId('start-typing').click();
    await shows(page, 'agent-late');
    const first = tests.server.lastCall().callId;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => tests.server.lastCall().callId).not.toBe(first);
    await tests.answer(page);
  });
});

describe('when the connection is lost', slow, () => {
  test('resumes once the LiveKit server is back', async () => {
    const { page } = await tests.call({ typing: true });
    await tests.killLivekit();
    await inPhase(page, 'reconnecting');
    await shows(page, 'reconnecting');
    expect(await page.getByTestId('send').isDisabled()).toBe(true);
    await tests.restartLivekit();
    // The server forgot the room: the page is alone in it until an agent comes.
    await expect.poll(() => page.getByTestId('reconnecting').count(), { timeout: 40_000 }).toBe(0);
    const agent = await tests.answer(page);
    await page.getByTestId('say').fill('I am back');
    await page.keyboard.press('Enter');
    await expect.poll(() => agent.typed()).toEqual(['I am back']);
  });

  test('ends with a way to call again when the server stays away', async () => {
    const { page } = await tests.call({ typing: true });
    await tests.killLivekit();
    await inPhase(page, 'reconnecting');
    await page.locator('[data-testid=ended][data-by=connection_lost]').waitFor({ timeout: 60_000 });
    await page.getByTestId('call-again').waitFor();
    await page.getByRole('button', { name: 'Type again' }).click();
    await shows(page, 'trouble-no_server');
    await tests.restartLivekit();
    await page.getByRole('button', { name: 'Try again' }).click();
    await tests.answer(page);
  });
});
