import { describe, expect, it } from 'vitest';
import { textsFor } from '../../../../calls/texts/texts.ts';
import { linesFor } from '../../../../simulation/people/lines.ts';
import { createPerson } from '../../../../simulation/people/person.ts';
import { choosePersona } from '../../../../simulation/people/personas.ts';
import type { VisitKind } from '../../visit-kind.ts';
import { visitTexts } from '../../words/texts.ts';
import { guests } from './guest.ts';
import { guestLines } from './lines.ts';
import type { GuestTraits } from './traits.ts';

const who = { seed: 1, phone: '+12025550100', attempt: 1 };
const says = (text: string) => ({ kind: 'say', text });

describe.each(['en-US', 'fa-IR'])('a guest who speaks %s', (language) => {
  const texts = textsFor(language);
  const visit = visitTexts(language);
  const lines = linesFor(language);
  const guest = guestLines(language);
  const noon = { date: '2026-11-24', time: '12:00' };
  const items = [{ name: 'kebab', quantity: 2, notes: null }];
  const answers = (kind: VisitKind, agentSaid: string, traits: Partial<GuestTraits>) =>
    createPerson({ ...who, part: guests[kind], language, persona: 'agreeable', traits }).hears(agentSaid);

  it('orders, agrees to what is read back, and says when they come', () => {
    const order = (agentSaid: string) =>
      answers('order', agentSaid, { items: [{ quantity: 2, dish: 'kebab' }], hour: 8 });
    expect(order(visit.orderErrand)).toEqual(says(lines.yes));
    expect(order(visit.orderWelcome)).toEqual(says(guest.order([{ quantity: 2, dish: 'kebab' }])));
    expect(order(visit.readBack(items, null))).toEqual(says(lines.yes));
    expect(order(visit.refused('past'))).toEqual(says(lines.at(8)));
    expect(order(`${visit.ordered(items)} ${texts.anythingElse}`)).toEqual(says(lines.thatIsAll));
  });

  it('says whether they have arrived', () => {
    for (const [arrival, line] of [
      ['arrived', guest.arrived],
      ['on_the_way', guest.onTheWay],
      ['not_coming', guest.notComing],
    ] as const) {
      const agentSaid = visit.arrivalErrand(noon, '2026-11-24');
      expect(answers('arrival', agentSaid, { arrival })).toEqual(says(line));
    }
  });

  it('chooses what to do about a visit that was missed', () => {
    for (const recovery of ['reschedule', 'takeaway', 'cancel'] as const) {
      const agentSaid = visit.recoveryErrand(noon, '2026-11-24');
      expect(answers('recovery', agentSaid, { recovery })).toEqual(says(guest[recovery]));
    }
  });

  it('declines in words that settle what the call is about', () => {
    const declines = (kind: VisitKind, agentSaid: string) =>
      createPerson({ ...who, part: guests[kind], language, persona: 'not-interested' }).hears(agentSaid);
    expect(declines('order', visit.orderErrand)).toEqual(says(lines.noThanks));
    expect(declines('arrival', visit.arrivalErrand(noon, '2026-11-24'))).toEqual(says(guest.notComing));
    expect(declines('recovery', visit.recoveryErrand(noon, '2026-11-24'))).toEqual(says(guest.cancel));
  });
});

it('the same number has always wanted the same', () => {
  expect(choosePersona(who)).toBe('agreeable');
  const person = (kind: VisitKind) => createPerson({ ...who, part: guests[kind], language: 'en-US' });
  expect([
    person('order').hears('What would you like to order?'),
    person('order').hears('When will you come?'),
    person('arrival').hears('Have you arrived?'),
    person('recovery').hears('What would you prefer?'),
  ]).toEqual(['one soup and two teas', 'at nine', 'no i am not coming', 'takeaway please'].map(says));
});
