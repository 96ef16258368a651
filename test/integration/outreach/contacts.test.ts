import { describe, expect, it } from 'vitest';
import { createPanel } from '../../../src/services/panel/http-panel.ts';
import { createContactPreferences } from '../../../src/services/supabase/supabase-contact-preferences.ts';
import { countRows } from '../../support/database-fixtures.ts';
import { noon, PanelWorld, people } from './panel-world.ts';
import { academyId, addOutreachCall } from './support.ts';

const world = new PanelWorld();

describe('the panel offers contacts', { timeout: 60_000 }, () => {
  it('of which each becomes one request with the attempts that are set', async () => {
    world.panel.contacts = people(2);
    expect(await world.fetch()).toBe(2);
    expect(await world.requests()).toMatchObject([
      {
        source_key: 'panel:c1',
        max_attempts: 3,
        phone: '+12025550110',
        input: { contact_id: 'c1' },
      },
      {
        source_key: 'panel:c2',
        max_attempts: 3,
        phone: '+12025550111',
        input: { contact_id: 'c2' },
      },
    ]);
  });

  it('with the keys of a menu, where they could be pressed', async () => {
    const [first, second] = people(2);
    world.panel.contacts = [
      { ...first, menu_digits: 'ww2#' },
      { ...second, menu_digits: 'press two' },
    ];
    await world.fetch();
    expect((await world.requests()).map(({ input }) => input)).toEqual([
      { contact_id: 'c1', menu_digits: 'ww2#' },
      { contact_id: 'c2' },
    ]);
  });

  it('in batches, and no more while a batch waits', async () => {
    world.panel.contacts = people(25);
    expect(await world.fetch()).toBe(10);
    expect(await world.fetch()).toBe(0);
    expect(world.panel.limits).toEqual([10, 0]);
    expect(await world.requests()).toHaveLength(10);
  });

  it('of which one that comes in two batches is one request', async () => {
    world.panel.contacts = people(3);
    await world.fetch();
    await world.callAll({ outcome: 'no_answer', endReason: 'not_answered' }, { answered: false });
    world.panel.contacts = [...people(3), { id: 'c9', phone: '+12025550190' }];
    expect(await world.fetch()).toBe(1);
    expect(await world.requests()).toHaveLength(4);
  });

  it('to eight runners at once, and still each is one request', async () => {
    world.panel.contacts = people(8);
    const added = await Promise.all(Array.from({ length: 8 }, () => world.fetch(world.openWork())));
    expect(added.reduce((sum, count) => sum + count)).toBe(8);
    expect(await world.requests()).toHaveLength(8);
  });

  it('but none are taken, and those that wait are held, while calls are not allowed', async () => {
    world.panel.contacts = people(3);
    await world.fetch();
    world.panel.callAllowed = false;
    world.panel.retryAfter = '900';
    expect(await world.fetch()).toBe(0);
    expect(await world.dialer.dial()).toEqual([]);
    await world.pass(noon + 899_000);
    expect(await world.dialer.dial()).toEqual([]);
    await world.pass(noon + 901_000);
    expect(await world.dialer.dial()).toHaveLength(3);
  });

  it('and numbers as people write them; one that is impossible is told back', async () => {
    world.panel.contacts = [
      { id: 7, phone: '(202) 555-0142' },
      { id: 'bad', phone: '12' },
      { id: 'none' },
      { phone: '+12025550143' },
      'nonsense',
    ];
    expect(await world.fetch()).toBe(1);
    expect(await world.requests()).toMatchObject([{ source_key: 'panel:7', phone: '+12025550142' }]);
    expect(await world.report()).toBe(2);
    expect(world.panel.results).toMatchObject([
      { contact_id: 'bad', result: 'failed:invalid_number', phone: '12' },
      { contact_id: 'none', result: 'failed:invalid_number', phone: null },
    ]);
  });

  it('and whoever does not want to be called is not, which is told back', async () => {
    const db = world.db;
    await createContactPreferences(db).refuseCalls({
      organizationId: academyId,
      phone: '+12025550110',
      reason: 'said so',
      callId: await addOutreachCall(world.database.sql, { toPhone: '+12025550110' }),
    });
    world.panel.contacts = people(1);
    expect(await world.fetch()).toBe(0);
    await world.report();
    expect(world.panel.results).toMatchObject([{ contact_id: 'c1', result: 'failed:do_not_call' }]);
  });

  it.each([
    ['refuses us (401)', { kind: 'refuse', status: 401 }],
    ['is overloaded (429)', { kind: 'refuse', status: 429 }],
    ['fails (500)', { kind: 'refuse', status: 500 }],
    ['is cut off in mid-answer', { kind: 'cut', afterMs: 0 }],
    ['sends half an answer', { kind: 'half', afterMs: 0 }],
  ] as const)('later when it %s, and is left alone until then', async (_what, fault) => {
    world.panel.contacts = people(1);
    world.panel.next(fault);
    expect(await world.fetch()).toBe(0);
    const asked = world.panel.limits.length;
    expect(await world.fetch()).toBe(0);
    expect(world.panel.limits).toHaveLength(asked);
    await world.pass(noon + 6_000);
    expect(await world.fetch()).toBe(1);
  });

  it('only after the time that a 429 asks for', async () => {
    world.panel.contacts = people(1);
    world.panel.retryAfter = '120';
    world.panel.next({ kind: 'refuse', status: 429 });
    await world.fetch();
    await world.pass(noon + 119_000);
    expect(await world.fetch()).toBe(0);
    await world.pass(noon + 121_000);
    expect(await world.fetch()).toBe(1);
  });

  it('to nobody who has the wrong token', async () => {
    world.panel.contacts = people(1);
    const wrong = createPanel({ baseUrl: world.panel.url, token: 'wrong' }, { now: () => world.now });
    expect(await world.fetch({ ...world.work, panel: wrong })).toBe(0);
    expect(await world.requests()).toMatchObject([]);
  });

  it('late, and is waited for', async () => {
    world.panel.contacts = people(1);
    world.panel.next({ kind: 'slow', delayMs: 300 });
    expect(await world.fetch()).toBe(1);
  });

  it('and is not needed for static contacts, who are called once and reported to nobody', async () => {
    const fixed = world.openWork({ panel: null, staticContacts: ['+12025550120', '+12025550121'] });
    expect(await world.fetch(fixed)).toBe(2);
    expect(await world.fetch(fixed)).toBe(0);
    expect(await world.requests()).toMatchObject([
      { source_key: 'static:+12025550120', max_attempts: 3, input: {} },
      { source_key: 'static:+12025550121' },
    ]);
    await world.callAll({ disposition: 'not_interested' });
    expect(await world.report(fixed)).toBe(0);
    expect(await countRows(world.database.sql, 'panel_results')).toBe(0);
  });
});
