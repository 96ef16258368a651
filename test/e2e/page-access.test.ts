import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { auditPage } from '../support/page/audit.ts';
import { healthy } from '../support/page/page-server.ts';
import {
  type Look,
  type PageTests,
  sayGoodbye,
  shows,
  startPageTests,
  tool,
} from '../support/page/page-tests.ts';
import {
  appointment,
  callDetail,
  comingAppointments,
  otherCalls,
  rehearsalHealth,
  slots,
  tenOClock,
} from '../support/page/story.ts';

/** Chromium, WebRTC and a LiveKit server share two cores. */
const slow = { timeout: 90_000 };

let tests: PageTests;
beforeAll(async () => {
  tests = await startPageTests();
});
afterEach(() => tests.reset());
afterAll(() => tests.close());

describe('for everybody', slow, () => {
  test('a call can be placed, held and ended by keyboard alone', async () => {
    const page = await tests.open();
    // Chromium has just been started: its first page takes longer than the second that a poll has by itself.
    const isReady = () => page.getByTestId('start-typing').isEnabled();
    await expect.poll(isReady, { timeout: 10_000 }).toBe(true);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the call');
    await page.getByTestId('start-typing').focus();
    await page.keyboard.press('Enter');
    const agent = await tests.answer(page);
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
    tests.server.kept.health = { ...healthy(tests.livekit), ...rehearsalHealth };
    tests.server.kept.calls = otherCalls;
    tests.server.kept.appointments = comingAppointments;
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
    const { callId } = tests.server.lastCall();
    const url = `/calls/${callId}/recording`;
    const recording = { seconds: 2, url, review_url: `${url}?copy=review` };
    tests.server.kept.details.set(callId, callDetail(callId, { recording }));
    await sayGoodbye(page, agent);
    await shows(page, 'latency');
    await audit('ended');
    await page.getByRole('link', { name: 'Open the whole call' }).click();
    await shows(page, 'turns');
    await audit('record');
    expect(faults).toEqual([]);
  });

  test('the audit sees what it is there for', async () => {
    const page = await tests.open();
    await shows(page, 'start-call');
    // Styles by script, since the content policy does not let in any that stand in the markup.
    await page.evaluate(`{
      const add = (tag, text, style) => Object.assign(document.querySelector('main').appendChild(
        Object.assign(document.createElement(tag), { textContent: text })).style, style);
      add('button', '', {});
      add('main', 'second', {});
      add('p', 'wide', { width: '3000px' });
      add('p', 'faint', { color: '#999', background: '#aaa' });
    }`);
    const faults = await auditPage(page);
    for (const rule of [
      'button-name',
      'color-contrast',
      'landmark-no-duplicate-main',
      'wider than the screen',
    ]) {
      expect(faults).toContainEqual(expect.stringContaining(`${rule}:`));
    }
  });

  test('nothing that the page does is against its content policy', async () => {
    const page = await tests.open();
    const complaints = policyComplaints(page);
    await page.reload();
    await page.getByTestId('start-call').click();
    await tests.answer(page);
    expect(complaints).toEqual([]);
  });

  test('the API is described and tried in the browser, by the same content policy', async () => {
    const page = await tests.open();
    const complaints = policyComplaints(page);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).origin));
    await page.goto(`${tests.server.url}/docs`);
    await page.getByRole('button', { name: 'GET /calls/{id} One call' }).waitFor();
    await page.getByRole('button', { name: 'POST /token Start a call' }).click();
    await page.getByText('livekit_unavailable').waitFor();
    await page.getByRole('button', { name: 'GET /health What runs' }).click();
    await page.getByRole('button', { name: 'Try it out' }).first().click();
    await page.getByRole('button', { name: 'Execute' }).click();
    await page.getByText(`${tests.server.url}/health`, { exact: true }).waitFor();
    expect([complaints, new Set(asked)]).toEqual([[], new Set([tests.server.url])]);
  });
});

function policyComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (line) => {
    if (/Content Security Policy/.test(line.text())) complaints.push(line.text());
  });
  return complaints;
}

async function auditCall(look: Look, faults: string[]) {
  const page = await tests.open(look);
  await shows(page, 'rehearsal-note');
  faults.push(...(await auditPage(page)).map((fault) => `start: ${fault}`));
  await page.getByTestId('start-call').click();
  return { page, agent: await tests.answer(page) };
}

/** The words, or the test id, of what has the keyboard. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(
    "document.activeElement.textContent.trim() || document.activeElement.getAttribute('data-testid') || ''",
  );
