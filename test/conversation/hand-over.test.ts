import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { HandedOver } from '../../src/calls/call/hand-over-answer.ts';
import { type Conversation, openConversation } from '../support/conversation.ts';
import { demoOrganizationId } from '../support/database-fixtures.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../support/postgres.ts';

const now = '2026-11-23T15:00:00Z';
const ourLine = '+12025550199';

let database: PostgresTestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.setNow(now);
  await database.sql.query(
    `with trunk as (
       insert into public.trunks (organization_id, name) values ($1::uuid, 'carrier') returning id)
     insert into public.lines (organization_id, trunk_id, phone, name)
     select $1::uuid, trunk.id, $2, 'front' from trunk`,
    [demoOrganizationId, ourLine],
  );
});
afterAll(() => database?.close());

const ask = { toolCalls: [{ name: 'hand_over_to_operator', args: { reason: 'a bill' } }] };
const sayIt = { content: 'I am sorry, nobody is free at the moment. We will call you back.' };

/** The caller rings a line whose carrier vouches for their number. */
const onLine = async (callId: string) => {
  await database.sql.query(
    'update public.calls set line_id = (select id from public.lines where phone = $1) where id = $2::uuid',
    [ourLine, callId],
  );
};

/** A caller whose hand-over comes to this. */
async function converse(result: HandedOver, callerNumber?: string) {
  const briefs: string[] = [];
  const conversation = await openConversation(database, {
    now,
    ...(callerNumber === undefined ? {} : { callerNumber, prepare: onLine }),
    parts: {
      handOver: async (brief) => {
        briefs.push(brief);
        return result;
      },
    },
  });
  return { briefs, ...conversation };
}

const rowOf = async ({ opened }: Conversation) =>
  (
    await database.sql.query<Record<string, unknown>>(
      'select outcome, end_reason from public.calls where id = $1',
      [opened.call.id],
    )
  )[0];

describe('a caller who wants a human', () => {
  test('has been handed over once the operator took the call, and the call has ended for the agent', async () => {
    const operator = { legId: 'leg', name: 'Kim', identity: 'operator-leg' };
    const call = await converse({ ok: true, operator }, '+12025550140');
    call.openai.handler = () => ask;
    call.live.session.generateReply({ userInput: 'a human please' });
    await vi.waitFor(
      async () => expect(await rowOf(call)).toEqual({ outcome: 'answered', end_reason: 'transferred' }),
      { timeout: 20_000 },
    );
    expect(call.briefs).toEqual([expect.stringContaining('a bill')]);
  });

  test('is promised a call when nobody is free', async () => {
    const call = await converse({ ok: false, code: 'exhausted' }, '+12025550141');
    await call.say('a human please', ask, sayIt);
    const owed = await database.sql.query('select phone from public.call_requests where from_call_id = $1', [
      call.opened.call.id,
    ]);
    expect(owed).toEqual([{ phone: '+12025550141' }]);
    expect(call.tools().at(-1)).toMatchObject({ tool: 'hand_over_to_operator', status: 'success' });
  });

  test('is promised nothing when there is no number to call', async () => {
    const call = await converse({ ok: false, code: 'exhausted' });
    await call.say('a human please', ask, { content: 'I am sorry, nobody is free at the moment.' });
    expect(call.tools().at(-1)).toMatchObject({ status: 'error', data: { code: 'not_identified' } });
  });
});
