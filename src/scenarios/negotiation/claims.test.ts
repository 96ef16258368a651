import { describe, expect, it } from 'vitest';
import { judgeIn } from '../../../test/support/judge.ts';
import { Progress } from '../../calls/call/progress.ts';
import { NegotiationCall } from './call/negotiation-call.ts';
import { negotiationClaims } from './claims.ts';
import { negotiationPhrases } from './rehearsal/flow/phrases.ts';
import type { Negotiations, Terms } from './store/negotiations.ts';
import { negotiationTexts } from './words/texts.ts';

const slot = { start: '2026-12-01T18:00:00Z', end: '2026-12-01T18:30:00Z' };
const terms: Terms = {
  purpose: 'find',
  client_name: 'Sam Taylor',
  service: 'dentist',
  location: 'Oakland',
  range: { start: '2026-12-01T17:00:00Z', end: '2026-12-05T01:00:00Z' },
  duration_minutes: 30,
  provider: {
    id: '4c1c2a0e-8c39-4a45-9d8e-3f6c1c1d8f10',
    name: 'Harbor Dental',
    time_zone: 'America/Los_Angeles',
    hours: [],
    travel_minutes: null,
  },
  best: null,
  slot: null,
};
const offer = { offer_id: '0b6a8d1e-54b7-4b62-b64b-6f0b8f0e7a11', ...slot, held_until: null };
/** Tuesday at ten, where the provider is. */
const ten = { date: '2026-12-01', time: '10:00' };

function after(happened: (call: NegotiationCall) => void, given: Partial<Terms> = {}) {
  const progress = new Progress(null);
  const texts = negotiationTexts('en');
  // No tool runs here, so nothing is stored.
  const negotiations = {} as Negotiations;
  happened(new NegotiationCall({ negotiations, texts, terms: { ...terms, ...given }, progress }));
  return { scenario: 'negotiation' as const, rules: negotiationClaims, book: progress.book };
}

const states = {
  nothing: () => after(() => {}),
  suits: () => after((call) => call.mayTake(slot)),
  offered: () => after((call) => call.offer(offer)),
  held: () => after((call) => call.offer({ ...offer, held_until: '2026-11-30T20:30:00Z' })),
  toBook: () => after(() => {}, { purpose: 'confirm', slot }),
  booked: () =>
    after((call) => call.answer({ purpose: 'confirm', agreed: true, reference: 'CONF-A1B2C3D4' }), {
      purpose: 'confirm',
      slot,
    }),
  givenBack: () =>
    after((call) => call.answer({ purpose: 'release', agreed: true, reference: null }), {
      purpose: 'release',
      slot,
    }),
};

type State = keyof typeof states;
const judge = (state: State, text: string, language?: string) => judgeIn(states[state](), text, language);

describe('an offer is said to be one', () => {
  it.each<[State, string]>([
    ['nothing', 'Could you do Tuesday at ten?'],
    ['suits', 'Tuesday at ten would be great.'],
    ['offered', 'Thank you, I have noted your offer for Tuesday at ten.'],
    ['offered', 'You offer Tuesday at ten.'],
    ['held', 'Great, so you are holding Tuesday at ten for us.'],
    ['held', 'Tuesday at ten is kept until half past twelve.'],
    ['held', 'Thank you, you keep Tuesday at ten for us until half past twelve.'],
    ['booked', 'The appointment is booked for Tuesday at ten.'],
    ['booked', 'It is confirmed.'],
    ['offered', 'Nothing is booked yet.'],
  ])('after «%s» «%s» may be said', (state, sentence) => {
    expect(judge(state, sentence)).toBe('supported');
  });

  it.each<[State, string]>([
    ['nothing', 'It is booked.'],
    ['nothing', 'I have noted your offer.'],
    ['suits', 'Tuesday, December 1 at 10 in the morning is booked for Sam.'],
    ['offered', 'We will take it.'],
    ['offered', 'Great, we take Tuesday at ten.'],
    ['offered', 'Perfect, please book it for Sam.'],
    ['offered', 'Your appointment is confirmed.'],
    ['held', 'So we are all set for Tuesday at ten.'],
    ['held', 'See you on Tuesday at ten.'],
    ['held', 'I have booked Tuesday at ten.'],
    ['toBook', 'It is booked for Tuesday at ten.'],
    ['toBook', 'Tuesday at ten is kept for us.'],
    ['suits', 'You are holding Tuesday at ten.'],
    ['offered', 'Thank you, you keep Tuesday at ten for us.'],
    ['booked', 'It is booked for Wednesday at ten.'],
    ['booked', 'Nothing is booked.'],
    ['givenBack', 'The appointment is booked.'],
  ])('after «%s» «%s» is not said', (state, sentence) => {
    expect(judge(state, sentence)).toBe('contradicted');
  });

  it.each<[State, string, 'supported' | 'contradicted']>([
    ['held', 'نوبت رزرو شد.', 'contradicted'],
    ['held', 'آن را نگه می‌دارید.', 'supported'],
    ['suits', 'آن را نگه می‌دارید.', 'contradicted'],
    ['offered', 'همین را می‌گیریم.', 'contradicted'],
    ['booked', 'نوبت رزرو شد.', 'supported'],
  ])('in Persian, after «%s» «%s» is %s', (state, sentence, verdict) => {
    expect(judge(state, sentence, 'fa-IR')).toBe(verdict);
  });
});

describe.each(['en-US', 'fa-IR'])('what is said in %s', (language) => {
  const texts = negotiationTexts(language);
  const phrases = negotiationPhrases(language);

  it('claims nothing while it asks', () => {
    const said = [
      phrases.askFrom(ten),
      phrases.askEarlier(ten, null),
      phrases.askEarlier(ten, { date: '2026-12-01', time: '09:30' }),
      phrases.askTimeOn(ten.date),
      phrases.readBack(ten),
      phrases.onlyGiven('Sam Taylor'),
      phrases.onlyGiven(null),
      phrases.willHold,
      phrases.source,
      texts.errand({ client: 'Sam Taylor', service: 'dentist', minutes: 30 }),
      texts.askEarliest(ten),
      texts.askToBook(ten, 'Sam Taylor'),
      texts.askToHold(ten, texts.near(ten, ten.date)),
      texts.whichTime,
      texts.nothingBooked,
    ];
    for (const sentence of said) expect(judge('suits', sentence, language), sentence).toBe('supported');
  });

  it('claims a booking exactly where there is one', () => {
    expect(judge('booked', texts.booked(ten, null), language)).toBe('supported');
    expect(judge('held', texts.booked(ten, null), language)).toBe('contradicted');
  });

  it('has a sentence of its own for every refusal', () => {
    const refused = Object.values(texts.refused);
    expect(new Set(refused).size).toBe(refused.length);
  });
});

it('tells how things stand where something else was claimed', () => {
  const told = (state: State) =>
    negotiationClaims.tellState(states[state]().book, { language: 'en-US', today: '2026-11-30' });
  expect(told('nothing')).toContain('Nothing is booked yet.');
  expect(told('offered')).toContain('you offer Tuesday, December 1 at 10 in the morning');
  expect(told('booked')).toContain('The appointment is booked');
  expect(told('givenBack')).toContain('is free for somebody else');
});
