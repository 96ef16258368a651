import { afterEach, describe, expect, it, vi } from 'vitest';
import { viewOf } from '../../../../src/campaigns/campaign-view.ts';
import { campaignState, harborDental, offer } from '../../../../test/support/page/campaigns.ts';
import { callsNow, lastAnnouncement, type News, readNews, sentenceOf } from './news.ts';

afterEach(() => vi.restoreAllMocks());

const at = '2027-03-14T18:00:00.000Z';
const news = (kind: string, data: Record<string, unknown> = {}, id = 1): News => {
  const one = readNews({ id: String(id), name: kind, data: JSON.stringify({ ...data, at }) });
  if (!one) throw new Error(`${kind} was not read`);
  return one;
};

describe('what happens in a campaign', () => {
  it('is read with what is known of it, whatever a later version adds', () => {
    expect(news('offer', { offer_id: 'o', providers: 'many', novelty: 1 }, 7)).toEqual({
      id: 7,
      kind: 'offer',
      at,
      offer_id: 'o',
      novelty: 1,
    });
  });

  it.each([
    ['no JSON', { id: '1', name: 'offer', data: '{' }],
    ['no instant', { id: '1', name: 'offer', data: '{}' }],
    ['no id', { id: null, name: 'offer', data: `{"at":"${at}"}` }],
  ])('is left out where it has %s', (_what, event) => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    expect(readNews(event)).toBeNull();
    expect(warn).toHaveBeenCalledOnce();
  });

  it('says which calls ring and in which somebody talks', () => {
    const calls = callsNow([
      news('dialing', { call_id: 'a' }),
      news('dialing', { call_id: 'b' }),
      news('dialing', { call_id: 'c' }),
      news('answered', { call_id: 'b' }),
      news('call_ended', { call_id: 'c' }),
    ]);
    expect([...calls]).toEqual([
      ['a', 'ringing'],
      ['b', 'talking'],
    ]);
  });

  it('is told with the name of its provider, also where only the offer is named', () => {
    const state = campaignState();
    const { offer_id } = offer(state, harborDental, '2027-03-16T17:00:00.000Z');
    const view = viewOf(state);
    expect(sentenceOf(news('gone', { offer_id }), view)).toBe('Harbor Dental no longer has its slot');
    expect(sentenceOf(news('gone', { offer_id: 'unknown' }), view)).toBe('A provider no longer has its slot');
    expect(sentenceOf(news('provider', { provider_id: harborDental }), view)).toBeNull();
  });

  it('is announced where it matters, not with every ring', () => {
    const state = campaignState();
    const told = [
      news('confirmed', { confirmation_ref: 'CONF-A1B2C3D4' }),
      news('released'),
      news('dialing'),
    ];
    expect(lastAnnouncement(told, viewOf(state))).toBe('It is confirmed: CONF-A1B2C3D4');
    expect(lastAnnouncement([news('dialing')], viewOf(state))).toBe('');
  });
});
