import { initializeLogger } from '@livekit/agents';
import { onTestFinished, vi } from 'vitest';
import type { Ending, OpenedCall } from '../../src/calls/call/call.ts';
import type { HandedOver } from '../../src/calls/call/hand-over-answer.ts';
import { Meter } from '../../src/calls/call/meter.ts';
import { LiveCall } from '../../src/calls/live-call.ts';
import { anyScenario } from '../../src/calls/scenario/scenario.ts';
import { createAskModel } from '../../src/calls/script/ask-model.ts';
import { readConfig } from '../../src/config.ts';
import { outreach } from '../../src/scenarios/outreach/scenario.ts';
import { createModel } from '../../src/services/llm/model.ts';
import { createPrompts } from '../../src/services/speech/prompt-files.ts';
import { createDatabase } from '../../src/services/supabase/client.ts';
import { createCalls } from '../../src/services/supabase/supabase-calls.ts';
import { createCaptures } from '../../src/services/supabase/supabase-captures.ts';
import { createContactPreferences } from '../../src/services/supabase/supabase-contact-preferences.ts';
import { createUsers } from '../../src/services/supabase/supabase-users.ts';
import { systemClock } from '../../src/shared/clock.ts';
import { createLogger } from '../../src/shared/logger.ts';
import { saidBy } from './conversation.ts';
import type { FakeOpenai } from './fakes/openai.ts';
import type { TestDatabase } from './postgres.ts';

/** Nothing here outlives its test. */
const leaseSeconds = 30;

initializeLogger({ pretty: false, level: 'silent' });

const academyId = '00000000-0000-4000-8000-0000000000a1';

export interface OutreachCall {
  live: LiveCall;
  callId: string;
  ended: Promise<Ending>;
  /** The person types; resolves with what is said next. */
  say(text: string): Promise<string>;
  said(): string[];
  /** Resolves once so many sentences were said. */
  until(count: number): Promise<void>;
}

/** A typed inbound call to the academy: the real scenario and session, a real Postgres, nobody's telephone. */
export async function openOutreachCall(
  database: TestDatabase,
  options: {
    /** Classifies; keywords without it. */
    openai?: FakeOpenai;
    language?: string;
    handOver?: () => Promise<HandedOver>;
    caller?: string | null;
    rehearsal?: boolean;
  } = {},
): Promise<OutreachCall> {
  const db = createDatabase(database.url, database.keys.secret);
  const calls = createCalls(db);
  const meter = new Meter();
  const logger = createLogger({ level: 'silent', component: 'test' });
  const opened = await open(calls, options);
  const { agent, organization } = opened;
  const config = readConfig({
    OPENAI_API_KEY: 'test',
    OPENAI_BASE_URL: options.openai?.url ?? 'http://127.0.0.1:9/v1',
  });
  const model = await createModel({ config, onUsage: (usage) => meter.add(usage), onFault: () => {} });
  if (!model) throw new Error('no model');
  const ended = Promise.withResolvers<Ending>();
  const live = new LiveCall({
    opened,
    scenario: anyScenario(outreach),
    store: createCaptures(db),
    users: createUsers(db),
    script: {
      prompts: createPrompts({
        language: agent.language,
        organization,
        agentName: agent.name,
        logger,
        speech: null,
      }),
      ask: options.openai ? createAskModel(model.llm) : null,
    },
    model: model.llm,
    meter,
    contactPreferences: createContactPreferences(db),
    calls,
    leaseSeconds,
    clock: systemClock,
    logger,
    ...(options.handOver ? { handOver: options.handOver } : {}),
    onEnded: async (ending) => ended.resolve(ending),
  });
  const until = async (count: number) => {
    await vi.waitUntil(() => saidBy(live).length >= count, { timeout: 15_000, interval: 10 });
  };
  await live.start();
  await until(1);
  onTestFinished(async () => {
    live.ending.personHungUp();
    await live.ending.written('person_hung_up');
  });
  return {
    live,
    callId: opened.call.id,
    ended: ended.promise,
    async say(text) {
      const before = saidBy(live).length;
      await live.session.run({ userInput: text }).wait();
      return saidBy(live).slice(before).join(' ');
    },
    said: () => saidBy(live),
    until,
  };
}

async function open(
  calls: ReturnType<typeof createCalls>,
  options: { language?: string; caller?: string | null; rehearsal?: boolean },
): Promise<OpenedCall> {
  const { call } = await calls.open({
    organizationId: academyId,
    scenario: outreach.name,
    direction: 'inbound',
    channel: 'simulation',
    roomName: null,
    fromPhone: options.caller === undefined ? '+12025550130' : options.caller,
    toPhone: '+12025550101',
    rehearsal: options.rehearsal ?? false,
    leaseSeconds,
  });
  const opened = await calls.take(call.id, leaseSeconds);
  return options.language ? { ...opened, agent: { ...opened.agent, language: options.language } } : opened;
}
