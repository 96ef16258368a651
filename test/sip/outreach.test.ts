import { dispose } from '@livekit/rtc-node';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Child, nodeLaunch, startChild } from '../../src/embedded/child.ts';
import { createDatabase } from '../../src/services/supabase/client.ts';
import { createCallRequests } from '../../src/services/supabase/supabase-requests.ts';
import { callRequest } from '../support/call-request.ts';
import { speak } from '../support/caller.ts';
import { type LiveStack, startLiveStack } from '../support/live/stack.ts';
import { applyTables } from './support/apply.ts';
import { openRtp, type RtpPort } from './support/rtp.ts';
import { startSipp } from './support/sipp.ts';
import { freeUdpPort, type SipStack, startSipStack } from './support/stack.ts';

/** A campaign's call from the runner's claim to the operator, with a telephone at either end. */

const academy = '00000000-0000-4000-8000-0000000000a1';
const line = '+12025550110';
const person = '+12025550142';
const operator = '+12025550150';

let sip: SipStack;
let live: LiveStack;
let runner: Child | undefined;
/** Each sipp takes one call, so the way to the operator is a trunk of its own. */
let personPort: number;
let operatorPort: number;

beforeAll(async () => {
  sip = await startSipStack();
  live = await startLiveStack({
    livekit: sip.livekit,
    environment: async () => ({ SIMULATED_CALLS: 'false' }),
  });
  live.openai.handler = () => ({
    toolCalls: [{ name: 'classify_answer', args: { class: 'yes', confidence: 0.9 } }],
  });
  [personPort, operatorPort] = [await freeUdpPort(), await freeUdpPort()];
  await applyLines();
});
afterAll(async () => {
  await runner?.stop(2000);
  await live?.stop();
  await sip?.stop();
  await dispose();
});

/** The campaign's line, a trunk to the operators that shows whoever is handed over, and one operator. */
async function applyLines(): Promise<void> {
  const { sql } = live.database;
  await sql.query('delete from public.lines where organization_id = $1', [academy]);
  await sql.query('delete from public.operators where organization_id = $1', [academy]);
  await sql.query(
    `insert into public.trunks (organization_id, name, address, transport, allows_foreign_caller_id)
     values ($1, 'Provider', $2, 'udp', true), ($1, 'Desk', $3, 'udp', false)`,
    [academy, `127.0.0.1:${personPort}`, `127.0.0.1:${operatorPort}`],
  );
  await sql.query(
    `insert into public.lines (organization_id, trunk_id, phone, name)
     select $1, id, case name when 'Provider' then $2 else '+12025550111' end, name
     from public.trunks where organization_id = $1`,
    [academy, line],
  );
  // Whatever the time is where the test runs.
  await sql.query(
    `update public.dialers set person_earliest = '00:00', person_latest = '24:00' where organization_id = $1`,
    [academy],
  );
  await applyTables(sip, live.database, academy);
  // From now on nobody but operators is called by that trunk.
  await sql.query(`update public.lines set outbound = false where organization_id = $1 and name = 'Desk'`, [
    academy,
  ]);
  await sql.query(
    `insert into public.operators (organization_id, name, phone, livekit_trunk_id)
     select $1, 'Front desk', $2, livekit_outbound_trunk_id from public.trunks
     where organization_id = $1 and name = 'Desk'`,
    [academy, operator],
  );
}

async function requestCall(): Promise<void> {
  const { url, keys } = live.database;
  await createCallRequests(createDatabase(url, keys.secret)).add(
    academy,
    callRequest({ scenario: 'outreach', phone: person, name: 'Sam', maxAttempts: 1 }),
  );
}

async function rows<Row>(statement: string): Promise<Row[]> {
  return live.database.sql.query<Row>(statement, [academy]);
}

async function says(telephone: RtpPort, words: string): Promise<void> {
  const samples = await speak(words);
  live.deepgram.say(words);
  await telephone.say(samples);
}

test('who says yes to the campaign talks to an operator who took the call by a key, until one of them hangs up', async () => {
  const [home, desk] = [await openRtp(), await openRtp()];
  const first = await startSipp({ scenario: 'answer', port: personPort, values: { rtp_port: home.port } });
  const second = await startSipp({
    scenario: 'hang-up',
    port: operatorPort,
    values: { rtp_port: desk.port, caller: person.slice(1), after_ms: 25_000 },
  });
  await requestCall();
  runner = startChild(nodeLaunch('runner.ts', [], { ...live.settings, SIMULATED_CALLS: 'false' }), (line) =>
    live.log.push(line),
  );

  await vi.waitFor(() => expect(home.packets(), live.log.join('\n')).toBeGreaterThan(0), { timeout: 30_000 });
  await says(home, 'hello');
  await home.untilSaid(100, 1_500);
  await says(home, 'yes please');
  await desk.untilSaid(100, 1_500);
  await desk.press('1');
  await vi.waitFor(
    async () =>
      expect(
        await rows('select disposition, end_reason from public.calls where organization_id = $1'),
      ).toEqual([{ disposition: 'connected_to_operator', end_reason: 'transferred' }]),
    { timeout: 15_000 },
  );

  const [heardAtHome, heardAtDesk] = [home.sounds(), desk.sounds()];
  await desk.say(await speak('good morning how can i help'));
  await home.say(await speak('it is about the free lesson'));
  await vi.waitFor(() => expect(home.sounds()).toBeGreaterThan(heardAtHome + 20));
  await vi.waitFor(() => expect(desk.sounds()).toBeGreaterThan(heardAtDesk + 20));

  await second.done;
  await first.done;
  await vi.waitFor(
    async () =>
      expect(
        await rows(
          `select kind, outcome, released_at is not null as released from public.legs
           where organization_id = $1 order by taken_at`,
        ),
      ).toEqual([
        { kind: 'person', outcome: 'answered', released: true },
        { kind: 'operator', outcome: 'answered', released: true },
      ]),
    { timeout: 20_000 },
  );
  await Promise.all([home.close(), desk.close()]);
}, 120_000);
