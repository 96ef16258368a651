import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { demoOrganizationId } from '../../../src/embedded/database.ts';
import { fillEmptyTables } from '../../../src/runner/first-start.ts';
import { createCallRequests } from '../../../src/services/supabase/supabase-requests.ts';
import { createDependencies, type Dependencies } from '../../../src/wiring/dependencies.ts';
import { createTypedCalls } from '../../../src/wiring/typed-calls.ts';
import { callRequest } from '../../support/call-request.ts';
import { type SupervisedDatabase, superviseDatabase } from '../../support/start/supervised-database.ts';

/** Ten on a Monday morning in New York. */
const now = '2026-11-23T15:00:00Z';
const rounds = 10;
/** The tools in which the database is killed, one a call: before their request is there, while it is carried out, after it. */
const moments = ['fetch_slots', 'book_appointment', 'end_conversation'];
/** On a machine that does nothing else it is 4 s; one that is busy starts everything more slowly, and not only this. */
let answeredWithinMs = 10_000;

let database: SupervisedDatabase;
let dependencies: Dependencies;

beforeAll(async () => {
  database = await superviseDatabase(now);
  answeredWithinMs = Math.max(answeredWithinMs, 3 * database.startedWithinMs);
  const config = readConfig({
    SUPABASE_URL: database.url,
    SUPABASE_KEY: database.keys.secret,
    SUPABASE_PUBLISHABLE_KEY: database.keys.publishable,
    PARLEY_DATA_DIR: database.directory,
    LOG_LEVEL: 'silent',
  });
  const startedAt = performance.now();
  dependencies = {
    ...createDependencies(config),
    clock: { now: () => Date.parse(now) + Math.round(performance.now() - startedAt) },
  };
  await fillEmptyTables(config, dependencies.database, dependencies.logger);
});
afterAll(() => database.close());

/** Whoever claims calls, such as the runner, asks again as long as the database is away. */
const once = <T>(work: () => Promise<T>): Promise<T> => vi.waitFor(work, { timeout: 30_000, interval: 100 });

async function rowsOf(callId: string) {
  const { database: db } = dependencies;
  const [call, booked, turns] = await Promise.all([
    db.from('calls').select('outcome, disposition, end_reason').eq('id', callId).single(),
    db.from('appointments').select('id, status').eq('call_id', callId).eq('status', 'booked'),
    db.from('turns').select('role, text').eq('call_id', callId).order('turn_index'),
  ]);
  if (!call.data?.outcome) throw new Error('the call has not ended');
  const saidBy = (role: string) =>
    (turns.data ?? []).filter((turn) => turn.role === role).map(({ text }) => text);
  return { call: call.data, booked: booked.data ?? [], agent: saidBy('agent'), person: saidBy('person') };
}

/** Found by its request, since the answer to a claim may have been lost with the database. */
async function claimOne(requestId: string): Promise<string> {
  const due = { runnerId: 'test', batchSize: 1, leaseSeconds: 60, simulated: true };
  await dependencies.dialing.claim(due);
  const { data } = await dependencies.database.from('calls').select('id').eq('request_id', requestId);
  const [call] = data ?? [];
  if (!call) throw new Error('nothing is due');
  return call.id;
}

it('killed in a tool, in a commit and in a goodbye, ten times in a row, loses nothing that was committed', async () => {
  const requests = createCallRequests(dependencies.database);
  const calls = createTypedCalls(dependencies);
  let killedAt: number | null = null;
  const kill = () => {
    killedAt = performance.now();
    database.kill();
  };
  for (let round = 0; round < rounds; round += 1) {
    const lastKill: number | null = killedAt;
    const phone = `+120255501${String(20 + round)}`;
    const request = callRequest({ scenario: 'appointment', phone, name: 'Ann' });
    const asked = await once(() => requests.add(demoOrganizationId, request));
    if (!asked.ok) throw new Error(asked.code);
    const callId = await once(() => claimOne(asked.requestId));
    const moment = moments[round % moments.length];
    let isKilled = false;
    const done: string[] = [];
    const agent: string[] = [];
    const person: string[] = [];
    let answeredAfterMs = 0;
    await calls.run({
      callId,
      persona: 'agreeable',
      watch: {
        agentSays: (text) => {
          if (lastKill !== null && agent.length === 0) answeredAfterMs = performance.now() - lastKill;
          agent.push(text);
        },
        personSays: (text) => void person.push(text),
        event: (event) => {
          if (event.type !== 'tool_call') return;
          if (event.status !== 'started') done.push(`${event.tool} ${event.status}`);
          else if (event.tool === moment && !isKilled) {
            isKilled = true;
            setTimeout(kill, round * 2);
          }
        },
      },
    });
    const told = [...done, ...agent].join('\n');
    expect(database.givenUp(), told).toBeNull();
    expect(isKilled, told).toBe(true);
    expect(answeredAfterMs, told).toBeLessThan(answeredWithinMs);
    const rows = await once(() => rowsOf(callId));
    expect(rows.call, told).toEqual({
      outcome: 'answered',
      disposition: 'booked',
      end_reason: 'agent_ended',
    });
    const times = (what: string) => done.filter((each) => each === `book_appointment ${what}`).length;
    // What was told is there. One whose answer never came is said to be unknown.
    expect(rows.booked.length, told).toBeGreaterThanOrEqual(times('success'));
    expect(rows.booked.length, told).toBeLessThanOrEqual(times('success') + times('error'));
    expect(rows.agent.join(' ')).toBe(agent.join(' '));
    expect(rows.person).toEqual(person);
  }
}, 600_000);
