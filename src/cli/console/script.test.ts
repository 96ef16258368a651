import { describe, expect, it } from 'vitest';
import { parseScript } from './script.ts';

describe('a console script', () => {
  it('reads each kind of line', () => {
    const text = '# a remark\n\n> hello\n< Which (day|date)\n! fetch_slots success\n! none\n.';
    expect(parseScript(text, 'a.txt')).toEqual([
      { line: 3, kind: 'say', text: 'hello' },
      { line: 4, kind: 'answer', pattern: /Which (day|date)/iu },
      { line: 5, kind: 'tool', name: 'fetch_slots', status: 'success' },
      { line: 6, kind: 'no_tool' },
      { line: 7, kind: 'ended' },
    ]);
  });

  it('names every line that it cannot read, at once', () => {
    expect(() => parseScript('hello\n< (\n! book_appointment done\n>', 'b.txt')).toThrow(
      /b\.txt:1: starts with none.*\nb\.txt:2: is no regular expression.*\nb\.txt:3: is neither.*\nb\.txt:4: says nothing/,
    );
  });

  it('refuses a file in which nothing happens', () => {
    expect(() => parseScript('# only a remark\n', 'c.txt')).toThrow('c.txt: has no steps');
  });
});
