import { describe, expect, it } from 'vitest';
import { nextStep } from './advance.ts';
import type { CampaignState } from './campaigns.ts';

const now = Date.parse('2027-03-05T18:00:00.000Z');
type Provider = CampaignState['providers'][number];

const id = (index: number) => `00000000-0000-4000-8000-00000000000${index}`;
const provider = (index: number, more: Partial<Provider> = {}): Provider => ({
  provider_id: id(index),
  name: `Practice ${index}`,
  phone: `+1202555010${index}`,
  time_zone: 'America/Los_Angeles',
  rating: 4.5,
  rating_count: 100,
  travel_minutes: 10 * index,
  state: 'waiting',
  reason: null,
  attempts: 0,
  not_before: null,
  hours: [],
  calls: [],
  ...more,
});
const offer = (index: number, start: string): CampaignState['offers'][number] => ({
  offer_id: `00000000-0000-4000-9000-00000000000${index}`,
  provider_id: id(index),
  call_id: `00000000-0000-4000-a000-00000000000${index}`,
  start,
  end: new Date(Date.parse(start) + 1_800_000).toISOString(),
  held_until: null,
  notes: null,
  status: 'open',
});
const campaign = (more: Partial<CampaignState> = {}): CampaignState => ({
  campaign_id: id(0),
  organization_id: id(9),
  service: 'dentist',
  location: 'San Francisco',
  starts_at: '2027-03-15T08:00:00.000Z',
  ends_at: '2027-03-20T18:00:00.000Z',
  duration_minutes: 30,
  max_providers: 10,
  max_parallel: 2,
  weights: { earliest: 1, rating: 0, distance: 1, preference: 0 },
  likes: { parts_of_day: [], weekdays: [] },
  time_zone: 'America/Los_Angeles',
  client_name: null,
  auto_confirm: false,
  budget: null,
  spent: 0,
  status: 'running',
  failure: null,
  created_at: '2027-03-05T18:00:00.000Z',
  ended_at: null,
  providers: [provider(3), provider(1), provider(2)],
  offers: [],
  busy: [],
  excluded: [],
  commitment: null,
  ...more,
});
/** The very beginning of the range: nobody could be earlier. */
const earliest = '2027-03-15T08:00:00.000Z';
const latest = '2027-03-20T17:00:00.000Z';

describe('what a campaign does next', () => {
  it('calls those first that could be best', () => {
    expect(nextStep(campaign(), now)).toEqual({ kind: 'call', providerIds: [id(1), id(2), id(3)] });
  });

  it('waits while as many are called as may be', () => {
    const providers = [provider(1, { state: 'calling' }), provider(2, { state: 'calling' }), provider(3)];
    expect(nextStep(campaign({ providers }), now)).toEqual({ kind: 'wait' });
  });

  it('stops once nobody left could be better, and not before', () => {
    const offered = [provider(1, { state: 'offered', attempts: 1 }), provider(2), provider(3)];
    expect(nextStep(campaign({ providers: offered, offers: [offer(1, earliest)] }), now)).toEqual({
      kind: 'finish',
      failure: null,
    });
    expect(nextStep(campaign({ providers: offered, offers: [offer(1, latest)] }), now)).toEqual({
      kind: 'call',
      providerIds: [id(2), id(3)],
    });
  });

  it('commits the best at once where it may, although others are still called', () => {
    const providers = [
      provider(1, { state: 'offered', attempts: 1 }),
      provider(2, { state: 'calling', attempts: 1 }),
    ];
    const state = campaign({ providers, offers: [offer(1, earliest)], auto_confirm: true });
    expect(nextStep(state, now)).toEqual({ kind: 'commit' });
    expect(nextStep({ ...state, auto_confirm: false }, now)).toEqual({ kind: 'wait' });
  });

  it('does not call who is busy before their time, and waits for them only while there is no offer', () => {
    const later = new Date(now + 120_000).toISOString();
    const busy = provider(1, { attempts: 1, reason: 'busy', not_before: later });
    expect(nextStep(campaign({ providers: [busy] }), now)).toEqual({ kind: 'wait' });
    expect(nextStep(campaign({ providers: [busy] }), now + 120_000)).toMatchObject({ kind: 'call' });
    const offered = provider(3, { state: 'offered', attempts: 1 });
    const state = campaign({ providers: [busy, offered], offers: [offer(3, latest)] });
    expect(nextStep(state, now)).toEqual({ kind: 'finish', failure: null });
  });

  it('has enough when as many have answered as were to be called', () => {
    const providers = [provider(1, { state: 'no_slot', attempts: 1 }), provider(2), provider(3)];
    expect(nextStep(campaign({ providers, max_providers: 1 }), now)).toEqual({
      kind: 'finish',
      failure: null,
    });
  });

  it.each([
    ['its budget is spent', campaign({ budget: 1, spent: 1.2 }), 'budget_spent'],
    [
      'its dates have passed',
      campaign({ ends_at: '2027-03-05T17:00:00.000Z', starts_at: '2027-03-01T08:00:00.000Z' }),
      'range_passed',
    ],
  ])('ends when %s, once nobody is on the line', (_why, state, failure) => {
    expect(nextStep(state, now)).toEqual({ kind: 'finish', failure });
    const calling = { ...state, providers: [provider(1, { state: 'calling', attempts: 1 })] };
    expect(nextStep(calling, now)).toEqual({ kind: 'wait' });
  });

  it('passes over who can offer nothing: closed, or the person is busy', () => {
    const busy = [{ startsAt: '2027-03-15T00:00:00.000Z', endsAt: '2027-03-21T00:00:00.000Z' }];
    expect(nextStep(campaign({ busy }), now)).toEqual({ kind: 'finish', failure: null });
  });
});
