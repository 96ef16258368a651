import { beforeAll, describe, expect, it } from 'vitest';
import { buildGrammar, type Expectation } from './grammar.ts';
import { Recognizer } from './recognizer.ts';
import { suggestionsFor } from './suggestions.ts';

const expectations: Expectation[] = (['yes_no', 'phone_number', 'date_time', 'open'] as const).map(
  (expects) => ({
    expects,
    slots: [
      { date: '2026-11-24', time: '10:00' },
      { date: '2026-11-25', time: '14:30' },
    ],
  }),
);

let recognizer: Recognizer;

beforeAll(async () => {
  recognizer = await Recognizer.load();
});

describe('the grammar of a rehearsal', () => {
  it.each(expectations)('holds only words that the recognizer knows ($expects)', (expectation) => {
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

  it.each(expectations)('is one that the recognizer accepts ($expects)', (expectation) => {
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

  it('offers three to five things to say, whatever is expected', () => {
    for (const expectation of [...expectations, { expects: 'date_time' } as const]) {
      const suggestions = suggestionsFor(expectation);
      expect(suggestions.length).toBeGreaterThanOrEqual(3);
      expect(suggestions.length).toBeLessThanOrEqual(5);
      expect(new Set(suggestions).size).toBe(suggestions.length);
    }
  });
});
