import { describe, expect, it } from 'vitest';
import {
  brightSmile,
  campaignState,
  commit,
  dial,
  hangUp,
  harborDental,
  offer,
} from '../../../test/support/page/campaigns.ts';
import { viewOf } from '../../campaigns/campaign-view.ts';
import type { CampaignEvent } from '../../campaigns/campaign-views.ts';
import type { CampaignState } from '../../campaigns/campaigns.ts';
import { DatabaseError } from '../../shared/errors.ts';
import { chooseOffer } from './choose.ts';
import { createScreen, watchCampaign } from './watch.ts';

const callId = '6a1f0d52-5a0e-4bb6-8b8e-0f3e6b0e7d01';
const monday = '2027-03-15T17:00:00.000Z';
const tuesday = '2027-03-16T17:00:00.000Z';

/** A campaign in which one thing happens from look to look. */
async function watch(steps: Array<(state: CampaignState, tell: Tell) => void>, isTTY = false) {
  const state = campaignState();
  const events: CampaignEvent[] = [];
  const controller = new AbortController();
  let written = '';
  const tell: Tell = (kind, data = {}) =>
    events.push({ event_id: events.length + 1, kind, data, at: '2027-03-14T18:00:00.000Z' });
  const next = async () => {
    const step = steps.shift();
    if (step) step(state, tell);
    else controller.abort();
  };
  await next();
  const view = await watchCampaign(
    {
      state: async () => state,
      eventsAfter: async (_id, after) => ({
        is_over: state.status === 'completed' || state.status === 'failed',
        events: events.filter(({ event_id }) => event_id > after),
      }),
    },
    state.campaign_id,
    {
      screen: createScreen({ isTTY, write: (text) => (written += text) }),
      signal: controller.signal,
      wait: next,
    },
  );
  return { view, state, written, lines: written.split('\n') };
}

type Tell = (kind: string, data?: Record<string, unknown>) => void;

const happens: Array<(state: CampaignState, tell: Tell) => void> = [
  (state, tell) => {
    tell('started', { providers: 3 });
    dial(state, brightSmile, callId);
    tell('dialing', { provider_id: brightSmile, call_id: callId });
  },
  (_state, tell) => tell('answered', { provider_id: brightSmile, call_id: callId }),
  (state, tell) => {
    const made = offer(state, brightSmile, tuesday);
    hangUp(state, brightSmile, 'offered');
    tell('offer', { offer_id: made.offer_id, provider_id: brightSmile, start: tuesday });
    tell('call_ended', {
      provider_id: brightSmile,
      call_id: callId,
      outcome: 'answered',
      disposition: 'offer',
    });
  },
  (state, tell) => {
    const made = offer(state, harborDental, monday);
    tell('offer', { offer_id: made.offer_id, provider_id: harborDental, start: monday });
  },
];

describe('a campaign that is watched in the terminal', () => {
  it('is told as it happens: calls, offers in both zones, and the ranking whenever it moves', async () => {
    const { lines } = await watch([...happens]);
    expect(lines.filter((line) => line.startsWith('  ') && line.includes(': '))).toEqual([
      `  Bright Smile: ringing (call ${callId})`,
      '  Bright Smile: somebody answered',
      '  Bright Smile: offers Tue, Mar 16, 10:00 AM PDT (1:00 PM EDT there)',
      '  Bright Smile: offer',
      '  Harbor Dental: offers Mon, Mar 15, 10:00 AM PDT (1:00 PM EDT there)',
    ]);
    const firsts = lines.filter((line) => line.startsWith('  1 '));
    expect(firsts.map((line) => /Bright Smile|Harbor Dental/.exec(line)?.[0])).toEqual([
      'Bright Smile',
      'Harbor Dental',
    ]);
    expect(firsts[0]).toMatch(/\[[\da-f]{8}\] early \d+, rating \d+, near \d+, liked \d+$/);
  });

  it('ends with the search, and says how one of the slots is taken', async () => {
    const { view, lines, state } = await watch([
      ...happens,
      (over) => {
        over.status = 'completed';
      },
    ]);
    expect(view?.status).toBe('completed');
    expect(lines).toContain('The search is over. Take one of them:');
    expect(lines).toContain(`  npm run parley -- campaign confirm ${state.campaign_id} 1 --name NAME`);
  });

  it('ends with the reference once a slot is committed', async () => {
    const { lines } = await watch([
      ...happens,
      (state, tell) => {
        commit(state, harborDental, 'CONF-A1B2C3D4');
        tell('confirmed', { confirmation_ref: 'CONF-A1B2C3D4' });
      },
      () => undefined,
    ]);
    expect(lines).toContain('Confirmed: CONF-A1B2C3D4');
    expect(lines.slice(-2, -1)).toEqual([
      'CONF-A1B2C3D4: Mon, Mar 15, 10:00 AM PDT (1:00 PM EDT there), Harbor Dental',
    ]);
  });

  it('that failed says why of each provider', async () => {
    const { lines } = await watch([
      (state) => {
        Object.assign(state, { status: 'failed', failure: 'no_offers' });
        for (const one of state.providers) Object.assign(one, { state: 'no_slot', reason: 'no_new_clients' });
      },
    ]);
    expect(lines).toContain('No slot was found: no offers.');
    expect(lines).toContain('  Bright Smile: no slot (no new clients)');
  });

  it('shows how far it is below all lines, where a terminal can be written over, and nowhere else', async () => {
    const progress = '0 of 2 providers done, 1 being called, 0 offers';
    const { written } = await watch(happens.slice(0, 2), true);
    expect(written).toContain(`\r\u001b[K${progress}`);
    expect(written).toContain(`\r\u001b[K  Bright Smile: somebody answered\n${progress}`);
    expect((await watch(happens.slice(0, 2))).written).not.toContain('being called');
  });

  it('goes on where the database was away for a moment, and says so once', async () => {
    const state = campaignState({ status: 'failed', failure: 'no_offers' });
    const controller = new AbortController();
    let looks = 0;
    let written = '';
    await watchCampaign(
      {
        state: async () => state,
        async eventsAfter() {
          looks += 1;
          if (looks < 4) throw new DatabaseError('campaign_events_after', { retryable: true });
          return { is_over: true, events: [] };
        },
      },
      state.campaign_id,
      {
        screen: createScreen({ write: (text) => (written += text) }),
        signal: controller.signal,
        wait: async () => undefined,
      },
    );
    expect(written.match(/does not answer/g)).toHaveLength(1);
    expect(written).toContain('No slot was found');
  });

  it('is no campaign at all where there is none of its id', async () => {
    const nothing = { state: async () => null, eventsAfter: async () => null };
    const options = {
      screen: createScreen({ write: () => undefined }),
      signal: new AbortController().signal,
      wait: async () => undefined,
    };
    expect(await watchCampaign(nothing, callId, options)).toBeNull();
  });
});

describe('the offer that is meant', () => {
  const state = campaignState();
  offer(state, brightSmile, tuesday);
  offer(state, harborDental, monday);
  const view = viewOf(state);

  it('is named by its place in the ranking, or by how its id begins', () => {
    for (const [index, one] of view.ranked.entries()) {
      expect(chooseOffer(view, String(index + 1))).toBe(one);
      expect(chooseOffer(view, one.offer_id)).toBe(one);
      expect(chooseOffer(view, one.offer_id.slice(0, 8).toUpperCase())).toBe(one);
    }
  });

  it.each(['0', '3', 'ffff', 'a', ''])('is none for %j, and those that there are are shown', (text) => {
    expect(() => chooseOffer(view, text)).toThrow(
      /none of its offers[\s\S]*Harbor Dental[\s\S]*Bright Smile/,
    );
  });
});
