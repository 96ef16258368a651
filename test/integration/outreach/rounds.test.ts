import { expect, it, vi } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { startRunner } from '../../../src/runner.ts';
import { createLogger } from '../../../src/shared/logger.ts';
import { PanelWorld, people } from './panel-world.ts';

const world = new PanelWorld();
const logger = createLogger({ level: 'silent', component: 'test' });

const startIt = (settings: Record<string, string>) =>
  startRunner(
    readConfig({
      SUPABASE_URL: world.database.url,
      SUPABASE_KEY: world.database.keys.secret,
      SUPABASE_PUBLISHABLE_KEY: world.database.keys.publishable,
      ORGANIZATION: 'demo-academy',
      ...settings,
    }),
    logger,
  );

it('the runner fetches contacts for its organization and reports what became of them', async () => {
  world.panel.contacts = people(2);
  const runner = await startIt({ PANEL_BASE_URL: world.panel.url, PANEL_API_TOKEN: world.panel.token });
  await vi.waitFor(async () => expect(await world.requests()).toHaveLength(2), { timeout: 10_000 });
  await world.callAll({ disposition: 'not_interested', endReason: 'agent_ended' });
  await vi.waitFor(() => expect(world.panel.results).toHaveLength(2), { timeout: 15_000 });
  await runner.close();
});

it('the runner calls static contacts where there is no panel, with the attempts that are set', async () => {
  const runner = await startIt({ STATIC_CONTACTS: '+12025550160, +12025550161', DIALER_DEFAULT_RETRY: '4' });
  await vi.waitFor(
    async () =>
      expect(await world.requests()).toMatchObject([
        { source_key: 'static:+12025550160', max_attempts: 5 },
        { source_key: 'static:+12025550161', max_attempts: 5 },
      ]),
    { timeout: 10_000 },
  );
  await runner.close();
});
