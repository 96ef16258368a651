import { randomUUID } from 'node:crypto';
import { llm } from '@livekit/agents';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFacts } from '../../src/calls/call/facts.ts';
import { summarizeEnded } from '../../src/calls/ending/after-call.ts';
import type { LiveCallParts } from '../../src/calls/live-call-parts.ts';
import { textsFor } from '../../src/calls/texts/texts.ts';
import { buildGrammar } from '../../src/embedded/speech/grammar.ts';
import { Recognizer } from '../../src/embedded/speech/recognizer.ts';
import { createAfterCalls } from '../../src/services/supabase/after-calls.ts';
import { createDatabase } from '../../src/services/supabase/client.ts';
import { DatabaseError } from '../../src/shared/errors.ts';
import { createLogger } from '../../src/shared/logger.ts';
import type { PersonaName } from '../../src/simulation/people/personas.ts';
import { phrasesFor } from '../../src/simulation/scripted-model/phrases.ts';
import { replyTo } from '../../src/simulation/scripted-model/reply.ts';
import { createScriptedModel } from '../../src/simulation/scripted-model.ts';
import { Scenarios, summarizer } from '../../src/wiring/scenarios.ts';
import { surveyRehearsal } from '../scenarios/survey/rehearsal/rehearsal.ts';
import { surveyScript } from '../scenarios/survey/rehearsal/script.ts';
import { createSurveys, type Surveys } from '../scenarios/survey/store.ts';
import { surveyTexts } from '../scenarios/survey/words/texts.ts';
import { openConversation } from '../support/conversation.ts';
import { addOrganization, demoOrganizationId, portsOf } from '../support/database-fixtures.ts';
import { grammarMatcher } from '../support/grammar-match.ts';
import { grammarSentences } from '../support/grammar-sentences.ts';
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
async function callVisitor({
  language = 'en-US',
  model = 'scripted',
  surveys,
}: {
  language?: string;
  model?: 'scripted' | 'steps';
  surveys?: Surveys;
} = {}) {
  const scenarios = new Scenarios([surveySettings.SCENARIO_MODULES]);
  const { load, createStore } = await scenarios.find('survey');
  const { model: script } = await scenarios.rehearsalOf('survey');
  const parts: Partial<LiveCallParts> = {
    store: surveys ?? createStore(createDatabase(database.url, database.keys.secret)),
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

describe('what the survey says and keeps', () => {
  const answers = { rating: 2, would_come_again: false, improvement: 'the coffee' };
  const record = (given: Record<string, unknown>) => ({
    toolCalls: [{ name: 'record_answers', args: { ...answers, ...given } }],
  });

  test.each([
    ['en-US', 'I have noted your answers.'],
    ['en-US', 'Your answers are recorded.'],
    ['fa-IR', 'پاسخ‌هایتان ثبت شد.'],
  ])('in %s "%s" is held back before it is so, and said afterwards', async (language, claim) => {
    const { say, hangUp } = await callVisitor({ language, model: 'steps' });
    expect(await say('two', { content: claim }, { content: 'Well.' })).toBe('Well.');
    expect(await say('the coffee', record({}), { content: claim })).toBe(claim);
    await hangUp();
  });

  test('a rating that nobody can give is refused in words that can be spoken', async () => {
    const { say, tools, callId, hangUp } = await callVisitor({ model: 'steps' });
    await say('ten', record({ rating: 10 }), { content: 'From one to five?' });
    expect(tools().at(-1)).toMatchObject({
      status: 'error',
      data: { code: 'no_such_rating', message: surveyTexts('en').refused.no_such_rating },
    });
    await hangUp();
    expect(await surveyOf(database.sql, callId)).toEqual([]);
    expect(await keptOf(callId)).toMatchObject({ disposition: null });
  });

  test.each(['en-US', 'fa-IR'])(
    'in %s a database that stays away is told of in no words of another business',
    async (language) => {
      const record = async () => {
        throw new DatabaseError('record_survey_answers', { retryable: true });
      };
      const { say, tools, hangUp } = await callVisitor({ language, surveys: { record } });
      await say('5');
      await say(language === 'fa-IR' ? 'بله' : 'yes');
      const said = await say(language === 'fa-IR' ? 'قهوه' : 'the coffee');
      expect(tools().find(({ status }) => status === 'error')).toMatchObject({
        tool: 'record_answers',
        data: { code: 'database_failed' },
      });
      expect(said).toContain(textsFor(language).recordsUnreachable);
      expect(said).not.toMatch(/calendar|appointment|تقویم|نوبت/);
      expect(said).not.toContain(surveyTexts(language).noted);
      await hangUp();
    },
  );

  test('the same tool call is one answer, another one replaces it, and none comes after the end', async () => {
    const { callId, hangUp } = await callVisitor({ model: 'steps' });
    const surveys = createSurveys(createDatabase(database.url, database.keys.secret));
    const first = { callId, toolCallId: 'first' };
    const kept = { ok: true, answers };
    expect(await surveys.record(first, answers)).toEqual(kept);
    expect(await surveys.record(first, { ...answers, rating: 5 })).toEqual(kept);
    expect(await surveyOf(database.sql, callId)).toEqual([answers]);
    const corrected = { rating: 3, would_come_again: true, improvement: null };
    await surveys.record({ callId, toolCallId: 'second' }, { ...corrected, improvement: '  ' });
    expect(await surveyOf(database.sql, callId)).toEqual([corrected]);
    await hangUp();
    expect(await surveys.record({ callId, toolCallId: 'late' }, answers)).toEqual({
      ok: false,
      code: 'call_ended',
    });
    expect(await surveys.record(first, answers)).toEqual(kept);
    expect(await surveyOf(database.sql, callId)).toEqual([corrected]);
  });

  test('a call whose job died is told of from its rows', async () => {
    const { calls, db, openCall } = portsOf(database);
    const callId = await openCall({ scenario: 'survey' });
    await createSurveys(db).record({ callId, toolCallId: 'first' }, { ...answers, rating: 5 });
    await database.setNow('2026-11-23T15:00:05Z');
    await createSurveys(db).record({ callId, toolCallId: 'second' }, answers);
    await database.setNow(now);
    await calls.end(callId, { outcome: 'failed', disposition: null, endReason: 'agent_lost' });
    await summarizeEnded({
      afterCalls: createAfterCalls(db),
      calls,
      summarize: summarizer(new Scenarios([surveySettings.SCENARIO_MODULES])),
      rooms: null,
      clock: { now: () => Date.parse(now) },
      logger: createLogger({ level: 'silent', component: 'test' }),
    });
    expect(await keptOf(callId)).toMatchObject({
      summary: 'Rated the visit 2 of 5 and would not come again. Could be better: the coffee.',
    });
  });
});

describe('local ears', () => {
  test.each(['open', 'yes_no', 'date_time', 'phone_number'] as const)(
    'know every word that is listened for where %s is expected, and the page suggests nothing else',
    async (expects) => {
      const recognizer = await Recognizer.load();
      const hearing = surveyRehearsal.hearing({ expects, isCalled: true, slice: null });
      const words = [hearing.said, ...hearing.rules.map((rule) => rule.slice(rule.indexOf('=') + 1))]
        .join(' ')
        .replace(/<\w+>|\/\d+\/|[()[\]|+]/g, ' ')
        .split(/\s+/)
        .filter(Boolean);
      expect(words.filter((word) => !recognizer.knows(word))).toEqual([]);
      expect(() => recognizer.listenFor({ expects, hearing })).not.toThrow();
      const hears = grammarMatcher(buildGrammar({ expects, hearing }));
      expect(hearing.suggestions.filter((suggestion) => !hears(suggestion))).toEqual([]);
    },
  );

  test.each([
    ['rating', 'open', []],
    ['again', 'yes_no', ['four']],
    ['better', 'open', ['four', 'yes']],
    ['callback', 'date_time', ['call me later']],
  ] as const)(
    'hear nothing for <%s> that the scripted model would not understand',
    (rule, expects, before) => {
      const hearing = surveyRehearsal.hearing({ expects, isCalled: true, slice: null });
      const sentences = grammarSentences(buildGrammar({ expects, hearing }), { rule, count: 300, seed: 7 });
      const asked = answerTo([...before]);
      const lost = sentences.filter((said) => {
        const { say, call } = answerTo([...before, said]);
        return call === null && say.includes(asked.say);
      });
      expect(lost).toEqual([]);
    },
  );

  test('can hear whatever the simulated people say', () => {
    const matchers = (['open', 'yes_no'] as const).map((expects) =>
      grammarMatcher(
        buildGrammar({
          expects,
          hearing: surveyRehearsal.hearing({ expects, isCalled: true, slice: null }),
        }),
      ),
    );
    const said = surveyRehearsal.phrases('en');
    expect(said.filter((phrase) => !matchers.some((hears) => hears(phrase)))).toEqual([]);
  });
});

/** What the scripted model answers in the end. */
function answerTo(lines: string[]) {
  const chatCtx = new llm.ChatContext();
  for (const line of lines) chatCtx.addMessage({ role: 'user', content: line });
  const setting = {
    language: 'en-US',
    region: 'US',
    today: '2026-11-23',
    now: { date: '2026-11-23', time: '10:00' },
    facts: { ...readFacts(''), isCalled: true },
    texts: textsFor('en-US'),
    phrases: phrasesFor('en-US'),
  };
  return replyTo(chatCtx.items, setting, surveyScript);
}

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
