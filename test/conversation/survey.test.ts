import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LiveCallParts } from '../../src/calls/live-call-parts.ts';
import { textsFor } from '../../src/calls/texts/texts.ts';
import { createDatabase } from '../../src/services/supabase/client.ts';
import type { PersonaName } from '../../src/simulation/people/personas.ts';
import { createScriptedModel } from '../../src/simulation/scripted-model.ts';
import { Scenarios } from '../../src/wiring/scenarios.ts';
import { surveyTexts } from '../scenarios/survey/words/texts.ts';
import { openConversation } from '../support/conversation.ts';
import { addOrganization, demoOrganizationId } from '../support/database-fixtures.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../support/postgres.ts';
import { type SimulatedCallRow, simulatedCalls } from '../support/simulated-calls.ts';
import { addSurvey, surveyOf, surveySettings } from '../support/survey.ts';

/** A scenario of which nothing in `src/` knows: registered by a setting, carried through whole calls. */

/** Ten on a Monday morning in New York. */
const now = '2026-11-23T15:00:00Z';
const timeZone = 'America/New_York';

let database: PostgresTestDatabase;
let persianId: string;
beforeAll(async () => {
  database = await createTestDatabase(async (sql) => {
    persianId = await addOrganization(sql);
    await sql.query(`update public.agents set language = 'fa-IR' where organization_id = $1::uuid`, [
      persianId,
    ]);
    await addSurvey(sql);
  });
  await database.setNow(now);
});
afterAll(() => database.close());

let last = 99;
/** Somebody who was not called before. */
const nextPhone = () => `+12025550${++last}`;

/** A typed call to somebody who was here: by the scripted model, or by whatever the steps of `say` answer. */
async function callVisitor({ language = 'en-US', model = 'scripted' as 'scripted' | 'steps' } = {}) {
  const scenarios = new Scenarios([surveySettings.SCENARIO_MODULES]);
  const { load, createStore } = await scenarios.find('survey');
  const { model: script } = await scenarios.rehearsalOf('survey');
  const parts: Partial<LiveCallParts> = {
    store: createStore(createDatabase(database.url, database.keys.secret)),
    request: { input: {}, attempt: 1, person: { name: 'Sam', timeZones: [timeZone] } },
  };
  if (model === 'scripted')
    parts.model = createScriptedModel({
      script,
      language,
      region: 'US',
      timeZone,
      now: () => Date.parse(now),
    });
  const conversation = await openConversation(database, {
    now,
    language,
    scenario: await load(),
    call: { direction: 'outbound', channel: 'simulation', roomName: randomUUID(), toPhone: nextPhone() },
    prepare: async (callId) => {
      await database.sql.query(
        'update public.calls set dialed_at = app.now(), answered_at = app.now() where id = $1::uuid',
        [callId],
      );
    },
    parts,
  });
  return { ...conversation, callId: conversation.opened.call.id };
}

async function keptOf(callId: string) {
  const [call] = await database.sql.query<{ disposition: string | null; summary: string | null }>(
    'select disposition, summary from public.calls where id = $1::uuid',
    [callId],
  );
  const events = await database.sql.query<{ event: { tool: string; status: string } }>(
    `select event from public.call_events where call_id = $1::uuid and type = 'tool_call' order by id`,
    [callId],
  );
  return { ...call, tools: events.map(({ event }) => `${event.tool} ${event.status}`) };
}

describe('a scenario outside src/', () => {
  test.each([
    ['en-US', ['four', 'yes i would', 'the waiting time'], /Rated the visit 4 of 5 .* the waiting time/],
    ['fa-IR', ['چهار', 'بله می‌آیم', 'زمان انتظار'], /۴ از ۵ .*زمان انتظار/],
  ] as const)(
    'asks its three questions in %s and ends as its own row',
    async (language, replies, summary) => {
      const texts = surveyTexts(language);
      const { live, say, events, hangUp, callId } = await callVisitor({ language });
      const [rating, again, better] = replies;
      expect(live.session.history.items.map(spokenIn).join(' ')).toContain(texts.askRating);
      expect(await say(rating)).toBe(texts.askAgain);
      expect(await say(again)).toBe(texts.askBetter);
      const said = await say(better);
      expect(said).toContain(texts.noted);
      expect(said).toContain(textsFor(language).outbound.goodbye);
      await hangUp();

      const answers = { rating: 4, would_come_again: true, improvement: better };
      expect(await surveyOf(database.sql, callId)).toEqual([answers]);
      expect(await keptOf(callId)).toEqual({
        disposition: 'answered_survey',
        summary: expect.stringMatching(summary),
        tools: [
          'record_answers started',
          'record_answers success',
          'end_conversation started',
          'end_conversation success',
        ],
      });
      expect(events.findLast(({ type }) => type === 'call_summary')).toMatchObject({ survey: answers });
    },
  );
});

const spokenIn = (item: { type: string; textContent?: string | undefined }) => item.textContent ?? '';

describe('with simulated people', () => {
  test.each<[PersonaName, Partial<SimulatedCallRow>]>([
    ['agreeable', { disposition: 'answered_survey', end_reason: 'agent_ended', status: 'completed' }],
    ['hesitant', { disposition: 'answered_survey', end_reason: 'agent_ended', status: 'completed' }],
    ['asks-source', { disposition: 'answered_survey', status: 'completed' }],
    ['screened', { disposition: 'answered_survey', answered_by: 'human' }],
    ['not-interested', { disposition: null, end_reason: 'agent_ended' }],
    ['tomorrow-afternoon', { disposition: null, end_reason: 'agent_ended' }],
    ['angry', { disposition: null, end_reason: 'opted_out' }],
    ['voicemail', { outcome: 'voicemail', disposition: null }],
    ['busy', { outcome: 'busy', disposition: null, status: 'waiting' }],
  ])('%s ends as it should', async (persona, expected) => {
    const calls = await simulatedCalls(database, demoOrganizationId, now, surveySettings);
    const { callId, row, said, heldLines } = await calls.call(nextPhone(), persona, 'survey');
    expect(row, said.join('\n')).toMatchObject(expected);
    expect(heldLines).toBe(0);
    const answers = await surveyOf(database.sql, callId);
    expect(answers, said.join('\n')).toHaveLength(row?.disposition === null ? 0 : 1);
  });

  test('somebody agreeable answers in Persian', async () => {
    const calls = await simulatedCalls(database, persianId, now, surveySettings);
    const { callId, row, said } = await calls.call(nextPhone(), 'agreeable', 'survey');
    expect(row, said.join('\n')).toMatchObject({ disposition: 'answered_survey', end_reason: 'agent_ended' });
    expect(await surveyOf(database.sql, callId)).toHaveLength(1);
  });
});
