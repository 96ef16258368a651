import { beforeAll, describe, expect, it } from 'vitest';
import { appointmentHearing } from '../../../test/support/hearing.ts';
import type { Hearing } from './expectation.ts';
import { buildGrammar, type Expectation } from './grammar.ts';
import { Recognizer } from './recognizer.ts';

const offered = [
  { date: '2026-11-24', time: '10:00' },
  { date: '2026-11-25', time: '14:30' },
];
const expectations: Array<Expectation & { about: string }> = (
  ['yes_no', 'phone_number', 'date_time', 'open'] as const
).flatMap((expects) => [
  { about: 'anything', expects },
  { about: 'appointments', ...appointmentHearing(expects, { offered }) },
  { about: 'appointments, of somebody called', ...appointmentHearing(expects, { offered, isCalled: true }) },
]);

let recognizer: Recognizer;

beforeAll(async () => {
  recognizer = await Recognizer.load();
});

describe('the grammar of a rehearsal', () => {
  it.each(expectations)('holds only words that the recognizer knows ($about, $expects)', (expectation) => {
    const rules = buildGrammar(expectation)
      .split('\n')
      .slice(2)
      .map((line) => line.slice(line.indexOf('=') + 1));
    const words = rules
      .join(' ')
      .replace(/<\w+>|\/\d+\/|[;()[\]|+]/g, ' ')
      .split(/\s+/)
      .filter(Boolean);
    expect(words.length).toBeGreaterThan(100);
    expect([...new Set(words)].filter((word) => !recognizer.knows(word))).toEqual([]);
  });

  it.each(expectations)('is one that the recognizer accepts ($about, $expects)', (expectation) => {
    recognizer.listenFor(expectation);
    expect(() => {
      recognizer.start();
      recognizer.stop();
    }).not.toThrow();
  });

  it('leaves out names with a word that the recognizer does not know', () => {
    const knows = (word: string) => recognizer.knows(word);
    const grammar = buildGrammar({ expects: 'open', names: ['Sarah Jones', 'Xyzzyq Smith'] }, knows);
    expect(grammar).toContain('sarah jones');
    expect(grammar).not.toContain('xyzzyq');
  });

  describe('of a kind of call that brings a list of words', () => {
    const lists = (...anyOf: string[][]): Hearing => ({
      said: '<dish>',
      rules: [],
      lists: [{ rule: 'dish', anyOf, otherwise: ['soup'] }],
      suggestions: [],
    });
    const dishes = (...anyOf: string[][]) => {
      const grammar = buildGrammar({ expects: 'open', hearing: lists(...anyOf) }, (word) =>
        recognizer.knows(word),
      );
      return /^<dish> = (.*);$/m.exec(grammar)?.[1];
    };

    it('hears those of the first list of which it knows any', () => {
      expect(dishes(['xyzzyq'], ['xyzzyq', 'chicken salad', 'pizza'], ['tea'])).toBe('chicken salad | pizza');
    });

    it('hears what any recognizer knows where it knows none', () => {
      expect(dishes(['xyzzyq'], [])).toBe('soup');
      expect(dishes()).toBe('soup');
    });
  });

  it('offers three to five things to say, whatever is expected', () => {
    const shown = expectations.flatMap(({ hearing }) => (hearing ? [hearing.suggestions] : []));
    for (const suggestions of [...shown, appointmentHearing('date_time').hearing.suggestions]) {
      expect(suggestions.length).toBeGreaterThanOrEqual(3);
      expect(suggestions.length).toBeLessThanOrEqual(5);
      expect(new Set(suggestions).size).toBe(suggestions.length);
    }
  });
});
