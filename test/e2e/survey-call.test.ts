import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoOrganizationId, openEmbeddedDatabase } from '../../src/embedded/database.ts';
import { callDetailResponse, listCallsResponse } from '../../src/http/contract.ts';
import { layEmbeddedDatabase } from '../support/embedded-template.ts';
import { freePorts, type OwnStart, startParley, temporaryDirectory } from '../support/start/own-start.ts';
import { addSurvey, surveyOf, surveySettings } from '../support/survey.ts';

/** `npm start` and one setting: a scenario of which nothing in `src/` knows is spoken from hello to goodbye. */

/** Whom the seed 1 puts at this number, and what they have in mind. */
const agreeable = '+12025550101';
const answers = { rating: 5, would_come_again: true, improvement: 'the waiting time' };

const data = temporaryDirectory();
let parley: OwnStart;

beforeAll(async () => {
  await layEmbeddedDatabase(data.path);
  await inDatabase(async ({ sql }) => {
    await addSurvey(sql);
    // Whatever the time is where the test runs.
    await sql.query(
      `update public.dialers set person_earliest = '00:00', person_latest = '24:00' where organization_id = $1::uuid`,
      [demoOrganizationId],
    );
    const request = {
      scenario: 'survey',
      phone: agreeable,
      name: 'Ann Example',
      input: {},
      source: 'test',
      source_key: 'survey',
      time_zones: ['America/New_York'],
    };
    await sql.query('select public.request_call($1::uuid, $2::text::jsonb)', [
      demoOrganizationId,
      JSON.stringify(request),
    ]);
  });
  parley = startParley(data.path, await freePorts(), surveySettings);
  await parley.until('Ready after');
});
afterAll(async () => {
  parley.signal('SIGTERM');
  await parley.exited;
  data.remove();
});

test('somebody is called in a real room, heard by local ears, and their answers are a row', async () => {
  await expect.poll(endedCall, { timeout: 150_000, interval: 1000 }).toBeDefined();
  const detail = callDetailResponse.parse(await read(`/calls/${(await endedCall())?.id}`));
  const dialog = detail.turns.map(({ role, text }) => `${role}: ${text}`).join('\n');
  expect(detail, dialog).toMatchObject({
    call: { scenario: 'survey', direction: 'outbound', channel: 'simulation', rehearsal: true },
    outcome: 'answered',
    disposition: 'answered_survey',
    end_reason: 'agent_ended',
  });
  const tools = detail.events.flatMap((event) =>
    event.type === 'tool_call' && event.status === 'success' ? [event.tool] : [],
  );
  expect(tools, dialog).toEqual(['record_answers', 'end_conversation']);

  expect(detail.summary, dialog).toMatchObject({
    summary: expect.stringContaining('Rated the visit 5 of 5 and would come again.'),
    survey: answers,
  });

  parley.signal('SIGTERM');
  await parley.exited;
  expect(await inDatabase(({ sql }) => surveyOf(sql, detail.call.id)), dialog).toEqual([answers]);
}, 240_000);

async function endedCall() {
  const { calls } = listCallsResponse.parse(await read('/calls'));
  return calls.find(({ ended_at }) => ended_at !== null);
}

async function read(path: string): Promise<unknown> {
  return (await fetch(`${parley.url}${path}`)).json();
}

/** While Parley does not run: the database has one owner. */
async function inDatabase<Result>(
  work: (database: Awaited<ReturnType<typeof openEmbeddedDatabase>>) => Promise<Result>,
): Promise<Result> {
  const database = await openEmbeddedDatabase(data.path);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
