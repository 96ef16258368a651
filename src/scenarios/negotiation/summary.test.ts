import { describe, expect, it } from 'vitest';
import { summarizeNegotiation, summarizeNegotiationRows } from './summary.ts';

const offer = {
  offer_id: '0b6a8d1e-54b7-4b62-b64b-6f0b8f0e7a11',
  start: '2026-12-01T18:00:00Z',
  end: '2026-12-01T18:30:00Z',
  held_until: '2026-11-30T20:30:00Z',
};
const ended = { disposition: null, language: 'en-US' };
const nothing = { timeZone: 'America/Los_Angeles', offers: [], noOffer: null, answered: null };

const fromRows = (...tool_calls: Array<{ tool: string; answer: unknown }>) =>
  summarizeNegotiationRows({ tool_calls }, ended).told.join(' ');

describe('the summary of a call to a provider', () => {
  it('tells what was offered and until when it is kept, by the clocks of the provider', () => {
    expect(summarizeNegotiation({ ...nothing, offers: [offer] }, ended).told).toEqual([
      'Offered Tuesday, December 1 at 10 in the morning, kept until Monday, November 30 at 12:30 in the afternoon.',
    ]);
  });

  it('tells an offer rather than why there was none before it', () => {
    const { told } = summarizeNegotiation({ ...nothing, offers: [offer], noOffer: 'no_slot' }, ended);
    expect(told.join(' ')).not.toContain('no time');
  });

  it.each([
    ['no_slot', 'Had no time that would do.'],
    ['no_new_clients', 'Takes no new clients.'],
    ['wrong_number', 'It was a wrong number.'],
    ['refuses_assistants', 'Does not talk to an automated assistant.'],
    ['call_back_later', 'Asked to be called again later.'],
  ] as const)('tells why there is none: %s', (noOffer, sentence) => {
    expect(summarizeNegotiation({ ...nothing, noOffer }, ended).told).toEqual([sentence]);
  });

  it('tells a booking with its reference, and that there was none', () => {
    const of = (agreed: boolean, reference: string | null) =>
      summarizeNegotiation({ ...nothing, answered: { purpose: 'confirm', agreed, reference } }, ended).told;
    expect(of(true, 'CONF-A1B2C3D4')).toEqual([
      'The provider has booked it; the reference is CONF-A1B2C3D4.',
    ]);
    expect(of(false, null)).toEqual(['The provider could not book it any more.']);
  });

  it('is told from the rows of a call whose job died', () => {
    const first = { ...offer, held_until: null };
    expect(
      fromRows(
        { tool: 'log_event', answer: { ok: true } },
        { tool: 'record_offer', answer: { ok: true, offer: first, time_zone: 'America/Los_Angeles' } },
        { tool: 'record_offer', answer: { ok: true, offer, time_zone: 'America/Los_Angeles' } },
      ),
    ).toMatch(/^Offered Tuesday, December 1 at 10 in the morning, kept until [^.]*\.$/);
    expect(fromRows({ tool: 'record_no_offer', answer: { ok: true, reason: 'no_new_clients' } })).toBe(
      'Takes no new clients.',
    );
    const answer = { ok: true, agreed: true, purpose: 'confirm', reference: 'CONF-A1B2C3D4' };
    expect(fromRows({ tool: 'record_answer', answer })).toContain('CONF-A1B2C3D4');
    expect(fromRows()).toBe('');
  });
});
