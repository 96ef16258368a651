import { describe, expect, it } from 'vitest';
import { createContactPreferences } from '../../../src/services/supabase/supabase-contact-preferences.ts';
import { countRows } from '../../support/database-fixtures.ts';
import { noon, PanelWorld, people } from './panel-world.ts';
import { academyId, addOutreachCall } from './support.ts';

const world = new PanelWorld();

describe('the panel is told', { timeout: 60_000 }, () => {
  it('what became of each contact, once, with its attempts', async () => {
    world.panel.contacts = people(2);
    await world.fetch();
    await world.callAll({ disposition: 'not_interested', endReason: 'agent_ended' });
    expect(await world.report()).toBe(2);
    expect(await world.report()).toBe(0);
    world.panel.results.sort((one, other) => String(one.contact_id).localeCompare(String(other.contact_id)));
    expect(world.panel.results).toMatchObject([
      { contact_id: 'c1', result: 'not_interested', phone: '+12025550110', attempts: 1 },
      { contact_id: 'c2', result: 'not_interested', phone: '+12025550111', attempts: 1 },
    ]);
    expect(world.panel.results[0]).toMatchObject({
      call_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      called_at: new Date(noon).toISOString(),
      ended_at: new Date(noon).toISOString(),
    });
  });

  it('nothing of an attempt after which the contact is called again, and missed after the last', async () => {
    world.panel.contacts = people(1);
    await world.fetch();
    const missed = { outcome: 'no_answer', endReason: 'not_answered' } as const;
    for (const attempt of [1, 2, 3]) {
      expect(await world.callAll(missed, { answered: false })).toBe(1);
      expect(await world.report()).toBe(attempt === 3 ? 1 : 0);
      await world.pass(world.now + 3_700_000);
    }
    expect(world.panel.results).toMatchObject([{ contact_id: 'c1', result: 'missed', attempts: 3 }]);
    expect(await world.callAll(missed, { answered: false })).toBe(0);
  });

  it('of a contact that was canceled', async () => {
    world.panel.contacts = people(1);
    await world.fetch();
    const [request] = await world.requests();
    await world.work.requests.cancel(academyId, request?.id ?? '');
    await world.report();
    expect(world.panel.results).toMatchObject([{ contact_id: 'c1', result: 'failed:canceled', attempts: 0 }]);
  });

  it('nothing of inbound calls and of callbacks', async () => {
    const inbound = await addOutreachCall(world.database.sql, { direction: 'inbound' });
    await world.dialer.end(inbound, { disposition: 'not_interested' });
    world.panel.contacts = people(1);
    await world.fetch();
    const [callId = ''] = await world.dialer.dial();
    await world.dialer.answer(callId);
    const promised = await createContactPreferences(world.db).promiseCallback(
      { callId, toolCallId: 'operator_failed' },
      { when: { earliest: new Date(noon + 600_000).toISOString() }, note: null },
    );
    expect(promised).toMatchObject({ ok: true });
    await world.dialer.end(callId, { disposition: 'failed:operator_failed', endReason: 'agent_ended' });
    await world.pass(noon + 700_000);
    expect(await world.callAll({ disposition: 'connected_to_operator', endReason: 'transferred' })).toBe(1);
    await world.report();
    expect(world.panel.results).toMatchObject([{ contact_id: 'c1', result: 'failed:operator_failed' }]);
    expect(await countRows(world.database.sql, 'panel_results')).toBe(1);
  });

  it('once, however many runners report at once', async () => {
    world.panel.contacts = people(10);
    await world.fetch();
    for (let round = 0; round < 3; round += 1)
      await world.callAll({ disposition: 'not_interested', endReason: 'agent_ended' });
    const taken = await Promise.all(Array.from({ length: 6 }, () => world.report(world.openWork())));
    expect(taken.reduce((sum, count) => sum + count)).toBe(10);
    expect(world.panel.reports).toHaveLength(10);
  });

  it.each([401, 408, 422, 429, 500, 503])(
    'again after it answered %i, later each time, until it takes it',
    async (status) => {
      world.panel.contacts = people(1);
      await world.fetch();
      await world.callAll({ disposition: 'not_interested', endReason: 'agent_ended' });
      world.panel.next({ kind: 'refuse', status }, 3);
      for (const pause of [0, 5_100, 10_100]) {
        await world.pass(world.now + pause);
        expect(await world.report()).toBe(0);
        expect(await world.report()).toBe(0);
      }
      await world.pass(world.now + 19_000);
      expect(await world.report()).toBe(0);
      await world.pass(world.now + 2_000);
      expect(await world.report()).toBe(1);
      expect(world.panel.results).toHaveLength(1);
    },
  );

  it('again when the connection was cut after it had taken it, and counts it once', async () => {
    world.panel.contacts = people(1);
    await world.fetch();
    await world.callAll({ disposition: 'not_interested', endReason: 'agent_ended' });
    world.panel.next({ kind: 'cut', afterMs: 0 });
    expect(await world.report()).toBe(0);
    expect(world.panel.results).toHaveLength(1);
    await world.pass(world.now + 6_000);
    // Answered with 409: it is known.
    expect(await world.report()).toBe(1);
    expect(world.panel.results).toHaveLength(1);
    expect(new Set(world.panel.reports.map(({ id }) => id)).size).toBe(1);
  });

  it('by another runner when one died with the result in its hands', async () => {
    world.panel.contacts = people(1);
    await world.fetch();
    await world.callAll({ disposition: 'not_interested', endReason: 'agent_ended' });
    expect(await world.work.results.claim(academyId, 10, 120)).toHaveLength(1);
    expect(await world.report()).toBe(0);
    await world.pass(world.now + 121_000);
    expect(await world.report()).toBe(1);
  });

  it('even when the runner that failed comes late: only the holder of the lease puts it off', async () => {
    world.panel.contacts = people(1);
    await world.fetch();
    await world.callAll({ disposition: 'not_interested', endReason: 'agent_ended' });
    const [late] = await world.work.results.claim(academyId, 10, 120);
    await world.pass(world.now + 121_000);
    const [owed] = await world.work.results.claim(academyId, 10, 120);
    if (!late || !owed) throw new Error('nothing was owed');
    await world.work.results.failed(late, 'too late', 3_600);
    await world.work.results.taken(owed);
    expect(await countRows(world.database.sql, 'panel_results', 'taken_at is not null')).toBe(1);
  });

  it('not tried with every result when it does not answer the first', async () => {
    world.panel.contacts = people(4);
    await world.fetch();
    await world.callAll({ disposition: 'not_interested', endReason: 'agent_ended' });
    world.panel.always({ kind: 'cut', afterMs: 0 });
    expect(await world.report()).toBe(0);
    expect(world.panel.reports).toHaveLength(1);
    expect(
      await countRows(world.database.sql, 'panel_results', 'deliveries = 1 and last_error is not null'),
    ).toBe(4);
  });

  it('again when it offers a contact whose result it had taken', async () => {
    world.panel.contacts = people(1);
    await world.fetch();
    await world.callAll({ disposition: 'hangup' });
    await world.report();
    world.panel.results = [];
    await world.fetch();
    expect(await world.report()).toBe(0);
    await world.pass(world.now + 61_000);
    await world.fetch();
    expect(await world.report()).toBe(1);
    expect(world.panel.results).toMatchObject([{ contact_id: 'c1', result: 'hangup' }]);
    expect(await world.requests()).toHaveLength(1);
  });
});
