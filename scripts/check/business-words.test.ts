import { describe, expect, it } from 'vitest';
import { describeWord, wordsIn } from './business-words.ts';

const found = (file: string, text: string) => wordsIn(file, text).map(({ word }) => word);

describe('words of a business case', () => {
  it.each([
    ['an identifier', 'const appointments = read();', 'appointment'],
    ['a part of one', 'function bookAppointment() {}', 'appointment'],
    ['a column', 'row.last_appointment', 'appointment'],
    ['a type', 'export interface VisitTopic {}', 'visit'],
    ['a path', "const route = '/customers/import';", 'customer'],
    ['what is put into a sentence', `const said = \`\${slot.time} is free\`;`, 'slot'],
    ['the name of a scenario', "if (topic === 'order') return;", 'order'],
    ['the plural', 'const dishes = [];', 'dish'],
  ])('are refused in generic code as %s', (_what, text, word) => {
    expect(found('src/simulation/people/person.ts', text)).toContain(word);
  });

  it.each([
    ['comments', '// Books an appointment.\n/** Of a customer. */'],
    ['sentences', "const greeting = 'Is this the customer whom we expect?';"],
    ['patterns', 'const busy = /the customer you (?:called|dialed) "is/;'],
    ['plain English', "const order: DialOrder = begun.order;\nconst arrival = 'in order to';"],
    [
      'whether somebody may be called',
      "import { ContactPreferences } from '../call/contact-preferences.ts';",
    ],
  ])('are let be in %s', (_what, text) => {
    expect(found('src/calls/call/call.ts', text)).toEqual([]);
  });

  it('are found after a division, which begins no pattern', () => {
    expect(found('src/calls/call/call.ts', 'const part = all / customers / 2;')).toEqual(['customer']);
  });

  it.each([
    'src/calls/call/call.ts',
    'src/language/say.ts',
    'src/simulation/people/person.ts',
    'src/embedded/speech/grammar.ts',
    'src/services/speech/speech.ts',
    'src/services/llm/model.ts',
    'src/agent/outbound.ts',
    'src/agent.ts',
    'src/runner/rounds.ts',
    'src/http/app/app.ts',
    'src/http/routes/calls.ts',
  ])('are refused in %s', (file) => {
    expect(found(file, 'const restaurant = 1;')).toEqual(['restaurant']);
  });

  it.each([
    'src/scenarios/restaurant/rehearsal/guest/guest.ts',
    'src/scenarios/restaurant/http/customers.ts',
    'src/http/contract.ts',
    'src/http/contract/customers.ts',
    'src/wiring/scenarios.ts',
    'src/simulation/people/person.test.ts',
  ])('belong in %s', (file) => {
    expect(found(file, 'const restaurant = 1;')).toEqual([]);
  });

  it('are told with the place where they stand', () => {
    expect(wordsIn('src/agent/inbound.ts', "const scenario = 'appointment';").map(describeWord)).toEqual([
      'src/agent/inbound.ts:1: «appointment» in a generic place (appointment)',
    ]);
  });
});
