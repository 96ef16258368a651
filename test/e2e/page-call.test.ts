import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  inPhase,
  type PageTests,
  sayGoodbye,
  shows,
  startPageTests,
  tool,
} from '../support/page/page-tests.ts';
import { appointment, callDetail, otherCalls, slots, tenOClock } from '../support/page/story.ts';

/** Chromium, WebRTC and a LiveKit server share two cores. */
const slow = { timeout: 90_000 };

let tests: PageTests;
beforeAll(async () => {
  tests = await startPageTests();
});
afterEach(() => tests.reset());
afterAll(() => tests.close());

describe('during the call', slow, () => {
  test('shows words as they are recognized and spoken, each once, in the direction of their script', async () => {
    const { page, agent } = await tests.call();
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
    const { page, agent } = await tests.call();
    await agent.say(['I am still '], { leaveOpen: true });
    const interim = page.getByTestId('transcript').locator('li[data-final=false]');
    await interim.waitFor();
    expect(await interim.getAttribute('aria-hidden')).toBe('true');
  });

  test('lists what the agent does and follows a slot from offer to booking', async () => {
    const { page, agent } = await tests.call();
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

  test('keeps the newest words in view when something else takes their room', async () => {
    const { page, agent } = await tests.call({ typing: true });
    for (let line = 1; line <= 15; line += 1) await agent.say([`This is line ${line}.`]);
    const newest = page.getByText('This is line 15.');
    await newest.waitFor();
    const suggestions = Array.from({ length: 12 }, (_, n) => `A rather long suggestion, number ${n}`);
    await agent.send({ type: 'expectation', expects: 'open', suggestions });
    await shows(page, 'suggestions');
    const isInView = async () => {
      const [words, room] = [await newest.boundingBox(), await page.getByTestId('transcript').boundingBox()];
      return words !== null && room !== null && words.y + words.height <= room.y + room.height;
    };
    await expect.poll(isInView).toBe(true);
  });

  test('offers what can be said and says it when it is chosen', async () => {
    const { page, agent } = await tests.call({ typing: true });
    await agent.send({ type: 'expectation', expects: 'yes_no', suggestions: ['Yes, please', 'No'] });
    await page.getByRole('button', { name: 'Yes, please' }).click();
    await expect.poll(() => agent.typed()).toEqual(['Yes, please']);
    await expect.poll(() => page.getByTestId('suggestions').count()).toBe(0);
  });

  test('leaves out a malformed event and goes on', async () => {
    const { page, agent } = await tests.call({ typing: true });
    await agent.sendRaw('{"type":"tool_call","status":"exploded"}');
    await agent.sendRaw('no JSON at all');
    await agent.send({ type: 'notice', code: 'voice_failed', message: 'A simpler voice speaks for now.' });
    await page.getByTestId('notice').getByText('A simpler voice speaks for now.').waitFor();
    expect(await page.getByTestId('activity').locator('li').count()).toBe(0);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect.poll(() => page.getByTestId('notice').count()).toBe(0);
  });

  test('mutes the microphone for real', async () => {
    const { page, agent } = await tests.call();
    await page.getByTestId('mute').click();
    await expect.poll(() => agent.microphone().muted).toBe(true);
    await page.getByTestId('mute').click();
    await expect.poll(() => agent.microphone().muted).toBe(false);
  });

  test('goes on while another page of the app is looked at', async () => {
    tests.server.kept.calls = otherCalls;
    const { page, agent } = await tests.call({ typing: true });
    await page.getByRole('link', { name: 'Calls' }).click();
    await agent.say(['Are you still there?']);
    await page.getByRole('link', { name: /Call in progress/ }).click();
    await page.getByTestId('transcript').getByText('Are you still there?').waitFor();
  });
});

describe('when the call ends', slow, () => {
  test('shows the summary that the agent sent before it left', async () => {
    const { page, agent } = await tests.call();
    await sayGoodbye(page, agent);
    await page.locator('[data-testid=ended][data-by=agent]').waitFor();
    await page.getByTestId('summary').getByText('Maya Chen called').waitFor();
    await page.getByTestId('appointments').getByText('Tuesday, November 24, 10:00 AM').waitFor();
    expect(await page.getByTestId('cost-total').textContent()).toBe('$0.007466');
    await page.getByTestId('call-again').click();
    await inPhase(page, 'waiting');
  });

  test('waits for the summary when the person hung up first', async () => {
    const { page } = await tests.call();
    const { callId } = tests.server.lastCall();
    tests.server.kept.details.set(callId, callDetail(callId, { summary: null }));
    await page.getByTestId('hang-up').click();
    await page.locator('[data-testid=ended][data-by=person]').waitFor();
    await shows(page, 'summary-pending');
    tests.server.kept.details.set(callId, callDetail(callId));
    await shows(page, 'summary');
    await page.getByTestId('latency').getByText('Latency per turn').click();
    await page.getByTestId('latency').getByText('671').waitFor();
  });

  test('tells an agent that vanished from one that said goodbye', async () => {
    const { page, agent } = await tests.call({ typing: true });
    await agent.leave();
    await page.locator('[data-testid=ended][data-by=agent_lost]').waitFor();
    await page.getByRole('button', { name: 'Call again' }).waitFor();
  });

  test('keeps every call behind an address of its own', async () => {
    const page = await tests.open();
    const id = otherCalls[0]?.id ?? '';
    tests.server.kept.details.set(id, callDetail(id));
    await page.goto(`${tests.server.url}/#/calls/${id}`);
    await page.getByTestId('turns').getByText('You are booked for Tuesday').waitFor();
    await page.getByText('interrupted; heard: Thank you, Maya. We have nine, ten,').waitFor();
    await page.goto(`${tests.server.url}/#/calls/${crypto.randomUUID()}`);
    await page.getByText('There is no such call.').waitFor();
  });
});
