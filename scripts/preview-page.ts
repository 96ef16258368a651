import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startOwnLivekit } from '../test/support/page/own-livekit.ts';
import { type FakeMicrophone, launchChromium } from '../test/support/page/page-browser.ts';
import { builtPage, healthy, type PageServer, startPageServer } from '../test/support/page/page-server.ts';
import { joinAsAgent, type ScriptedAgent } from '../test/support/page/scripted-agent.ts';
import {
  academy,
  appointment,
  callDetail,
  captures,
  comingAppointments,
  customers,
  noLivekit,
  orderDetail,
  orderSummary,
  orderTools,
  otherCalls,
  rehearsalHealth,
  restaurant,
  slots,
  summary,
  tenOClock,
} from '../test/support/page/story.ts';

/**
 * Pictures of the page in its states, light and dark, phone and desktop, to be looked at:
 * `npx node scripts/preview-page.ts [folder] [state…]`
 */

const [folder = path.join('.parley', 'screenshots'), ...wanted] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });

const looks = [
  { name: 'desktop-light', width: 1440, height: 900, colorScheme: 'light' },
  { name: 'desktop-dark', width: 1440, height: 900, colorScheme: 'dark' },
  { name: 'phone-light', width: 390, height: 844, colorScheme: 'light' },
  { name: 'phone-dark', width: 390, height: 844, colorScheme: 'dark' },
] as const;

const livekit = await startOwnLivekit();
const server = await startPageServer(await builtPage(), livekit);
const browsers = new Map<FakeMicrophone, Browser>();
const rehearsal = { ...healthy(livekit), ...rehearsalHealth };

async function show(
  state: string,
  prepare: (page: Page) => Promise<void>,
  { microphone = 'beeps' as FakeMicrophone, setUp = (_server: PageServer) => {} } = {},
): Promise<void> {
  if (wanted.length > 0 && !wanted.includes(state)) return;
  for (const { name, width, height, colorScheme } of looks) {
    server.kept.health = healthy(livekit);
    server.kept.calls = otherCalls;
    server.kept.appointments = comingAppointments;
    server.kept.customers = customers;
    server.kept.captures = captures;
    setUp(server);
    const browser = browsers.get(microphone) ?? (await launchChromium(microphone));
    browsers.set(microphone, browser);
    const page = await browser.newPage({ viewport: { width, height }, colorScheme });
    page.on('console', (line) => {
      if (line.type() === 'error') console.error(`${state}: ${line.text()}`);
    });
    await page.goto(server.url);
    await prepare(page);
    await page.waitForTimeout(350);
    await page.screenshot({ path: path.join(folder, `${state}-${name}.png`), fullPage: width < 1000 });
    await page.close();
  }
  console.log(state);
}

async function callWith(page: Page, play: (agent: ScriptedAgent) => Promise<void>): Promise<void> {
  await page.getByTestId('start-call').click();
  await page.getByTestId('live-call').waitFor();
  const agent = await joinAsAgent(livekit, server.lastCall().roomName);
  await page.locator('[data-testid=live-call][data-phase=talking]').waitFor();
  await play(agent);
}

async function offer(agent: ScriptedAgent): Promise<void> {
  await agent.state('speaking');
  await agent.say(['Hello, this is Ada at Demo Clinic. ', 'May I have your phone number, please?']);
  await agent.recognize(['two oh two', 'two oh two five five five oh one four three']);
  await agent.send({
    type: 'tool_call',
    tool: 'identify_user',
    status: 'started',
    data: { contact_number: '+12025550143' },
  });
  await agent.send({
    type: 'tool_call',
    tool: 'identify_user',
    status: 'success',
    data: { phone: '+12025550143', name: 'Maya Chen' },
  });
  await agent.say(['Thank you, Maya. Which day suits you?']);
  await agent.recognize(['سه‌شنبه صبح، لطفاً. Dr. Rivera']);
  await agent.send({
    type: 'tool_call',
    tool: 'fetch_slots',
    status: 'started',
    data: { appointment_date: '2026-11-24' },
  });
  await agent.send({
    type: 'tool_call',
    tool: 'fetch_slots',
    status: 'success',
    data: { appointment_date: '2026-11-24', slots },
  });
  await agent.send({
    type: 'tool_call',
    tool: 'hold_slot',
    status: 'started',
    data: { appointment_date: '2026-11-24', appointment_time: '10:00' },
  });
  await agent.send({
    type: 'tool_call',
    tool: 'hold_slot',
    status: 'success',
    data: { slot: tenOClock, held_until: '2026-11-21T10:05:00Z' },
  });
  await agent.send({
    type: 'expectation',
    expects: 'yes_no',
    suggestions: ['Yes, please', 'No, another time'],
  });
  await agent.say(['I am holding Tuesday, November 24 at ten in the morning. ', 'Shall I book it?'], {
    leaveOpen: true,
  });
}

const remember = () => {
  const { callId } = server.lastCall();
  server.kept.details.set(callId, callDetail(callId));
};

await show('start', async () => {});
await show(
  'rehearsal',
  async (page) => page.getByTestId('rehearsal-note').getByRole('group').locator('summary').click(),
  {
    setUp: ({ kept }) => {
      kept.health = rehearsal;
    },
  },
);
const of = (organization: typeof restaurant) => ({
  setUp: ({ kept }: PageServer) => {
    kept.health = { ...rehearsal, organization };
  },
});
await show('restaurant', (page) => page.getByTestId('expected-guests').waitFor(), of(restaurant));
await show('academy', (page) => page.getByTestId('latest-answers').waitFor(), of(academy));
await show(
  'restaurant-ended',
  (page) =>
    callWith(page, async (agent) => {
      for (const { tool, asked, answer } of orderTools) {
        await agent.send({ type: 'tool_call', tool, status: 'started', data: asked });
        await agent.send({ type: 'tool_call', tool, status: 'success', data: answer });
      }
      await agent.send(orderSummary);
      await page.getByTestId('activity').getByText('Noted when they come').waitFor();
      const { callId } = server.lastCall();
      server.kept.details.set(callId, orderDetail(callId));
      await agent.leave();
      await page.getByTestId('visit').waitFor();
    }),
  of(restaurant),
);
await show('unknown', async (page) => page.goto(`${server.url}#/nowhere`).then(() => undefined));
await show('empty', async () => {}, {
  setUp: ({ kept }) => {
    kept.calls = [];
    kept.appointments = [];
  },
});
await show('no-server', async (page) => page.getByTestId('no-server').waitFor(), {
  setUp: ({ kept }) => {
    kept.health = { ...rehearsal, livekit: { ok: false }, missing: noLivekit };
  },
});
await show(
  'microphone-denied',
  async (page) => {
    await page.getByTestId('start-call').click();
    await page.getByTestId('microphone-denied').waitFor();
  },
  { microphone: 'denied' },
);
await show('talking', (page) => callWith(page, offer));
await show('notices', (page) =>
  callWith(page, async (agent) => {
    await offer(agent);
    await agent.state('thinking');
    await agent.send({
      type: 'notice',
      code: 'voice_failed',
      message: 'The voice failed; a simpler one speaks for now.',
    });
    await agent.send({
      type: 'tool_call',
      tool: 'book_appointment',
      status: 'started',
      data: { appointment_date: '2026-11-24', appointment_time: '10:00' },
    });
    await agent.send({
      type: 'tool_call',
      tool: 'book_appointment',
      status: 'error',
      data: { code: 'taken', message: 'That time was just taken.', slots: slots.slice(2, 5) },
    });
    await agent.send({
      type: 'tool_call',
      tool: 'book_appointment',
      status: 'started',
      data: { appointment_date: '2026-11-24', appointment_time: '11:00' },
    });
  }),
);
await show('agent-late', async (page) => {
  await page.getByTestId('start-call').click();
  await page.getByTestId('agent-late').waitFor({ timeout: 8_000 });
});
await show('ended', (page) =>
  callWith(page, async (agent) => {
    await offer(agent);
    await agent.send({
      type: 'tool_call',
      tool: 'book_appointment',
      status: 'success',
      data: { appointment },
    });
    await agent.send(summary);
    await agent.send({ type: 'notice', code: 'ending', message: 'The call ends now.' });
    await page.getByText('The call ends now.').waitFor();
    remember();
    await agent.leave();
    await page.getByTestId('latency').waitFor();
  }),
);
await show('hung-up', (page) =>
  callWith(page, async () => {
    await page.getByTestId('hang-up').click();
    await page.getByTestId('summary-pending').waitFor();
  }),
);
await show('calls', async (page) => page.goto(`${server.url}#/calls`).then(() => undefined));
await show('record', async (page) => {
  const id = otherCalls[0]?.id ?? '';
  server.kept.details.set(id, callDetail(id));
  await page.goto(`${server.url}#/calls/${id}`);
  await page.getByTestId('turns').waitFor();
});

for (const browser of browsers.values()) await browser.close();
await server.close();
await livekit.stop();
process.exit(0);
