import { mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { run } from '../../../src/embedded/run.ts';
import { createEmbeddedTestDatabase } from '../../support/pglite.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { temporaryDirectory } from '../../support/start/own-start.ts';
import { addSurvey, surveySettings } from '../../support/survey.ts';

/** `npm run console -- --scenario NAME` as a person runs it, about what we call people about. */

/** Each is a process of its own, on a busy machine of ten seconds and more. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folder = temporaryDirectory();
let database: TestDatabase;
beforeAll(async () => {
  database = await createEmbeddedTestDatabase(addSurvey);
  // Whoever is asked whether they have come was expected an hour ago, which is at night for a restaurant as well.
  await database.sql.exec('delete from public.visit_hours');
});
afterAll(async () => {
  await database.close();
  folder.remove();
});

/** @param steps a script of the console, or null for a call in which nothing is typed */
async function talk(args: string[], steps: string | null = null, settings: Record<string, string> = {}) {
  const lines: string[] = [];
  const script = path.join(mkdtempSync(path.join(folder.path, 'talk-')), 'steps.txt');
  if (steps !== null) writeFileSync(script, steps);
  const cli = path.resolve(import.meta.dirname, '../../../src/cli.ts');
  const { code } = await run(
    process.execPath,
    [cli, 'console', ...args, ...(steps === null ? [] : ['--script', script])],
    {
      env: {
        SUPABASE_URL: database.url,
        SUPABASE_KEY: database.keys.secret,
        SUPABASE_PUBLISHABLE_KEY: database.keys.publishable,
        PARLEY_DATA_DIR: folder.path,
        ...settings,
      },
      onLine: (line) => lines.push(line),
    },
  );
  return { code, text: lines.join('\n') };
}

/** How the last call ended, and what it was told. */
async function lastCall() {
  const [row] = await database.sql.query<Record<string, unknown>>(
    `select calls.scenario, calls.direction, calls.channel, calls.outcome, calls.disposition, organizations.slug,
       call_requests.input
     from public.calls
     join public.organizations on organizations.id = calls.organization_id
     left join public.call_requests on call_requests.id = calls.request_id
     order by calls.started_at desc limit 1`,
    [],
  );
  return row;
}

describe('a call to whoever sits at the terminal', () => {
  it.each([
    [
      'arrival',
      'demo-restaurant',
      '< have you arrived\n> yes, we are here\n! confirm_arrival success\n> no\n.',
      'arrived',
    ],
    [
      'recovery',
      'demo-restaurant',
      '< takeaway\n> please cancel it\n> yes\n! cancel_visit success\n> no\n.',
      'canceled',
    ],
    ['outreach', 'demo-academy', '< would you like to talk\n> no thank you\n.', 'not_interested'],
    [
      'survey',
      'demo-clinic',
      '< from one to five\n> five\n> yes\n> nothing\n! record_answers success\n.',
      'answered_survey',
    ],
  ])('about %s is placed by %s and ends as it was answered', async (scenario, slug, steps, disposition) => {
    const outbound = scenario === 'outreach' ? ['--outbound'] : [];
    const played = await talk(['--scenario', scenario, ...outbound], steps, surveySettings);
    expect(played.text).toContain('every expectation was met');
    expect(played.code).toBe(0);
    const expected = { scenario, slug, disposition, direction: 'outbound', channel: 'simulation' };
    expect(await lastCall()).toMatchObject({ ...expected, outcome: 'answered' });
  });

  it('is told what --input says, and to the number that --phone says', async () => {
    const input = { order_details: '7 × soup' };
    const asked = ['--scenario', 'arrival', '--phone', '+12025550199', '--input', JSON.stringify(input)];
    const played = await talk(asked, '< 7 × soup|arrived\n> no, we are not coming');
    expect(played.code).toBe(0);
    expect(played.text).toContain('You are called at +12025550199');
    expect(await lastCall()).toMatchObject({ scenario: 'arrival', input });
  });

  it('ends as hung up when the terminal leaves in the middle', async () => {
    const played = await talk(['--scenario', 'order', '--outbound'], '< order now');
    expect(played.code).toBe(0);
    expect(await lastCall()).toMatchObject({ scenario: 'order', direction: 'outbound', outcome: 'answered' });
  });
});

describe('what the console is asked for', () => {
  it('is the scenario with which the organization answers, when nothing is said', async () => {
    const played = await talk([], '< what would you like to order', { ORGANIZATION: 'demo-restaurant' });
    expect(played.code).toBe(0);
    expect(await lastCall()).toMatchObject({
      scenario: 'order',
      direction: 'inbound',
      slug: 'demo-restaurant',
    });
  });

  it('is refused with the scenarios that the organization has when it has no such', async () => {
    const played = await talk(['--scenario', 'appointment'], null, { ORGANIZATION: 'demo-restaurant' });
    expect(played.code).not.toBe(0);
    expect(played.text).toContain(
      'This organization has no scenario "appointment". It has: order, arrival, recovery, survey.',
    );
  });

  it('is refused with the scenarios that there are when there is none of that name', async () => {
    const played = await talk(['--scenario', 'survei'], null, surveySettings);
    expect(played.code).not.toBe(0);
    expect(played.text).toContain(
      'There are: appointment, order, arrival, recovery, outreach, negotiation, survey.',
    );
  });
});
