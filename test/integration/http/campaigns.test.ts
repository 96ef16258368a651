import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  campaignView,
  confirmCampaignResponse,
  startCampaignResponse,
} from '../../../src/campaigns/campaign-views.ts';
import { createNegotiations } from '../../../src/services/supabase/supabase-negotiations.ts';
import { databases, demoOrganizationId, keyIn } from '../../support/database-fixtures.ts';
import { dialingPorts } from '../../support/dialing.ts';
import { ask, readError } from './support/client.ts';
import { type Desk, openDesk } from './support/desk.ts';

const wish = {
  service: 'dentist',
  location: 'San Francisco',
  date_range_start: '2027-03-15T08:00:00Z',
  date_range_end: '2027-03-20T18:00:00Z',
};

describe.each(databases)('campaigns over HTTP, on %s', (_name, create) => {
  let desk: Desk;
  let ports: ReturnType<typeof dialingPorts>;
  let negotiations: ReturnType<typeof createNegotiations>;

  beforeAll(async () => {
    desk = await openDesk(create);
    ports = dialingPorts(desk.supabase.database);
    negotiations = createNegotiations(ports.db);
    await ports.addLine(demoOrganizationId);
    await desk.supabase.database.sql.exec(
      'update public.dialers set max_per_number_day = 1000, max_per_number_week = 1000',
    );
  }, 120_000);
  afterAll(() => desk?.close());

  async function start(extra: Record<string, unknown> = {}, headers: Record<string, string> = {}) {
    const answer = await desk.post('/campaigns', { ...wish, ...extra }, headers);
    expect(answer.status, JSON.stringify(answer.body)).toBe(202);
    return startCampaignResponse.parse(answer.body).campaign_id;
  }
  const find = async (id: string) => campaignView.parse((await ask(desk.url, `/campaigns/${id}`)).body);

  /** One provider is called and offers a slot that it has. */
  async function offered() {
    const id = await start();
    const { debug } = await find(id);
    const plain = await desk.supabase.database.sql.query<{ id: string }>(
      "select id from public.providers where temper = 'plain'",
      [],
    );
    const provider = debug.providers.find(({ provider_id }) => plain.some((one) => one.id === provider_id));
    await ports.db.rpc('call_providers', { campaign_id: id, provider_ids: [provider?.provider_id] });
    const [call] = await ports.claim(1);
    if (!call) throw new Error('nobody is called');
    await ports.dialing.begin(call.callId, 60);
    await ports.dialing.answered(call.callId, null, 'human');
    for (const slot of await negotiations.openings(call.callId)) {
      const made = await negotiations.recordOffer(keyIn(call.callId), {
        ...slot,
        heldUntil: null,
        notes: null,
      });
      if (!made.ok) continue;
      await ports.calls.end(call.callId, {
        outcome: 'answered',
        disposition: 'offer',
        endReason: 'agent_ended',
      });
      await ports.dialing.release(call.callId);
      return { id, provider_id: provider?.provider_id, start: slot.start, end: slot.end };
    }
    throw new Error('nothing is free');
  }
  const confirm = (id: string, slot: Record<string, unknown>) =>
    desk.post(`/campaigns/${id}/confirm`, {
      ...slot,
      user_contact: { name: 'Sam Reed', phone: '+12025550199' },
    });

  it('starts with the defaults that the description shows', async () => {
    const campaign = await find(await start());
    expect(campaign).toMatchObject({
      status: 'running',
      duration_min: 30,
      best: null,
      ranked: [],
      confirmation: null,
    });
    expect(campaign.debug.providers).toHaveLength(15);
    expect(campaign.progress.total_providers).toBe(15);
  });

  it.each([
    [{ service: undefined }, 'body.service'],
    [{ service: 'astronaut' }, 'body.service'],
    [{ location: 'Atlantis' }, 'body.location'],
    [{ date_range_end: '2026-11-01T08:00:00Z' }, 'body.date_range_end'],
    [{ date_range_end: wish.date_range_start }, 'body.date_range_end'],
    [{ date_range_end: '2027-03-15T08:20:00Z' }, 'body.date_range_end'],
    [{ date_range_start: 'next week' }, 'body.date_range_start'],
    [{ duration_min: 0 }, 'body.duration_min'],
    [{ max_parallel: 0 }, 'body.max_parallel'],
    [{ max_providers: 16 }, 'body.max_providers'],
    [{ preferences: { rating_weight: -1 } }, 'body.preferences.rating_weight'],
    [
      { preferences: { earliest_weight: 0, rating_weight: 0, distance_weight: 0, preference_weight: 0 } },
      'body.preferences',
    ],
    [{ budget: 0 }, 'body.budget'],
    [{ user_contact: { name: 'Sam', phone: '555' } }, 'body.user_contact.phone'],
  ])('names the field that is wrong in %j, and calls nobody', async (extra, field) => {
    const before = await ask(desk.url, '/campaigns');
    const answer = await desk.post('/campaigns', { ...wish, ...extra });
    expect(answer.status).toBe(400);
    expect(readError(answer)).toMatchObject({ code: 'invalid_request', field, fix: expect.any(String) });
    expect((await ask(desk.url, '/campaigns')).body).toEqual(before.body);
  });

  it('starts one campaign for one Idempotency-Key, however many ask at once', async () => {
    const key = { 'idempotency-key': 'my-dentist' };
    const ids = await Promise.all([start({}, key), start({}, key), start({}, key)]);
    expect(new Set(ids).size).toBe(1);
    const other = await desk.post('/campaigns', { ...wish, duration_min: 45 }, key);
    expect([other.status, readError(other).code]).toEqual([409, 'key_reused']);
  });

  it('confirms what was offered, once, with one reference', async () => {
    const { id, ...slot } = await offered();
    const answers = await Promise.all([confirm(id, slot), confirm(id, slot)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const [one, other] = answers.map(({ body }) => confirmCampaignResponse.parse(body));
    expect(one).toEqual(other);
    expect(one?.confirmation_ref).toMatch(/^CONF-[0-9A-F]{8}$/);
    const campaign = await find(id);
    expect(campaign).toMatchObject({
      status: 'completed',
      confirmation: { confirmed: true, confirmation_ref: one?.confirmation_ref },
      best: { provider_id: slot.provider_id, start: slot.start },
    });
    const later = new Date(Date.parse(slot.start) + 86_400_000).toISOString();
    const second = await confirm(id, {
      ...slot,
      start: later,
      end: new Date(Date.parse(later) + 1_800_000).toISOString(),
    });
    expect([second.status, readError(second).code]).toEqual([409, 'already_confirmed']);
  });

  it('refuses a slot that nobody offered', async () => {
    const { id, ...slot } = await offered();
    const answer = await confirm(id, { ...slot, end: new Date(Date.parse(slot.end) + 60_000).toISOString() });
    expect([answer.status, readError(answer).code]).toEqual([400, 'not_offered']);
    expect((await find(id)).confirmation).toBeNull();
  });

  it('cancels once and for all', async () => {
    const { id, ...slot } = await offered();
    expect((await desk.post(`/campaigns/${id}/cancel`, {})).body).toEqual({
      campaign_id: id,
      status: 'canceled',
    });
    expect((await desk.post(`/campaigns/${id}/cancel`, {})).status).toBe(200);
    const answer = await confirm(id, slot);
    expect([answer.status, readError(answer).code]).toEqual([409, 'campaign_over']);
  });

  it('knows nothing of a campaign of somebody else, or of none', async () => {
    const none = '00000000-0000-4000-8000-00000000ffff';
    for (const target of [`/campaigns/${none}`, `/campaigns/${none}/events`]) {
      expect((await ask(desk.url, target)).status).toBe(404);
    }
    expect((await desk.post(`/campaigns/${none}/cancel`, {})).status).toBe(404);
  });

  it('tells what happens as it happens, and all that somebody missed', async () => {
    const { id, ...slot } = await offered();
    await confirm(id, slot);
    const whole = String((await ask(desk.url, `/campaigns/${id}/events`)).body);
    const ids = [...whole.matchAll(/^id: (\d+)$/gm)].map(([, event]) => Number(event));
    expect(ids).toEqual(ids.map((_, index) => index + 1));
    expect([...whole.matchAll(/^event: (\w+)$/gm)].map(([, kind]) => kind)).toEqual(
      expect.arrayContaining(['started', 'provider', 'dialing', 'answered', 'offer', 'confirmed', 'status']),
    );
    const rest = await ask(desk.url, `/campaigns/${id}/events`, {
      headers: { 'last-event-id': String(ids.at(-2)) },
    });
    expect([...String(rest.body).matchAll(/^id: (\d+)$/gm)].map(([, event]) => Number(event))).toEqual([
      ids.at(-1),
    ]);
  });
});
