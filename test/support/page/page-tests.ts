import type { Browser, Page } from 'playwright-core';
import type { ToolCallEvent } from '../../../src/calls/call/events.ts';
import type { LivekitServer } from '../../../src/embedded/livekit-server.ts';
import { auditPage } from './audit.ts';
import { startOwnLivekit } from './own-livekit.ts';
import { type FakeMicrophone, launchChromium } from './page-browser.ts';
import { builtPage, healthy, type PageServer, startPageServer } from './page-server.ts';
import { joinAsAgent, type ScriptedAgent } from './scripted-agent.ts';
import { summary } from './story.ts';

/** How a page is opened; without anything, on a desktop in daylight with a microphone that works. */
export interface Look {
  microphone?: FakeMicrophone;
  at?: PageServer;
  width?: number;
  colorScheme?: 'light' | 'dark';
}

/** A built page, its server, a LiveKit server of its own, and browsers: what every test of the page needs. */
export interface PageTests {
  server: PageServer;
  livekit: LivekitServer & { port: number };
  webDirectory: string;
  open(look?: Look): Promise<Page>;
  /** Puts the scripted agent into the room that the page waits in. */
  answer(page: Page): Promise<ScriptedAgent>;
  /** A page in a call with the scripted agent. */
  call(look?: Look & { typing?: boolean }): Promise<{ page: Page; agent: ScriptedAgent }>;
  killLivekit(): Promise<void>;
  /** Brings it back where it was, without its memory. */
  restartLivekit(): Promise<void>;
  /** What the pages of this test have wrong as they are now. */
  audit(): Promise<string[]>;
  /** After each test: nothing of it is left. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export async function startPageTests(): Promise<PageTests> {
  const [livekit, webDirectory] = await Promise.all([startOwnLivekit(), builtPage()]);
  const server = await startPageServer(webDirectory, livekit);
  const browsers = new Map<FakeMicrophone, Browser>();
  const pages: Page[] = [];
  const agents: ScriptedAgent[] = [];

  const tests: PageTests = {
    server,
    livekit,
    webDirectory,
    async open({ microphone = 'beeps', at = server, width = 1280, colorScheme = 'light' } = {}) {
      const browser = browsers.get(microphone) ?? (await launchChromium(microphone));
      browsers.set(microphone, browser);
      const page = await browser.newPage({ viewport: { width, height: 844 }, colorScheme });
      pages.push(page);
      await page.goto(at.url);
      return page;
    },
    async answer(page) {
      await page.getByTestId('live-call').waitFor();
      const agent = await joinAsAgent(tests.livekit, server.lastCall().roomName);
      agents.push(agent);
      await inPhase(page, 'talking');
      return agent;
    },
    async call(look = {}) {
      const page = await tests.open(look);
      await page.getByTestId(look.typing ? 'start-typing' : 'start-call').click();
      return { page, agent: await tests.answer(page) };
    },
    killLivekit: () => tests.livekit.child.stop(0),
    async restartLivekit() {
      tests.livekit = await startOwnLivekit(livekit.port);
    },
    async audit() {
      return (await Promise.all(pages.map(auditPage))).flat();
    },
    async reset() {
      await Promise.all(pages.splice(0).map((page) => page.close()));
      await Promise.all(agents.splice(0).map((agent) => agent.leave()));
      const nothing = { calls: [], appointments: [], customers: [], captures: [] };
      server.kept.campaigns.clear();
      Object.assign(server.kept, { health: healthy(livekit), ...nothing, isMember: true });
    },
    async close() {
      await Promise.all([...browsers.values()].map((browser) => browser.close()));
      await server.close();
      await tests.livekit.stop();
    },
  };
  return tests;
}

export const inPhase = (page: Page, phase: string, timeout = 30_000): Promise<void> =>
  page.locator(`[data-testid=phase][data-phase=${phase}]`).waitFor({ state: 'attached', timeout });

export const shows = (page: Page, testId: string, timeout = 10_000): Promise<void> =>
  page.getByTestId(testId).waitFor({ timeout });

/** A tool event as the agent sends it. */
export const tool = (name: string, status: ToolCallEvent['status'], data: Record<string, unknown>) => ({
  type: 'tool_call' as const,
  tool: name,
  status,
  data,
});

/** Leaves as an agent does that ended the call; the notice shows that the summary before it has arrived. */
export async function sayGoodbye(
  page: Page,
  agent: ScriptedAgent,
  said: Parameters<ScriptedAgent['send']>[0] = summary,
): Promise<void> {
  await agent.send(said);
  await agent.send({ type: 'notice', code: 'ending', message: 'The call ends now.' });
  await page.getByText('The call ends now.').waitFor();
  await agent.leave();
}
