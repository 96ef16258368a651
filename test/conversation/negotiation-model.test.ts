import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { summarizeEnded } from '../../src/calls/ending/after-call.ts';
import { createAfterCalls } from '../../src/services/supabase/after-calls.ts';
import { summarizer } from '../../src/wiring/scenarios.ts';
import { type ChatAnswer, startFakeOpenai } from '../support/fakes/openai.ts';
import { negotiations, type Turn, type Wanted } from '../support/negotiation.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../support/postgres.ts';

/** A model that converses, over its own protocol, and what stands between its words, its tools and what is so. */

/** Ten on a Monday morning where the providers are. */
const now = '2026-11-30T18:00:00Z';

let database: PostgresTestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.setNow(now);
});
afterAll(() => database.close());

const tuesdayTen = { start: '2026-12-01T10:00', end: '2026-12-01T10:30' };
const calls = (name: string, args: Record<string, unknown>): ChatAnswer => ({ toolCalls: [{ name, args }] });

async function converse(turns: (providerId: string) => Turn[], wanted: Wanted = {}) {
  let steps: ChatAnswer[] = [];
  const openai = await startFakeOpenai({
    handler: ({ messages }) => {
      const step = steps.shift();
      if (!step) throw new Error(`the model was asked once too often: ${JSON.stringify(messages.at(-1))}`);
      return step;
    },
  });
  onTestFinished(() => openai.close());
  const scene = negotiations(database, now, { openaiUrl: openai.url });
  const call = await scene.ask(wanted);
  const lines = turns(call.providerId);
  steps = lines.flatMap(([, ...model]) => model);
  const said = await scene.read(
    call.callId,
    lines.map(([says]) => says),
  );
  expect(steps, 'the model was asked too few times').toEqual([]);
  return { scene, call, said, openai, tools: await scene.tools(call.callId) };
}

describe('what a model records', () => {
  test('is the slot as the provider names it, whichever way it is written', async () => {
    const { scene, call, said, tools } = await converse((provider_id) => [
      [
        'Tuesday at ten.',
        calls('validate_slot', { provider_id, ...tuesdayTen }),
        { content: 'Is that right?' },
      ],
      ['Yes.', calls('ask_to_hold', {}), { content: 'Could you keep it until half past twelve?' }],
      [
        'Yes, until then.',
        calls('record_offer', {
          start: '2026-12-01T18:00:00Z',
          end: '2026-12-01T10:30:00-08:00',
          held_until: '2026-11-30 12:30',
          notes: 'Ring at the side door.',
        }),
        { content: 'Thank you, you keep Tuesday at ten until half past twelve. It is not booked yet.' },
      ],
    ]);
    expect(await scene.offers(call.campaignId)).toEqual([
      {
        start: '2026-12-01T18:00:00.000Z',
        end: '2026-12-01T18:30:00.000Z',
        held_until: '2026-11-30T20:30:00.000Z',
        status: 'open',
      },
    ]);
    expect(said.at(-1)).toBe(
      'Thank you, you keep Tuesday at ten until half past twelve. It is not booked yet.',
    );
    expect(tools.map(({ tool, status }) => `${tool} ${status}`)).toEqual([
      'validate_slot success',
      'ask_to_hold success',
      'record_offer success',
    ]);
    expect(await scene.callRow(call.callId)).toMatchObject({
      disposition: 'offer',
      summary: expect.stringMatching(/^Offered Tuesday, December 1 at 10 in the morning, kept until Monday/),
    });
  });

  test('is one offer however often it is recorded', async () => {
    const { scene, call } = await converse(() => [
      [
        'Tuesday at ten.',
        calls('record_offer', tuesdayTen),
        calls('record_offer', { ...tuesdayTen, held_until: '2026-11-30T12:30' }),
        { content: 'Thank you.' },
      ],
    ]);
    expect(await scene.offers(call.campaignId)).toHaveLength(1);
  });

  test.each<[why: string, code: string, given: Record<string, unknown>, wanted: Wanted]>([
    ['another day than was asked for', 'outside_range', at('2026-12-08T10:00', '2026-12-08T10:30'), {}],
    [
      'when the person has something else',
      'over_busy',
      tuesdayTen,
      { busy: [{ start: '2026-12-01T18:15:00Z', end: '2026-12-01T19:00:00Z' }] },
    ],
    ['less than was asked for', 'too_short', at('2026-12-01T10:00', '2026-12-01T10:20'), {}],
    ['outside of opening hours', 'outside_hours', at('2026-12-01T19:00', '2026-12-01T19:30'), {}],
    ['what has passed', 'past', at('2026-11-30T09:00', '2026-11-30T09:30'), { from: '2026-11-30T17:00:00Z' }],
    ['a hold that has passed', 'held_in_past', { ...tuesdayTen, held_until: '2026-11-30T09:00' }, {}],
    ['what is no time', 'unreadable_time', at('Tuesday at ten', 'half past'), {}],
    ['an end before the start', 'unreadable_time', at('2026-12-01T10:30', '2026-12-01T10:00'), {}],
  ])('is no offer where it is %s', async (_why, code, given, wanted) => {
    const { scene, call, tools } = await converse(
      () => [['Yes.', calls('record_offer', given), { content: 'I see.' }]],
      wanted,
    );
    expect(tools).toMatchObject([{ tool: 'record_offer', status: 'error', data: { code } }]);
    expect(await scene.offers(call.campaignId)).toEqual([]);
  });

  test.each([
    ['an id that is nobody’s', '4c1c2a0e-8c39-4a45-9d8e-3f6c1c1d8f10'],
    ['a name', 'Mission Dental Care'],
  ])('is not validated for another provider: %s', async (_what, provider_id) => {
    const { scene, call, tools } = await converse(() => [
      [
        'Tuesday at ten.',
        calls('validate_slot', { provider_id, ...tuesdayTen }),
        calls('distance_check', { provider_id }),
        { content: 'Is that right?' },
      ],
    ]);
    expect(tools).toMatchObject([{ data: { code: 'other_provider' } }, { data: { code: 'other_provider' } }]);
    expect(await scene.offers(call.campaignId)).toEqual([]);
  });

  test('is answered in words and times of the provider, and tells of others no name', async () => {
    const { openai, tools } = await converse((provider_id) => [
      [
        'Hello?',
        calls('calendar_check', tuesdayTen),
        calls('distance_check', { provider_id }),
        calls('propose_alternatives', { constraints: { not_before: '2026-12-01T13:00' } }),
        calls('provider_lookup', { service: 'check-up', location: 'Oakland', exclude_ids: [] }),
        calls('log_event', { message: 'put on hold', data: { seconds: 20 } }),
        { content: 'Could you do Tuesday at one?' },
      ],
    ]);
    expect(tools.every(({ status }) => status === 'success')).toBe(true);
    const messages = openai.requests.at(-1)?.messages ?? [];
    const answers = JSON.stringify(messages.filter(({ role }) => role === 'tool'));
    expect(answers).toContain('Tuesday, December 1 at 1 in the afternoon');
    expect(answers).not.toMatch(/T\d\d:\d\d:\d\d(?:\.\d+)?Z/);
    expect(answers).not.toContain('Harbor Dental');
  });
});

describe('what a model says', () => {
  test.each([
    'Great, it is booked for Tuesday at ten.',
    'Perfect, we will take it.',
    'Your appointment on Tuesday is confirmed.',
    'We are all set, see you on Tuesday at ten.',
  ])('is not spoken where nothing is booked: %s', async (claim) => {
    const { said } = await converse(() => [
      [
        'Tuesday at ten, until noon.',
        calls('record_offer', { ...tuesdayTen, held_until: '2026-11-30T12:30' }),
        { content: claim },
        { content: 'Thank you, you keep Tuesday at ten for us.' },
      ],
    ]);
    expect(said.join(' ')).not.toContain(claim);
    expect(said.at(-1)).toContain('Thank you, you keep Tuesday at ten for us.');
  });
});

function at(start: string, end: string) {
  return { start, end };
}

describe('a call about one slot', () => {
  /** A real provider, that has offered Tuesday at ten. */
  async function offered(heldUntil: string | null) {
    const { scene, call } = await converse(
      () => [
        [
          'Tuesday at ten.',
          calls('record_offer', { ...tuesdayTen, held_until: heldUntil }),
          { content: 'Thank you.' },
        ],
      ],
      { temper: null },
    );
    const [offer] = await scene.offers(call.campaignId);
    if (!offer) throw new Error('nothing was offered');
    return { call, offer };
  }

  test.each<[answers: string[], disposition: string, isBooked: boolean]>([
    [['yes'], 'confirmed', true],
    [['one moment please', 'yes it is booked'], 'confirmed', true],
    [['no sorry that is gone'], 'no_slot', false],
  ])(
    'asks for it to be booked, and has a reference only with a yes: %j',
    async (answers, disposition, isBooked) => {
      const { call, offer } = await offered(null);
      const scene = negotiations(database, now);
      const chosen = { providerId: call.providerId, start: offer.start, end: offer.end };
      const asked = await scene.campaigns.confirm(call.campaignId, {
        ...chosen,
        clientName: 'Sam Taylor',
        clientPhone: null,
      });
      expect(asked).toMatchObject({ ok: true, confirmed: false, reference: null, status: 'confirming' });
      const callId = await scene.claim();
      const said = (await scene.read(callId, answers)).join('\n');
      expect(said).toContain('I am calling about Tuesday, December 1 at 10 in the morning');
      const row = await scene.callRow(callId);
      expect(row, said).toMatchObject({ disposition });
      const [made] = await database.sql.query<{ reference: string }>(
        'select reference from public.campaign_commitments where campaign_id = $1::uuid',
        [call.campaignId],
      );
      expect(made?.reference !== undefined).toBe(isBooked);
      if (made) {
        expect(made.reference).toMatch(/^CONF-/);
        expect(said).toContain('The appointment is booked for Tuesday, December 1 at 10 in the morning.');
        expect(row?.summary).toContain(made.reference);
      }
    },
  );

  test('gives back what is kept and is not needed', async () => {
    const { call } = await offered('2026-11-30T15:00');
    const scene = negotiations(database, now);
    await scene.campaigns.cancel(call.campaignId);
    const callId = await scene.claim();
    const said = (await scene.read(callId, ['okay thank you'])).join('\n');
    expect(said).toMatch(/which you kept for Sam Taylor\. It is not needed any more/);
    expect(await scene.callRow(callId), said).toMatchObject({ disposition: 'released' });
  });
});

describe('a call whose job died', () => {
  test('is told of from its rows, by the clocks of the provider', async () => {
    const scene = negotiations(database, now);
    const { dependencies, store } = scene;
    const { callId } = await scene.ask();
    const slot = { start: '2026-12-01T18:00:00Z', end: '2026-12-01T18:30:00Z' };
    await store.recordNoOffer({ callId, toolCallId: 'first' }, 'no_slot', null);
    await store.recordOffer({ callId, toolCallId: 'second' }, { ...slot, heldUntil: null, notes: null });
    await dependencies.calls.end(callId, { outcome: 'failed', disposition: null, endReason: 'agent_lost' });
    await summarizeEnded({
      afterCalls: createAfterCalls(dependencies.database),
      calls: dependencies.calls,
      summarize: summarizer(dependencies.scenarios),
      rooms: null,
      clock: dependencies.clock,
      logger: dependencies.logger,
    });
    expect(await scene.callRow(callId)).toMatchObject({
      summary: 'Offered Tuesday, December 1 at 10 in the morning.',
    });
  });
});
