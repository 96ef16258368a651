import { initializeLogger } from '@livekit/agents';
import { onTestFinished, vi } from 'vitest';
import type { OpenedCall, OpenRequest } from '../../src/calls/call/call.ts';
import type { CallEvent, ToolCallEvent } from '../../src/calls/call/events.ts';
import { Meter } from '../../src/calls/call/meter.ts';
import type { Users } from '../../src/calls/call/users.ts';
import { LiveCall } from '../../src/calls/live-call.ts';
import type { LiveCallParts } from '../../src/calls/live-call-parts.ts';
import type { Scenario } from '../../src/calls/scenario/scenario.ts';
import { anyScenario } from '../../src/calls/scenario/scenario.ts';
import { createAskModel } from '../../src/calls/script/ask-model.ts';
import type { Prompts } from '../../src/calls/script/prompts.ts';
import { readConfig } from '../../src/config.ts';
import { demoOrganizationId } from '../../src/embedded/database.ts';
import { appointment } from '../../src/scenarios/appointment/scenario.ts';
import type { Appointments } from '../../src/scenarios/appointment/store/appointments.ts';
import { createModel } from '../../src/services/llm/model.ts';
import { createDatabase } from '../../src/services/supabase/client.ts';
import { createAppointments } from '../../src/services/supabase/supabase-appointments.ts';
import { createCalls } from '../../src/services/supabase/supabase-calls.ts';
import { createContactPreferences } from '../../src/services/supabase/supabase-contact-preferences.ts';
import { createUsers } from '../../src/services/supabase/supabase-users.ts';
import { createVisits } from '../../src/services/supabase/supabase-visits.ts';
import { createLogger } from '../../src/shared/logger.ts';
import { type ChatAnswer, type FakeOpenai, startFakeOpenai } from './fakes/openai.ts';
import type { TestDatabase } from './postgres.ts';

/** Nothing here outlives its test. */
const leaseSeconds = 30;

initializeLogger({ pretty: false, level: 'silent' });

/** What the model answers, in order; a function sees what it was asked. */
export type ModelStep = ChatAnswer | ((request: Parameters<FakeOpenai['handler']>[0]) => ChatAnswer);

export interface Conversation {
  live: LiveCall;
  opened: OpenedCall;
  openai: FakeOpenai;
  events: CallEvent[];
  /** The person types; resolves with what the agent said in answer, all sentences joined. */
  say(text: string, ...model: ModelStep[]): Promise<string>;
  tools(): Array<Pick<ToolCallEvent, 'tool' | 'status' | 'data'>>;
  /** Ends the call as the person's hang-up would and waits until everything is written. */
  hangUp(): Promise<void>;
}

/** A typed call: the real agent, the real OpenAI client over a socket, a real Postgres; only the model is scripted. */
export async function openConversation(
  database: TestDatabase,
  options: {
    now: string;
    language?: string;
    parts?: Partial<LiveCallParts>;
    appointments?: (real: Appointments) => Appointments;
    users?: (real: Users) => Users;
    callerNumber?: string;
    /** The appointment unless told otherwise; any other is a restaurant's. */
    scenario?: Scenario;
    /** The model is also asked about sentences that the words alone do not decide. */
    takesSecondLook?: boolean;
    /** What is different of the call's row. */
    call?: Partial<OpenRequest>;
    /** Runs when the row is there, before anybody speaks. */
    prepare?: (callId: string) => Promise<void>;
  },
): Promise<Conversation> {
  const steps: ModelStep[] = [];
  const openai = await startFakeOpenai({
    handler: (request) => {
      const step = steps.shift();
      if (!step)
        throw new Error(`the model was asked once too often: ${JSON.stringify(request.messages.at(-1))}`);
      return typeof step === 'function' ? step(request) : step;
    },
  });
  const db = createDatabase(database.url, database.keys.secret);
  const calls = createCalls(db);
  const opened = await openCall(calls, options);
  const meter = new Meter();
  const config = readConfig({ OPENAI_API_KEY: 'test', OPENAI_BASE_URL: openai.url });
  const model = await createModel({ config, onUsage: (usage) => meter.add(usage), onFault: () => {} });
  if (!model) throw new Error('no model');
  const events: CallEvent[] = [];
  const real = createAppointments(db);
  const users = createUsers(db);
  const startedAt = Date.now();
  const store = options.scenario ? createVisits(db) : (options.appointments?.(real) ?? real);
  const live = new LiveCall({
    opened,
    scenario: options.scenario ?? anyScenario(appointment),
    store,
    known: (await options.scenario?.lookUp?.(store, opened.call.id)) ?? {},
    users: options.users?.(users) ?? users,
    model: model.llm,
    meter,
    contactPreferences: createContactPreferences(db),
    calls,
    leaseSeconds,
    clock: { now: () => Date.parse(options.now) + (Date.now() - startedAt) },
    logger: createLogger({ level: 'silent', component: 'test' }),
    onEvent: (event) => events.push(event),
    ...(options.takesSecondLook ? { script: { prompts: noPrompts, ask: createAskModel(model.llm) } } : {}),
    ...options.parts,
  });
  await live.start();
  await vi.waitUntil(() => saidBy(live).length > 0);
  const hangUp = async () => {
    live.ending.personHungUp();
    await live.ending.written('person_hung_up');
    await openai.close();
  };
  onTestFinished(hangUp);
  return {
    live,
    opened,
    openai,
    events,
    async say(text, ...model) {
      const before = saidBy(live).length;
      steps.push(...model);
      await live.session.run({ userInput: text }).wait();
      if (steps.length > 0) throw new Error(`the model was asked ${steps.length} times too few`);
      return saidBy(live).slice(before).join(' ');
    },
    tools: () =>
      events.flatMap((event) =>
        event.type === 'tool_call' ? [{ tool: event.tool, status: event.status, data: event.data }] : [],
      ),
    hangUp,
  };
}

/** Nothing of a conversation is recorded. */
const noPrompts: Prompts = {
  load: async () => ({ text: '', audio: null }),
  hold: async () => null,
};

async function openCall(
  calls: ReturnType<typeof createCalls>,
  options: Parameters<typeof openConversation>[1],
): Promise<OpenedCall> {
  const { call } = await calls.open({
    organizationId: demoOrganizationId,
    scenario: options.scenario?.name ?? appointment.name,
    direction: 'inbound',
    channel: options.callerNumber ? 'sip' : 'console',
    roomName: null,
    fromPhone: options.callerNumber ?? null,
    toPhone: null,
    rehearsal: false,
    leaseSeconds,
    ...options.call,
  });
  await options.prepare?.(call.id);
  const opened = await calls.take(call.id, leaseSeconds);
  return options.language ? { ...opened, agent: { ...opened.agent, language: options.language } } : opened;
}

/** Everything that the agent has said so far. */
export function saidBy(live: LiveCall): string[] {
  return live.session.history.items.flatMap((item) =>
    item.type === 'message' && item.role === 'assistant' ? [item.textContent ?? ''] : [],
  );
}
