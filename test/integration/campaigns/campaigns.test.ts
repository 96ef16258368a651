import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { campaignNow, campaignPorts, wanted } from '../../support/campaigns.ts';
import { databases, demoOrganizationId, keyIn } from '../../support/database-fixtures.ts';
import type { TestDatabase } from '../../support/postgres.ts';

const minutes = (instant: string, count: number) =>
  new Date(Date.parse(instant) + count * 60_000).toISOString();

describe.each(databases)('a campaign that looks for one slot, on %s', (_name, create) => {
  let database: TestDatabase;
  let ports: ReturnType<typeof campaignPorts>;

  beforeAll(async () => {
    database = await create();
    await database.setNow(campaignNow);
    ports = campaignPorts(database);
    await ports.addLine(demoOrganizationId);
    // The same few telephones ring in each test.
    await database.sql.exec(
      'update public.dialers set max_per_number_day = 1000, max_per_number_week = 1000',
    );
  }, 60_000);
  afterAll(() => database.close());
  beforeEach(async () => {
    // Each test has the telephones of all providers to itself.
    await database.sql.exec(`
      update public.calls set ended_at = app.now(), outcome = 'canceled', end_reason = 'never_dialed'
      where ended_at is null;
      update public.call_requests set status = 'canceled' where status in ('waiting', 'dialing');
      update public.legs set released_at = app.now() where released_at is null;
      delete from public.provider_appointments where kind <> 'taken';`);
  });

  /** A campaign with five calls that were answered, and what the first provider really has free. */
  async function begun(
    campaign: Parameters<typeof ports.start>[0] = {},
    busy: { startsAt: string; endsAt: string }[] = [],
  ) {
    const campaignId = await ports.start(campaign, busy);
    const calls = await ports.callAll(campaignId);
    const [first, second] = [...calls.values()];
    if (!first || !second) throw new Error('nobody was called');
    const [slot] = await ports.negotiations.openings(first.callId);
    if (!slot) throw new Error('nothing is free');
    return { campaignId, calls, first, second, slot };
  }
  const confirm = (campaignId: string, providerId: string, { start, end }: { start: string; end: string }) =>
    ports.campaigns.confirm(campaignId, {
      providerId,
      start,
      end,
      clientName: 'Sam Reed',
      clientPhone: null,
    });
  const bookings = async (campaignId: string) =>
    database.sql.query<{ kind: string; reference: string | null }>(
      'select kind, reference from public.provider_appointments where campaign_id = $1::uuid',
      [campaignId],
    );

  it('calls as many at once as it may, and no provider twice', async () => {
    const { campaignId, calls } = await begun({ maxParallel: 3 });
    expect(calls.size).toBe(3);
    const ids = (await ports.state(campaignId)).providers.map(({ provider_id }) => provider_id);
    expect(await ports.work.call(campaignId, ids)).toBe(3);
    expect(await ports.claim(20)).toEqual([]);
  });

  it('does not call who takes no new clients', async () => {
    await database.sql.exec(
      "update public.providers set takes_new_clients = false where place_key = 'demo:dentist-1'",
    );
    const { providers } = await ports.state(await ports.start());
    expect(providers.filter(({ state }) => state === 'excluded').map(({ reason }) => reason)).toEqual([
      'no_new_clients',
    ]);
    await database.sql.exec(
      "update public.providers set takes_new_clients = true where place_key = 'demo:dentist-1'",
    );
  });

  it('started twice with the same key is one campaign, and with another request none', async () => {
    const key = { idempotencyKey: 'once' };
    const [one, other] = await Promise.all([ports.start(key), ports.start(key)]);
    expect(one).toBe(other);
    const answer = await ports.campaigns.start({ ...wanted, ...key, requestDigest: 'of-another' }, [], []);
    expect(answer).toEqual({ ok: false, code: 'key_reused' });
  });

  describe('an offer', () => {
    it('is one, however often it is recorded, and belongs to whoever is on the line', async () => {
      const { campaignId, first, slot } = await begun();
      const answers = [
        await ports.offer(first.callId, slot.start, slot.end),
        await ports.offer(first.callId, slot.start, slot.end, minutes(campaignNow, 120)),
      ];
      expect(answers.every(({ ok }) => ok)).toBe(true);
      const { offers } = await ports.state(campaignId);
      expect(offers).toMatchObject([
        { provider_id: first.providerId, held_until: minutes(campaignNow, 120) },
      ]);
    });

    it.each([
      ['before the range', '2027-03-12T17:00:00.000Z', 30, 'outside_range'],
      ['that has passed', '2027-03-01T17:00:00.000Z', 30, 'past'],
      ['that is too short', '2027-03-16T17:00:00.000Z', 20, 'too_short'],
      ['in the night', '2027-03-16T10:00:00.000Z', 30, 'outside_hours'],
      ['over lunch', '2027-03-16T19:00:00.000Z', 30, 'outside_hours'],
      ['over something else', '2027-03-17T17:15:00.000Z', 30, 'over_busy'],
    ])('%s is refused, and there is none', async (_what, start, length, code) => {
      const busy = [{ startsAt: '2027-03-17T17:00:00.000Z', endsAt: '2027-03-17T17:30:00.000Z' }];
      const { campaignId, first } = await begun({}, busy);
      expect(await ports.offer(first.callId, start, minutes(start, length))).toEqual({ ok: false, code });
      expect((await ports.state(campaignId)).offers).toEqual([]);
    });

    it('of another provider is nothing that this one could give', async () => {
      const { first, second, slot } = await begun();
      expect(await ports.negotiations.validate(first.callId, second.providerId, slot)).toEqual({
        ok: false,
        code: 'other_provider',
      });
      expect(await ports.negotiations.validate(first.callId, first.providerId, slot)).toEqual({ ok: true });
    });

    it('kept until a moment that has passed is refused', async () => {
      const { first, slot } = await begun();
      expect(await ports.offer(first.callId, slot.start, slot.end, minutes(campaignNow, -1))).toEqual({
        ok: false,
        code: 'held_in_past',
      });
    });

    it('after the call has ended is refused', async () => {
      const { first, slot } = await begun();
      await ports.end(first.callId, null);
      expect(await ports.offer(first.callId, slot.start, slot.end)).toEqual({
        ok: false,
        code: 'call_ended',
      });
    });
  });

  describe('the end of a call', () => {
    it('says of each provider what became of it, and frees its place for the next', async () => {
      const { campaignId, calls, first, second, slot } = await begun();
      const [, , third] = [...calls.values()];
      await ports.offer(first.callId, slot.start, slot.end);
      await ports.end(first.callId, 'offer');
      await ports.negotiations.recordNoOffer(keyIn(second.callId), 'no_new_clients', null);
      await ports.end(second.callId, 'refused');
      await ports.end(third?.callId ?? '', 'no_slot');
      const { providers } = await ports.state(campaignId);
      const became = (id: string | undefined) => {
        const one = providers.find(({ provider_id }) => provider_id === id);
        return [one?.state, one?.reason];
      };
      expect(became(first.providerId)).toEqual(['offered', null]);
      expect(became(second.providerId)).toEqual(['refused', 'no_new_clients']);
      expect(became(third?.providerId)).toEqual(['no_slot', 'no_slot']);
      expect((await ports.callAll(campaignId)).size).toBe(3);
    });

    it('in the middle is followed by one more call, and by no third', async () => {
      const campaignId = await ports.start({ maxParallel: 1 });
      const [first] = [...(await ports.callAll(campaignId)).values()];
      if (!first) throw new Error('nobody was called');
      const of = async () =>
        (await ports.state(campaignId)).providers.find(({ provider_id }) => provider_id === first.providerId);
      await ports.end(first.callId, null);
      expect(await of()).toMatchObject({ state: 'waiting', reason: 'cut_off', attempts: 1 });
      await database.setNow(minutes(campaignNow, 1));
      await ports.work.call(campaignId, [first.providerId]);
      const [again] = await ports.claim(1);
      if (!again) throw new Error('not called again');
      await ports.dialing.begin(again.callId, 60);
      await ports.dialing.answered(again.callId, null, 'human');
      await ports.end(again.callId, null);
      expect(await of()).toMatchObject({ state: 'unreached', reason: 'answered', attempts: 2 });
      await database.setNow(campaignNow);
    });

    it('at a busy telephone is tried again once, later, while others are called at once', async () => {
      const campaignId = await ports.start({ maxParallel: 1 });
      const [one, other] = (await ports.state(campaignId)).providers;
      await ports.work.call(campaignId, [one?.provider_id ?? '']);
      const [call] = await ports.claim(1);
      if (!call) throw new Error('not claimed');
      await ports.finish(call, 'busy');
      const [again] = (await ports.state(campaignId)).providers;
      expect(again).toMatchObject({ state: 'waiting', reason: 'busy' });
      expect(Date.parse(again?.not_before ?? '')).toBeGreaterThan(Date.parse(campaignNow));
      expect(await ports.work.call(campaignId, [one?.provider_id ?? '', other?.provider_id ?? ''])).toBe(1);
      const [next] = await ports.claim(1);
      expect((await ports.negotiations.terms(next?.callId ?? '')).provider.id).toBe(other?.provider_id);
    });
  });

  describe('a commitment', () => {
    it('is one appointment at the provider, with a reference, and lets go of the rest', async () => {
      const { campaignId, first, second, slot } = await begun();
      await ports.offer(first.callId, slot.start, slot.end);
      const [kept] = await ports.negotiations.openings(second.callId);
      if (!kept) throw new Error('nothing free');
      const until = minutes(campaignNow, 60);
      expect(await ports.negotiations.keep(second.callId, kept, until)).toBe(true);
      await ports.offer(second.callId, kept.start, kept.end, until);
      const answer = await confirm(campaignId, first.providerId, slot);
      expect(answer).toMatchObject({ ok: true, confirmed: true, status: 'completed' });
      const reference = answer.ok ? answer.reference : null;
      expect(reference).toMatch(/^CONF-[0-9A-F]{8}$/);
      expect(await bookings(campaignId)).toEqual([{ kind: 'booked', reference }]);
      expect(await confirm(campaignId, first.providerId, slot)).toEqual(answer);
      expect(await confirm(campaignId, second.providerId, kept)).toEqual({
        ok: false,
        code: 'already_confirmed',
      });
      const { offers, providers } = await ports.state(campaignId);
      expect(offers.map(({ status }) => status).toSorted()).toEqual(['committed', 'released']);
      expect(providers.some(({ state }) => state === 'waiting')).toBe(false);
      expect(await ports.negotiations.validate(second.callId, second.providerId, kept)).toEqual({
        ok: false,
        code: 'campaign_over',
      });
      expect(await ports.negotiations.keep(second.callId, kept, until)).toBe(false);
    });

    it('of a slot that nobody offered does not exist', async () => {
      const { campaignId, first, slot } = await begun();
      expect(await confirm(campaignId, first.providerId, slot)).toEqual({ ok: false, code: 'not_offered' });
      expect((await ports.state(campaignId)).commitment).toBeNull();
    });

    it('of a slot that somebody else has taken is refused, and the offer is gone', async () => {
      const { campaignId, first, slot } = await begun();
      await ports.offer(first.callId, slot.start, slot.end);
      await database.sql.query(
        `insert into public.provider_appointments (organization_id, provider_id, starts_at, ends_at, kind)
         values ($1::uuid, $2::uuid, $3::timestamptz, $4::timestamptz, 'taken')`,
        [demoOrganizationId, first.providerId, slot.start, slot.end],
      );
      expect(await confirm(campaignId, first.providerId, slot)).toEqual({ ok: false, code: 'slot_gone' });
      const { offers, commitment, status } = await ports.state(campaignId);
      expect([offers[0]?.status, commitment, status]).toEqual(['gone', null, 'running']);
      await database.sql.query(
        'delete from public.provider_appointments where provider_id = $1::uuid and starts_at = $2::timestamptz',
        [first.providerId, slot.start],
      );
    });

    it('at a provider that has to be asked has no reference before its yes', async () => {
      await database.sql.exec("update public.providers set temper = null where temper = 'plain'");
      const campaignId = await ports.start();
      const [first] = [...(await ports.callAll(campaignId)).values()];
      if (!first) throw new Error('nobody was called');
      const slot = { start: '2027-03-16T17:00:00.000Z', end: '2027-03-16T17:30:00.000Z' };
      expect(await ports.offer(first.callId, slot.start, slot.end)).toMatchObject({ ok: true });
      await ports.end(first.callId, 'offer');
      expect(await confirm(campaignId, first.providerId, slot)).toMatchObject({
        ok: true,
        confirmed: false,
        reference: null,
        status: 'confirming',
      });
      // The others are still talking; only what was not begun is dropped, and this is claimed before all.
      const [asked] = await ports.claim(1);
      if (!asked) throw new Error('not asked');
      await ports.dialing.begin(asked.callId, 60);
      await ports.dialing.answered(asked.callId, null, 'human');
      expect(await ports.negotiations.terms(asked.callId)).toMatchObject({ purpose: 'confirm', slot });
      const answered = await ports.negotiations.recordAnswer(keyIn(asked.callId), true);
      expect(answered).toMatchObject({ ok: true, reference: expect.stringMatching(/^CONF-/) });
      expect(await ports.state(campaignId)).toMatchObject({
        status: 'completed',
        commitment: { reference: answered.ok ? answered.reference : '' },
      });
      await database.sql.exec("update public.providers set temper = 'plain' where temper is null");
    });

    it('of a hold that has not lapsed is kept without another call', async () => {
      await database.sql.exec("update public.providers set temper = null where temper = 'plain'");
      const campaignId = await ports.start();
      const [first, second] = [...(await ports.callAll(campaignId)).values()];
      if (!first || !second) throw new Error('nobody was called');
      const slot = { start: '2027-03-16T17:00:00.000Z', end: '2027-03-16T17:30:00.000Z' };
      await ports.offer(first.callId, slot.start, slot.end, minutes(campaignNow, 60));
      await ports.offer(second.callId, slot.start, slot.end, minutes(campaignNow, 60));
      expect(await confirm(campaignId, first.providerId, slot)).toMatchObject({ ok: true, confirmed: true });
      const owed = await database.sql.query<{ purpose: string }>(
        `select input ->> 'purpose' as purpose from public.call_requests
         where campaign_id = $1::uuid and status = 'waiting'`,
        [campaignId],
      );
      // The one that loses is told that its slot is not needed.
      expect(owed).toEqual([{ purpose: 'release' }]);
      await database.sql.exec("update public.providers set temper = 'plain' where temper is null");
    });
  });

  it('canceled calls nobody else, keeps nothing, and cannot be confirmed', async () => {
    const { campaignId, first, slot } = await begun();
    await ports.negotiations.keep(first.callId, slot, minutes(campaignNow, 60));
    await ports.offer(first.callId, slot.start, slot.end, minutes(campaignNow, 60));
    expect(await ports.campaigns.cancel(campaignId)).toEqual(expect.objectContaining({ ok: true }));
    expect(await bookings(campaignId)).toEqual([]);
    expect(await confirm(campaignId, first.providerId, slot)).toEqual({ ok: false, code: 'campaign_over' });
    await ports.end(first.callId, 'offer');
    expect(await ports.work.call(campaignId, [first.providerId])).toBe(0);
  });

  it('numbers what happened without gaps, so that somebody who comes back misses nothing', async () => {
    const { campaignId, first, slot } = await begun();
    await Promise.all([
      ports.offer(first.callId, slot.start, slot.end),
      ...Array.from({ length: 5 }, (_, index) =>
        ports.negotiations.log(keyIn(first.callId), `note ${index}`, {}),
      ),
    ]);
    const all = (await ports.campaigns.eventsAfter(campaignId, 0))?.events ?? [];
    expect(all.map(({ event_id }) => event_id)).toEqual(all.map((_, index) => index + 1));
    const since = await ports.campaigns.eventsAfter(campaignId, 3);
    expect(since?.events).toEqual(all.slice(3));
  });

  it('belongs to its organization', async () => {
    const campaignId = await ports.start();
    const answer = await ports.db.rpc('campaign_state', {
      organization_id: '00000000-0000-4000-8000-0000000000b1',
      campaign_id: campaignId,
    });
    expect(answer.data).toBeNull();
  });
});

describe('a campaign whose slots are confirmed by many at once', () => {
  const [, createPostgres] = databases[0];
  it('commits one of them', { timeout: 60_000 }, async () => {
    const database = await createPostgres();
    try {
      await database.setNow(campaignNow);
      const ports = campaignPorts(database);
      await ports.addLine(demoOrganizationId);
      await database.sql.exec(
        'update public.dialers set max_per_number_day = 1000, max_per_number_week = 1000',
      );
      for (let round = 0; round < 5; round += 1) {
        const campaignId = await ports.start();
        const calls = [...(await ports.callAll(campaignId)).values()];
        const chosen: { providerId: string; start: string; end: string }[] = [];
        for (const { callId, providerId } of calls) {
          const [slot] = await ports.negotiations.openings(callId);
          if (!slot || !(await ports.offer(callId, slot.start, slot.end)).ok) continue;
          chosen.push({ providerId, ...slot });
        }
        expect(chosen.length).toBeGreaterThan(2);
        const answers = await Promise.all(
          [...chosen, ...chosen].map((slot) =>
            ports.campaigns.confirm(campaignId, { ...slot, clientName: null, clientPhone: null }),
          ),
        );
        const references = answers.flatMap((answer) => (answer.ok ? [answer.reference] : []));
        expect(new Set(references).size).toBe(1);
        const [row] = await database.sql.query<{ count: number }>(
          `select count(*)::int as count from public.provider_appointments
           where campaign_id = $1::uuid and kind <> 'taken'`,
          [campaignId],
        );
        expect(row?.count).toBe(1);
        for (const { callId } of calls) await ports.end(callId, null);
      }
    } finally {
      await database.close();
    }
  });
});
