import { initializeLogger } from '@livekit/agents';
import postgres from 'postgres';
import { Meter } from '../../src/calls/call/meter.ts';
import { LiveCall } from '../../src/calls/live-call.ts';
import { anyScenario } from '../../src/calls/scenario/scenario.ts';
import { readConfig } from '../../src/config.ts';
import { createSupabaseApp, demoOrganizationId } from '../../src/embedded/database.ts';
import { createKeys } from '../../src/embedded/database-keys.ts';
import { appointment } from '../../src/scenarios/appointment/scenario.ts';
import { createModel } from '../../src/services/llm/model.ts';
import { createDatabase, type Database } from '../../src/services/supabase/client.ts';
import { createAppointments } from '../../src/services/supabase/supabase-appointments.ts';
import { createCalls } from '../../src/services/supabase/supabase-calls.ts';
import { createContactPreferences } from '../../src/services/supabase/supabase-contact-preferences.ts';
import { createUsers } from '../../src/services/supabase/supabase-users.ts';
import { createLogger } from '../../src/shared/logger.ts';
import { type FakeOpenai, startFakeOpenai } from '../../test/support/fakes/openai.ts';
import { connectLite, startPostgres, templateName } from '../../test/support/postgres-template.ts';
import { serveSupabase } from '../../test/support/serve-supabase.ts';
import { answeringFirst, identifyingFirst, type Talk } from './conversations.ts';

/**
 * Requests a turn and tokens a call of scripted conversations about appointments: the real session, the real OpenAI
 * client over a socket, a real Postgres; the model says what its instructions ask of it. `node bench/prompt/main.ts`;
 * with `--identify-first` what a model did whose instructions began with the number, for a commit that has those.
 *
 * No tokenizer is among the packages: a token is taken to be four characters of the request as it is sent, so only
 * proportions say something, and of Persian too little is counted.
 */
const charactersPerToken = 4;
/** A Monday, eight in the morning in New York. */
const now = Date.parse('2026-11-23T13:00:00Z');
const leaseSeconds = 60;

interface Row {
  name: string;
  turns: number;
  requests: number;
  prompt: number;
  again: number;
  instructions: number;
  tools: number;
}

initializeLogger({ pretty: false, level: 'silent' });
const cluster = await startPostgres();
try {
  report(await measure(process.argv.includes('--identify-first') ? identifyingFirst : answeringFirst));
} finally {
  await cluster.stop();
}
process.exit();

async function measure(talks: Talk[]): Promise<Row[]> {
  await stopClock();
  const keys = createKeys();
  const { app, fetch } = createSupabaseApp(connectLite(`${cluster.adminUrl}/${templateName}`), keys);
  await app.init();
  const api = await serveSupabase(fetch);
  const db = createDatabase(api.url, keys.secret);
  const rows: Row[] = [];
  for (const talk of talks) rows.push(await hold(talk, db));
  await api.close();
  await app.connection.close();
  return rows;
}

/** The database's time is the conversation's. */
async function stopClock(): Promise<void> {
  const owner = postgres(`${cluster.adminUrl}/${templateName}`, { max: 1, onnotice: () => undefined });
  await owner.unsafe(`create or replace function app.now() returns timestamptz language sql stable
    as $$ select '${new Date(now).toISOString()}'::timestamptz $$`);
  await owner.end();
}

async function hold(talk: Talk, db: Database): Promise<Row> {
  const steps = talk.turns.flatMap(({ model }) => model);
  const openai = await startFakeOpenai({
    handler: () => {
      const step = steps.shift();
      if (!step) throw new Error(`${talk.name}: the model was asked once too often`);
      return step;
    },
  });
  const live = await open(db, openai);
  for (const { person } of talk.turns) await live.session.run({ userInput: person }).wait();
  if (steps.length > 0) throw new Error(`${talk.name}: the model was asked ${steps.length} times too few`);
  live.ending.personHungUp();
  await live.ending.written('person_hung_up');
  await openai.close();
  return summed(talk, openai.requests);
}

async function open(db: Database, openai: FakeOpenai): Promise<LiveCall> {
  const calls = createCalls(db);
  const { call } = await calls.open({
    organizationId: demoOrganizationId,
    scenario: appointment.name,
    direction: 'inbound',
    channel: 'console',
    roomName: null,
    fromPhone: null,
    toPhone: null,
    rehearsal: false,
    leaseSeconds,
  });
  const meter = new Meter();
  const config = readConfig({ OPENAI_API_KEY: 'bench', OPENAI_BASE_URL: openai.url });
  const model = await createModel({ config, onUsage: (usage) => meter.add(usage), onFault: () => undefined });
  if (!model) throw new Error('no model');
  const live = new LiveCall({
    opened: await calls.take(call.id, leaseSeconds),
    scenario: anyScenario(appointment),
    store: createAppointments(db),
    users: createUsers(db),
    model: model.llm,
    meter,
    contactPreferences: createContactPreferences(db),
    calls,
    leaseSeconds,
    clock: { now: () => now },
    logger: createLogger({ level: 'silent', component: 'bench' }),
  });
  await live.start();
  return live;
}

function summed({ name, turns }: Talk, requests: FakeOpenai['requests']): Row {
  const sent = requests.map(({ body }) => JSON.stringify(body.tools ?? []) + JSON.stringify(body.messages));
  const [first] = requests;
  return {
    name,
    turns: turns.length,
    requests: requests.length,
    prompt: tokens(sent.join('')),
    // What a provider that keeps prefixes has seen before, in this call alone.
    again: sent.reduce((sum, text, index) => sum + tokensInCommon(text, sent[index - 1] ?? ''), 0),
    instructions: tokens(JSON.stringify(first?.messages[0]?.content ?? '')),
    tools: tokens(JSON.stringify(first?.body.tools ?? [])),
  };
}

function tokens(text: string): number {
  return Math.ceil(text.length / charactersPerToken);
}

function tokensInCommon(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return Math.floor(length / charactersPerToken);
}

function report(rows: Row[]): void {
  console.log(
    '| conversation | turns | requests | a turn | prompt tokens a call | sent before | instructions | tools |',
  );
  console.log('|---|---|---|---|---|---|---|---|');
  for (const { name, turns, requests, prompt, again, instructions, tools } of rows)
    console.log(
      `| ${name} | ${turns} | ${requests} | ${(requests / turns).toFixed(2)} | ${prompt} | ` +
        `${((100 * again) / prompt).toFixed(0)} % | ${instructions} | ${tools} |`,
    );
  const total = (of: (row: Row) => number) => rows.reduce((sum, row) => sum + of(row), 0);
  const turns = total((row) => row.turns);
  const requests = total((row) => row.requests);
  console.log(`${requests} requests in ${turns} turns: ${(requests / turns).toFixed(2)} a turn.`);
}
