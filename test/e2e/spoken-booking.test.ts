import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callDetailResponse, listAppointmentsResponse, listCallsResponse } from '../../src/http/contract.ts';
import { launchChromium } from '../support/page/page-browser.ts';
import { type Replies, talkThroughPage } from '../support/page/talk.ts';
import {
  freePorts,
  type OwnStart,
  type Ports,
  startParley,
  temporaryDirectory,
} from '../support/start/own-start.ts';

/**
 * The whole of it, on a machine without a key: `npm start`, Chromium, a voice at the microphone, WebRTC, the local
 * recognizer, the tools, the row; and all of it again after a restart.
 */

const data = temporaryDirectory();
let ports: Ports;
let parley: OwnStart;
let browser: Browser;

beforeAll(async () => {
  ports = await freePorts();
  parley = startParley(data.path, ports);
  browser = await launchChromium('beeps');
  await parley.until('Ready after');
});
afterAll(async () => {
  await browser?.close();
  parley.signal('SIGTERM');
  await parley.exited;
  data.remove();
});

/** A day whose name cannot mean today or tomorrow. */
const weekday = /Mon|Tue/.test(newYork({ weekday: 'short' })) ? 'Thursday' : 'Tuesday';

const caller: Replies = [
  [new RegExp(`${weekday}.* at 10 .*shall i book`, 'i'), 'yes please'],
  [/shall i book/i, 'no'],
  [/anything else|thank you for calling/i, 'no thank you'],
  [/phone number/i, 'two oh two five five five oh one four two'],
  [/which would you like|would that suit|offer/i, 'at ten'],
  [/which (other )?day|what day|when would/i, `on ${weekday.toLowerCase()}`],
  [/how can i help|what can i do|what would you like/i, 'i would like to book an appointment'],
];

/** A call in real time, a restart, and a second call: a minute and a half when nothing else runs. */
const wholeTestMs = 300_000;

test(
  'a booking is spoken from hello to goodbye, shown, kept, and still there after a restart',
  async () => {
    const page = await browser.newPage();
    const dialog = (await talkThroughPage(page, parley.url, caller)).join('\n');
    await expectShown(page, dialog);

    const kept = await readAll(dialog);
    const [appointment] = kept.detail.appointments;
    expect(kept.detail.appointments, dialog).toMatchObject([{ time: '10:00', status: 'booked' }]);
    expect(weekdayOf(appointment?.date), dialog).toBe(weekday);
    expect(kept.detail, dialog).toMatchObject({
      call: { channel: 'web', rehearsal: true, person: { phone: '+12025550142' } },
      outcome: 'answered',
      disposition: 'booked',
      end_reason: 'agent_ended',
      summary: { appointments: [{ appointment_id: appointment?.appointment_id }] },
    });
    expect(kept.appointments).toMatchObject([{ appointment_id: appointment?.appointment_id }]);
    expectTranscript(kept.detail.turns, dialog);
    expectToolEvents(kept.detail.events, dialog);
    // Sent before the goodbye, and once more with what the goodbye cost: the newest counts.
    const summaries = kept.detail.events.filter(({ type }) => type === 'call_summary');
    expect(summaries.at(-1)).toEqual(kept.detail.summary);
    expectCost(kept.detail.cost_breakdown);

    parley.signal('SIGTERM');
    expect(await parley.exited).toBe(0);
    parley = startParley(data.path, ports);
    await parley.until('Ready after');
    expect(await readAll(dialog)).toEqual(kept);
    await expectTaken(page, appointment?.date ?? '');
  },
  wholeTestMs,
);

async function expectShown(page: Page, dialog: string): Promise<void> {
  await page.locator('[data-testid=ended][data-by=agent]').waitFor();
  const summary = page.getByTestId('summary');
  await summary.waitFor();
  expect(await summary.innerText(), dialog).toContain('Booked');
  expect(await page.getByTestId('appointments').innerText(), dialog).toMatch(
    new RegExp(`${weekday}.*10:00 AM`),
  );
  expect(await page.getByTestId('cost').innerText(), dialog).toMatch(/livekit\s.* of session/);
  await page.getByRole('link', { name: 'Open the whole call' }).click();
  await page.getByTestId('turns').getByText('i would like to book an appointment').waitFor();
  const done = '[data-tool=book_appointment][data-status=success]';
  await page.locator(done).first().waitFor();
}

/** Everything that the API knows of the one call. */
async function readAll(dialog: string) {
  const read = async (path: string): Promise<unknown> => (await fetch(`${parley.url}${path}`)).json();
  const { calls } = listCallsResponse.parse(await read('/calls'));
  expect(calls, dialog).toHaveLength(1);
  const detail = callDetailResponse.parse(await read(`/calls/${calls[0]?.id}`));
  const { appointments } = listAppointmentsResponse.parse(await read('/appointments'));
  return { detail, appointments };
}

type Detail = Awaited<ReturnType<typeof readAll>>['detail'];

function expectTranscript(turns: Detail['turns'], dialog: string): void {
  expect(turns.map(({ index }) => index)).toEqual(turns.map((_turn, index) => index));
  expect(turns[0], dialog).toMatchObject({ role: 'agent', text: expect.stringContaining('rehearsal') });
  expect(turns.at(-1), dialog).toMatchObject({ role: 'agent', text: expect.stringMatching(/goodbye/i) });
  const spoken = turns.filter(({ role }) => role === 'person');
  expect(spoken.length, dialog).toBeGreaterThanOrEqual(6);
  for (const { latency, decision } of spoken) {
    expect(latency.end_of_turn_ms).toBeGreaterThan(0);
    expect(decision).not.toBeNull();
  }
}

function expectToolEvents(events: Detail['events'], dialog: string): void {
  const succeeded = events.flatMap((event) =>
    event.type === 'tool_call' && event.status === 'success' ? [event.tool] : [],
  );
  const order = ['identify_user', 'hold_slot', 'book_appointment', 'end_conversation'];
  expect(
    succeeded.filter((tool) => order.includes(tool)),
    dialog,
  ).toEqual(order);
}

/** What stands in costs nothing; the call's length is counted all the same. */
function expectCost({ total, items }: Detail['cost_breakdown']): void {
  expect(total).toBe(0);
  const session = items.find(({ unit }) => unit === 'session_second');
  expect(session).toMatchObject({ provider: 'livekit', cost: 0 });
  expect(session?.quantity).toBeGreaterThan(20);
}

/** Somebody else asks for that day, typed. */
async function expectTaken(page: Page, date: string): Promise<void> {
  await page.goto(`${parley.url}/#/`);
  await page.reload();
  await page.getByTestId('start-typing').click();
  const type = async (words: string) => {
    await page.getByTestId('say').fill(words);
    await page.keyboard.press('Enter');
  };
  const said = (words: RegExp) => page.locator('[data-speaker=agent]', { hasText: words }).waitFor();
  await said(/How can I help you/);
  await type('my number is 202 555 0143');
  await said(/Thank you/);
  await type(`book an appointment on ${weekday} at ten`);
  await said(/taken/);
  const refused = page.locator('[data-tool=hold_slot][data-status=error]');
  await refused.waitFor();
  expect(await page.locator(`[data-slot="${date} 10:00"]`).count()).toBe(0);
  await page.getByTestId('hang-up').click();
}

const weekdayOf = (date = '') =>
  new Intl.DateTimeFormat('en-US', { weekday: 'long', timeZone: 'UTC' }).format(new Date(date));

function newYork(options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'America/New_York' }).format(new Date());
}
