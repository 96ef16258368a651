import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { run } from '../../../src/embedded/run.ts';
import { createDialer } from '../../../src/services/supabase/supabase-dialer.ts';
import { demoOrganizationId, portsOf } from '../../support/database-fixtures.ts';
import { createEmbeddedTestDatabase } from '../../support/pglite.ts';
import type { TestDatabase } from '../../support/postgres.ts';

/** Each command is a process of its own, on a busy machine of several seconds. */
vi.setConfig({ testTimeout: 180_000 });

describe('the owner’s rules at a terminal', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createEmbeddedTestDatabase();
    await database.sql.exec(`insert into public.trunks (organization_id, name, address)
      values ('${demoOrganizationId}', 'Provider', 'sip.example.com')`);
    await database.sql.exec(`insert into public.lines (organization_id, trunk_id, phone, name)
      select organization_id, id, '+12025550110', 'Main line' from public.trunks`);
  }, 120_000);
  afterAll(() => database.close());

  async function parley(...args: string[]) {
    const lines: string[] = [];
    const cli = path.resolve(import.meta.dirname, '../../../src/cli.ts');
    const env = {
      SUPABASE_URL: database.url,
      SUPABASE_KEY: database.keys.secret,
      SUPABASE_PUBLISHABLE_KEY: database.keys.publishable,
    };
    const { code } = await run(process.execPath, [cli, ...args], { env, onLine: (line) => lines.push(line) });
    return { code, text: lines.join('\n') };
  }

  it('are shown, changed one by one, and shown as they are then', async () => {
    expect((await parley('dialer', 'rules')).text).toContain(
      'calls its own region alone; no callbacks go abroad',
    );
    const changed = await parley(
      ...[
        'dialer',
        'set',
        '--countries',
        'us, ca',
        '--callbacks-abroad',
        'yes',
        '--max-per-number-week',
        '7',
      ],
    );
    expect(changed.text).toContain(
      'calls CA, US; callbacks go abroad.\nA number rings 10 times a day and 7 a week.',
    );
    const { rules } = await createDialer(portsOf(database).db).status(demoOrganizationId);
    expect(rules).toMatchObject({ countries: ['CA', 'US'], callbacks_abroad: true, max_per_number_week: 7 });
    expect((await parley('dialer', 'set', '--countries', '')).text).toContain('its own region alone');

    expect((await parley('agent', 'set', '--caller-check', 'none')).text).toContain(
      'is believed to be its person',
    );
    expect((await parley('people', 'keep', '--transcript-days', '90')).text).toContain(
      'Transcripts and summaries: go after 90 days\nEvents, tool calls and reviews: kept for good',
    );
    expect((await parley('people', 'keep', '--transcript-days', '')).text).toContain(
      'summaries: kept for good',
    );
    expect((await parley('lines', 'distrust', 'Provider')).text).toContain('not believed (+12025550110)');
    expect((await parley('lines', 'list')).text).toContain(
      'Provider, whose numbers of callers are not believed',
    );
  });

  it.each([
    [['dialer', 'set'], 'dialer set needs one of --countries, --callbacks-abroad, --max-per-number-day'],
    [['dialer', 'set', '--max-per-number-day', 'many'], '--max-per-number-day: '],
    [['dialer', 'set', '--max-per-number-day', ''], '--max-per-number-day: '],
    [['dialer', 'set', '--countries', 'America'], '--countries.0: must be two capital letters, such as US'],
    [['dialer', 'set', '--countries', 'ZZ'], '--countries: there is no such country'],
    [['dialer', 'set', '--callbacks-abroad', 'maybe'], '--callbacks-abroad: '],
    [['agent', 'set', '--caller-check', 'never'], '--caller-check: '],
    [['people', 'keep', '--event-days', '0'], '--event-days: '],
    [
      ['lines', 'trust', 'Provide'],
      'There is no trunk "Provide". Did you mean "Provider"? There are: Provider.',
    ],
  ])('%j says which option is wrong and what would be right', async (args, message) => {
    const { code, text } = await parley(...args);
    expect(code).not.toBe(0);
    expect(text).toContain(message);
  });
});
