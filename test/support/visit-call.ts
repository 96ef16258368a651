import { randomUUID } from 'node:crypto';
import { createScriptedModel } from '../../src/simulation/scripted-model.ts';
import { Scenarios } from '../../src/wiring/scenarios.ts';
import { type Conversation, openConversation } from './conversation.ts';
import { demoOrganizationId } from './database-fixtures.ts';
import type { TestDatabase } from './postgres.ts';

/** Monday, November 23, 2026, six in the evening in New York. */
export const dinnerTime = '2026-11-23T23:00:00Z';
const timeZone = 'America/New_York';

export interface Guest {
  /** E.164, unique in the test's database. */
  mobile: string;
  status: 'new' | 'called' | 'order_confirmed' | 'no_show' | 'follow_up_pending';
  order?: string;
  /** ISO 8601 instant. */
  expectedAt?: string;
}

export interface GuestRow {
  status: string;
  order_details: string | null;
  expected_arrival_time: Date | null;
  remarks: string | null;
  callback_time: Date | null;
}

export interface VisitCall extends Conversation {
  customer(): Promise<GuestRow>;
  /** Hangs up, unless the agent is about to; whoever was first stands in the row. */
  ending(): Promise<{ outcome: string; disposition: string | null; end_reason: string }>;
}

/** A typed call to a guest, over real rows: by the scripted model, or by whatever the steps of `say` answer. */
export async function callGuest(
  database: TestDatabase,
  options: {
    scenario: 'order' | 'arrival' | 'recovery';
    guest: Guest;
    language?: string;
    menu?: string[];
    model?: 'scripted' | 'steps';
  },
): Promise<VisitCall> {
  const { guest, language = 'en-US', menu = [] } = options;
  const scenarios = new Scenarios([]);
  const scenario = await (await scenarios.find(options.scenario)).load();
  const rehearsal = await scenarios.rehearsalOf(options.scenario);
  const customerId = await addCustomer(database, guest);
  const input = {
    customer_id: customerId,
    order_details: guest.order ?? null,
    expected_arrival_time: guest.expectedAt ?? null,
    menu,
  };
  const startedAt = Date.now();
  const now = () => Date.parse(dinnerTime) + (Date.now() - startedAt);
  const isScripted = options.model !== 'steps';
  const conversation = await openConversation(database, {
    now: dinnerTime,
    language,
    scenario,
    call: { direction: 'outbound', channel: 'simulation', roomName: randomUUID(), toPhone: guest.mobile },
    prepare: (callId) => ask(database, { callId, scenario: scenario.name, guest, input }),
    parts: {
      request: { input, attempt: 1, person: { name: 'Sam', timeZones: [timeZone] } },
      ...(isScripted
        ? { model: createScriptedModel({ script: rehearsal.model, language, region: 'US', timeZone, now }) }
        : {}),
    },
  });
  return {
    ...conversation,
    customer: () => customerRow(database, customerId),
    async ending() {
      await conversation.hangUp();
      return endingOf(database, conversation.opened.call.id);
    },
  };
}

async function addCustomer({ sql }: TestDatabase, guest: Guest): Promise<string> {
  const [row] = await sql.query<{ customer_id: string }>(
    `insert into public.customers (organization_id, name, mobile, time_zones, status, order_details, expected_arrival_time)
     values ($1::uuid, 'Sam', $2, array[$3], $4, $5, $6::text::timestamptz) returning customer_id`,
    [demoOrganizationId, guest.mobile, timeZone, guest.status, guest.order ?? null, guest.expectedAt ?? null],
  );
  return row?.customer_id ?? '';
}

/** The request whose call this is, as the runner would have claimed it. */
async function ask(
  { sql }: TestDatabase,
  asked: { callId: string; scenario: string; guest: Guest; input: Record<string, unknown> },
): Promise<void> {
  const request = {
    scenario: asked.scenario,
    phone: asked.guest.mobile,
    name: 'Sam',
    input: asked.input,
    source: 'customer',
    source_key: asked.callId,
    time_zones: [timeZone],
  };
  const [row] = await sql.query<{ answer: { request_id: string } }>(
    'select public.request_call($1::uuid, $2::text::jsonb) as answer',
    [demoOrganizationId, JSON.stringify(request)],
  );
  await sql.query(
    `update public.call_requests set status = 'dialing', dials = 1, attempts = 1 where id = $1::uuid`,
    [row?.answer.request_id],
  );
  await sql.query(
    `update public.calls
     set request_id = $2::uuid, attempt = 1, dialed_at = app.now(), answered_at = app.now() where id = $1::uuid`,
    [asked.callId, row?.answer.request_id],
  );
}

async function customerRow({ sql }: TestDatabase, customerId: string): Promise<GuestRow> {
  const [row] = await sql.query<GuestRow>(
    `select status, order_details, expected_arrival_time, remarks, callback_time
     from public.customers where customer_id = $1`,
    [customerId],
  );
  if (!row) throw new Error(`No customer ${customerId}`);
  return row;
}

async function endingOf({ sql }: TestDatabase, callId: string) {
  const [row] = await sql.query<{ outcome: string; disposition: string | null; end_reason: string }>(
    'select outcome, disposition, end_reason from public.calls where id = $1::uuid',
    [callId],
  );
  if (!row) throw new Error(`No call ${callId}`);
  return row;
}
