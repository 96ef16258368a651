import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { LivekitServer } from '../../src/embedded/livekit-server.ts';
import { auditPage } from '../support/page/audit.ts';
import { startOwnLivekit } from '../support/page/own-livekit.ts';
import { type FakeMicrophone, launchChromium, withoutMicrophone } from '../support/page/page-browser.ts';
import { buildPage, healthy, type PageServer, startPageServer } from '../support/page/page-server.ts';
import { joinAsAgent, type ScriptedAgent } from '../support/page/scripted-agent.ts';
import {
  appointment,
  callDetail,
  comingAppointments,
  noLivekit,
  otherCalls,
  rehearsalHealth,
  slots,
  summary,
  tenOClock,
} from '../support/page/story.ts';

/** Chromium, WebRTC and a server that is killed and started again share two cores. */
const slow = { timeout: 90_000 };

let livekit: LivekitServer & { port: number };
let built: Awaited<ReturnType<typeof buildPage>>;
let server: PageServer;
const browsers = new Map<FakeMicrophone, Browser>();
const pages: Page[] = [];
const agents: ScriptedAgent[] = [];

beforeAll(async () => {
  [livekit, built] = await Promise.all([startOwnLivekit(), buildPage()]);
  server = await startPageServer(built.directory, livekit);
}, 120_000);

afterEach(async () => {
  await Promise.all(pages.splice(0).map((page) => page.close()));
  await Promise.all(agents.splice(0).map((agent) => agent.leave()));
  server.kept.health = healthy(livekit);
  server.kept.calls = [];
  server.kept.appointments = [];
  server.kept.isMember = true;
});

afterAll(async () => {
  await Promise.all([...browsers.values()].map((browser) => browser.close()));
  await server.close();
  await livekit.stop();
  await built.remove();
});

interface Look {
  microphone?: FakeMicrophone;
  at?: PageServer;
  width?: number;
  colorScheme?: 'light' | 'dark';
}

async function openPage({
  microphone = 'beeps',
  at = server,
  width = 1280,
  colorScheme = 'light',
}: Look = {}) {
  const browser = browsers.get(microphone) ?? (await launchChromium(microphone));
  browsers.set(microphone, browser);
  const page = await browser.newPage({ viewport: { width, height: 844 }, colorScheme });
  pages.push(page);
  await page.goto(at.url);
  return page;
}

async function answer(page: Page): Promise<ScriptedAgent> {
  await page.getByTestId('live-call').waitFor();
  const agent = await joinAsAgent(livekit, server.lastCall().roomName);
  agents.push(agent);
  await inPhase(page, 'talking');
  return agent;
}

/** A page in a call with the scripted agent. */
async function call(look: Look & { typing?: boolean } = {}) {
  const page = await openPage(look);
  await page.getByTestId(look.typing ? 'start-typing' : 'start-call').click();
  return { page, agent: await answer(page) };
}

/** Leaves as an agent does that ended the call; the notice shows that the summary before it has arrived. */
async function sayGoodbye(page: Page, agent: ScriptedAgent): Promise<void> {
  await agent.send(summary);
  await agent.send({ type: 'notice', code: 'ending', message: 'The call ends now.' });
  await page.getByText('The call ends now.').waitFor();
  await agent.leave();
}

const inPhase = (page: Page, phase: string, timeout = 30_000) =>
  page.locator(`[data-testid=phase][data-phase=${phase}]`).waitFor({ state: 'attached', timeout });

const shows = (page: Page, testId: string, timeout = 10_000) => page.getByTestId(testId).waitFor({ timeout });

const tool = (name: string, status: 'started' | 'success' | 'error', data: Record<string, unknown>) => ({
  type: 'tool_call' as const,
  tool: name,
  status,
  data,
});

describe('before the call', slow, () => {
  test('says who can be called, what was booked and what was said before', async () => {
    server.kept.calls = otherCalls;
    server.kept.appointments = comingAppointments;
    const page = await openPage();
    expect(await page.getByRole('button', { name: 'Start call' }).isEnabled()).toBe(true);
    await page.getByTestId('coming-appointments').getByText('Tue, Nov 24, 10:00 AM').waitFor();
    expect(await page.getByTestId('recent-calls').getByTestId('call-row').count()).toBe(3);
    expect(await page.getByTestId('rehearsal-note').count()).toBe(0);
  });

  test('says plainly that it is a rehearsal, what can be said, and how to get the real parts', async () => {
    server.kept.health = { ...healthy(livekit), ...rehearsalHealth };
    const page = await openPage();
    const note = page.getByTestId('rehearsal-note');
    await note.getByText('This is a rehearsal').waitFor();
    await note.getByText('Tuesday at ten').waitFor();
    await note.getByText('What stands in').click();
    await note.getByText('Set DEEPGRAM_API_KEY and start again.').waitFor();
  });

  test('explains a missing LiveKit server, and goes on by itself once it is there', async () => {
    server.kept.health = { ...healthy(livekit), livekit: { ok: false }, missing: noLivekit };
    const page = await openPage();
    await shows(page, 'no-server');
    await page.getByText('npm run console').waitFor();
    expect(await page.getByTestId('start-call').count()).toBe(0);
    server.kept.health = healthy(livekit);
    await page.getByRole('button', { name: 'Start call' }).waitFor();
  });

  test('says when Parley itself does not answer, and looks again on demand', async () => {
    const other = await startPageServer(built.directory, livekit);
    const page = await openPage({ at: other });
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
    const strict = await startPageServer(built.directory, livekit, limits);
    const page = await openPage({ at: strict });
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
    const page = await openPage();
    server.kept.isMember = false;
    await page.getByTestId('start-typing').click();
    await page.getByTestId('trouble-refused').getByText('These credentials are not accepted.').waitFor();
    server.kept.isMember = true;
    await page.getByRole('button', { name: 'Try again' }).click();
    await inPhase(page, 'waiting');
  });
});

describe('without a microphone', slow, () => {
  test('a denied one is explained, and the call goes on by typing', async () => {
    const page = await openPage({ microphone: 'denied' });
    await page.getByTestId('start-call').click();
    await shows(page, 'microphone-denied');
    await page.getByTestId('continue-typing').click();
    const agent = await answer(page);
    await page.getByTestId('say').fill('I would like to book');
    await page.keyboard.press('Enter');
    await expect.poll(() => agent.typed()).toEqual(['I would like to book']);
    await page.getByTestId('transcript').getByText('I would like to book').waitFor();
    expect(agent.microphone().published).toBe(false);
  });

  test('one that is denied during the call leaves the call as it is', async () => {
    const { page } = await call({ microphone: 'denied', typing: true });
    await page.getByTestId('use-microphone').click();
    await shows(page, 'microphone-denied');
    await page.getByTestId('say').fill('Still here');
    expect(await page.getByTestId('send').isEnabled()).toBe(true);
  });

  test('one that is not there is told from one that is not allowed', async () => {
    const page = await openPage();
    await page.addInitScript(withoutMicrophone);
    await page.reload();
    await page.getByTestId('start-call').click();
    await shows(page, 'microphone-absent');
  });
});

describe('during the call', slow, () => {
  test('shows words as they are recognized and spoken, each once, in the direction of their script', async () => {
    const { page, agent } = await call();
    await expect.poll(() => agent.microphone()).toEqual({ published: true, muted: false });
    await agent.state('speaking');
    await page.getByTestId('agent-state').getByText('Speaking').waitFor();
    await agent.say(['Hello, ', 'this is Ada.']);
    await agent.recognize(['two oh', 'two oh two five', '202 555 0143']);
    await agent.say(['سلام، چه روزی؟']);
    const said = page.getByTestId('transcript').locator('li[data-final=true]');
    await expect.poll(() => said.count()).toBe(3);
    expect(await said.locator('p').allTextContents()).toEqual([
      'Hello, this is Ada.',
      '202 555 0143',
      'سلام، چه روزی؟',
    ]);
    const directions =
      "[...document.querySelectorAll('[data-speaker] p')].map((p) => getComputedStyle(p).direction)";
    expect(await page.evaluate(directions)).toEqual(['ltr', 'ltr', 'rtl']);
  });

  test('keeps words that still change from screen readers', async () => {
    const { page, agent } = await call();
    await agent.say(['I am still '], { leaveOpen: true });
    const interim = page.getByTestId('transcript').locator('li[data-final=false]');
    await interim.waitFor();
    expect(await interim.getAttribute('aria-hidden')).toBe('true');
  });

  test('lists what the agent does and follows a slot from offer to booking', async () => {
    const { page, agent } = await call();
    await agent.send(tool('fetch_slots', 'started', { appointment_date: '2026-11-24' }));
    await agent.send(tool('fetch_slots', 'success', { slots }));
    const ten = page.locator('[data-slot="2026-11-24 10:00"]');
    await ten.click();
    await expect.poll(() => agent.typed()).toEqual(['Tuesday the 24th at ten in the morning']);
    await agent.send(tool('hold_slot', 'success', { slot: tenOClock }));
    await page.locator('[data-slot="2026-11-24 10:00"][data-status=held]').waitFor();
    await agent.send(tool('book_appointment', 'started', {}));
    await agent.send(tool('book_appointment', 'success', { appointment }));
    await page.locator('[data-slot="2026-11-24 10:00"][data-status=booked]').waitFor();
    const done = page.getByTestId('activity').locator('li[data-tool=book_appointment]');
    await done.getByText('Booked an appointment').click();
    await done.getByText('"Dr. Rivera"').waitFor();
  });

  test('offers what can be said and says it when it is chosen', async () => {
    const { page, agent } = await call({ typing: true });
    await agent.send({ type: 'expectation', expects: 'yes_no', suggestions: ['Yes, please', 'No'] });
    await page.getByRole('button', { name: 'Yes, please' }).click();
    await expect.poll(() => agent.typed()).toEqual(['Yes, please']);
    await expect.poll(() => page.getByTestId('suggestions').count()).toBe(0);
  });

  test('leaves out a malformed event and goes on', async () => {
    const { page, agent } = await call({ typing: true });
    await agent.sendRaw('{"type":"tool_call","status":"exploded"}');
    await agent.sendRaw('no JSON at all');
    await agent.send({ type: 'notice', code: 'voice_failed', message: 'A simpler voice speaks for now.' });
    await page.getByTestId('notice').getByText('A simpler voice speaks for now.').waitFor();
    expect(await page.getByTestId('activity').locator('li').count()).toBe(0);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect.poll(() => page.getByTestId('notice').count()).toBe(0);
  });

  test('mutes the microphone for real', async () => {
    const { page, agent } = await call();
    await page.getByTestId('mute').click();
    await expect.poll(() => agent.microphone().muted).toBe(true);
    await page.getByTestId('mute').click();
    await expect.poll(() => agent.microphone().muted).toBe(false);
  });

  test('goes on while another page of the app is looked at', async () => {
    server.kept.calls = otherCalls;
    const { page, agent } = await call({ typing: true });
    await page.getByRole('link', { name: 'Calls' }).click();
    await agent.say(['Are you still there?']);
    await page.getByRole('link', { name: /Call in progress/ }).click();
    await page.getByTestId('transcript').getByText('Are you still there?').waitFor();
  });
});

describe('when the agent does not come', slow, () => {
  test('says so after five seconds, and still takes the agent that comes late', async () => {
    const page = await openPage();
    await page.getByTestId('start-typing').click();
    await inPhase(page, 'waiting');
    const since = Date.now();
    expect(await page.getByTestId('agent-late').count()).toBe(0);
    await shows(page, 'agent-late');
    expect(Date.now() - since).toBeGreaterThan(4_000);
    expect(Date.now() - since).toBeLessThan(8_000);
    await page.getByText('npm run agent -- start').waitFor();
    await answer(page);
    expect(await page.getByTestId('agent-late').count()).toBe(0);
  });

  test('opens a new call when one tries again', async () => {
    const page = await openPage();
    await page.getByTestId('start-typing').click();
    await shows(page, 'agent-late');
    const first = server.lastCall().callId;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => server.lastCall().callId).not.toBe(first);
    await answer(page);
  });
});

describe('when the call ends', slow, () => {
  test('shows the summary that the agent sent before it left', async () => {
    const { page, agent } = await call();
    await sayGoodbye(page, agent);
    await page.locator('[data-testid=ended][data-by=agent]').waitFor();
    await page.getByTestId('summary').getByText('Maya Chen called').waitFor();
    await page.getByTestId('appointments').getByText('Tuesday, November 24, 10:00 AM').waitFor();
    expect(await page.getByTestId('cost-total').textContent()).toBe('$0.007466');
    await page.getByTestId('call-again').click();
    await inPhase(page, 'waiting');
  });

  test('waits for the summary when the person hung up first', async () => {
    const { page } = await call();
    const { callId } = server.lastCall();
    server.kept.details.set(callId, callDetail(callId, { summary: null }));
    await page.getByTestId('hang-up').click();
    await page.locator('[data-testid=ended][data-by=person]').waitFor();
    await shows(page, 'summary-pending');
    server.kept.details.set(callId, callDetail(callId));
    await shows(page, 'summary');
    await page.getByTestId('latency').getByText('Latency per turn').click();
    await page.getByTestId('latency').getByText('671').waitFor();
  });

  test('tells an agent that vanished from one that said goodbye', async () => {
    const { page, agent } = await call({ typing: true });
    await agent.leave();
    await page.locator('[data-testid=ended][data-by=agent_lost]').waitFor();
    await page.getByRole('button', { name: 'Call again' }).waitFor();
  });

  test('keeps every call behind an address of its own', async () => {
    const page = await openPage();
    const id = otherCalls[0]?.id ?? '';
    server.kept.details.set(id, callDetail(id));
    await page.goto(`${server.url}/#/calls/${id}`);
    await page.getByTestId('turns').getByText('You are booked for Tuesday').waitFor();
    await page.getByText('interrupted; heard: Thank you, Maya. We have nine, ten,').waitFor();
    await page.goto(`${server.url}/#/calls/${crypto.randomUUID()}`);
    await page.getByText('There is no such call.').waitFor();
  });
});

describe('when the connection is lost', slow, () => {
  test('resumes once the LiveKit server is back', async () => {
    const { page } = await call({ typing: true });
    await livekit.child.stop(0);
    await inPhase(page, 'reconnecting');
    await shows(page, 'reconnecting');
    expect(await page.getByTestId('send').isDisabled()).toBe(true);
    livekit = await startOwnLivekit(livekit.port);
    // The server forgot the room: the page is alone in it until an agent comes.
    await expect.poll(() => page.getByTestId('reconnecting').count(), { timeout: 40_000 }).toBe(0);
    const agent = await answer(page);
    await page.getByTestId('say').fill('I am back');
    await page.keyboard.press('Enter');
    await expect.poll(() => agent.typed()).toEqual(['I am back']);
  });

  test('ends with a way to call again when the server stays away', async () => {
    const { page } = await call({ typing: true });
    await livekit.child.stop(0);
    await inPhase(page, 'reconnecting');
    await page.locator('[data-testid=ended][data-by=connection_lost]').waitFor({ timeout: 60_000 });
    await page.getByTestId('call-again').waitFor();
    await page.getByRole('button', { name: 'Type again' }).click();
    await shows(page, 'trouble-no_server');
    livekit = await startOwnLivekit(livekit.port);
    await page.getByRole('button', { name: 'Try again' }).click();
    await answer(page);
  });
});

describe('for everybody', slow, () => {
  test('a call can be placed, held and ended by keyboard alone', async () => {
    const page = await openPage();
    await expect.poll(() => page.getByTestId('start-typing').isEnabled()).toBe(true);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the call');
    await page.getByTestId('start-typing').focus();
    await page.keyboard.press('Enter');
    const agent = await answer(page);
    await expect.poll(() => focused(page)).toBe('say');
    await page.keyboard.type('Hello');
    await page.keyboard.press('Enter');
    await expect.poll(() => agent.typed()).toEqual(['Hello']);
    await page.getByTestId('hang-up').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('You ended the call');
  });

  test.each([
    { width: 390, colorScheme: 'light' },
    { width: 390, colorScheme: 'dark' },
    { width: 1440, colorScheme: 'light' },
    { width: 1440, colorScheme: 'dark' },
  ] as const)('every state is named, legible and fits at $width px, $colorScheme', async (look) => {
    const faults: string[] = [];
    server.kept.health = { ...healthy(livekit), ...rehearsalHealth };
    server.kept.calls = otherCalls;
    server.kept.appointments = comingAppointments;
    const { page, agent } = await auditCall(look, faults);
    const audit = async (state: string) =>
      faults.push(...(await auditPage(page)).map((fault) => `${state}: ${fault}`));
    await agent.say(['Hello, this is Ada.']);
    await agent.recognize(['سه‌شنبه صبح']);
    await agent.send(tool('fetch_slots', 'success', { slots }));
    await agent.send(tool('hold_slot', 'success', { slot: tenOClock }));
    await agent.send(
      tool('book_appointment', 'error', { code: 'taken', message: 'That time was just taken.' }),
    );
    await agent.send({ type: 'notice', code: 'n', message: 'A simpler voice speaks for now.' });
    await agent.send({ type: 'expectation', expects: 'open', suggestions: ['Goodbye'] });
    await shows(page, 'suggestions');
    await audit('talking');
    await agent.send(tool('book_appointment', 'success', { appointment }));
    const { callId } = server.lastCall();
    server.kept.details.set(callId, callDetail(callId));
    await sayGoodbye(page, agent);
    await shows(page, 'latency');
    await audit('ended');
    await page.getByRole('link', { name: 'Open the whole call' }).click();
    await shows(page, 'turns');
    await audit('record');
    expect(faults).toEqual([]);
  });

  test('the audit sees what it is there for', async () => {
    const page = await openPage();
    await shows(page, 'start-call');
    // Styles by script, since the content policy does not let in any that stand in the markup.
    await page.evaluate(`{
      const add = (tag, text, style) => Object.assign(document.querySelector('main').appendChild(
        Object.assign(document.createElement(tag), { textContent: text })).style, style);
      add('button', '', {});
      add('h1', 'second', {});
      add('p', 'wide', { width: '3000px' });
      add('p', 'faint', { color: '#999', background: '#aaa' });
    }`);
    expect(await auditPage(page)).toEqual([
      expect.stringContaining('nameless'),
      expect.stringContaining('2 main headings'),
      expect.stringContaining('wider than the screen'),
      expect.stringContaining('contrast 1.2'),
    ]);
  });

  test('nothing that the page does is against its content policy', async () => {
    const page = await openPage();
    const complaints: string[] = [];
    page.on('console', (line) => {
      if (/Content Security Policy/.test(line.text())) complaints.push(line.text());
    });
    await page.reload();
    await page.getByTestId('start-call').click();
    await answer(page);
    expect(complaints).toEqual([]);
  });
});

async function auditCall(look: Look, faults: string[]) {
  const page = await openPage(look);
  await shows(page, 'rehearsal-note');
  faults.push(...(await auditPage(page)).map((fault) => `start: ${fault}`));
  await page.getByTestId('start-call').click();
  return { page, agent: await answer(page) };
}

/** The words, or the test id, of what has the keyboard. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(
    "document.activeElement.textContent.trim() || document.activeElement.getAttribute('data-testid') || ''",
  );
