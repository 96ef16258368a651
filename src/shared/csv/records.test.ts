import { describe, expect, it } from 'vitest';
import { type CsvRecord, readRecords, splitLines } from './records.ts';

function read(text: string): CsvRecord[] {
  return readRecords(splitLines(text), ',');
}

describe('records of CSV', () => {
  it('begin in the line that is told, over quoted line breaks, empty lines and any line ending', () => {
    expect(read('name,mobile\r\nAnn,1\r\n\r\n"B\r\nob",2\r,,\nF,"6 ""x"""')).toEqual([
      { line: 1, cells: ['name', 'mobile'] },
      { line: 2, cells: ['Ann', '1'] },
      { line: 4, cells: ['B\r\nob', '2'] },
      { line: 7, cells: ['F', '6 "x"'] },
    ]);
  });

  it.each(['a\nb', 'a\r\nb', 'a\rb', '\n', ' a ', 'a\n\n\n', '\r\na'])(
    'leave the cell %j as it is',
    (cell) => {
      expect(read(`x,"${cell}"\ny,2`)).toMatchObject([{ cells: ['x', cell] }, { cells: ['y', '2'] }]);
    },
  );

  it('lose the line with a stray quote and no other', () => {
    const records = read('"E"x,5\nF,6\n"G,7\nH,8\na 5" pipe,3\nI,9');
    expect(records.filter((record) => 'problem' in record).map(({ line }) => line)).toEqual([1, 3, 5]);
    expect(records.flatMap((record) => ('cells' in record ? [record.cells] : []))).toEqual([
      ['F', '6'],
      ['H', '8'],
      ['I', '9'],
    ]);
  });

  it('are no longer than people write, and no more than are asked for', () => {
    expect(read(`${'x'.repeat(20_001)},1\ny,2`)).toEqual([
      { line: 1, problem: 'has more than 20000 characters' },
      { line: 2, cells: ['y', '2'] },
    ]);
    expect(readRecords(splitLines('a\n'.repeat(100)), ',', 0, 10)).toHaveLength(11);
  });

  it('do not take the rest of a file for one cell whose quote is never closed', () => {
    const rows = Array.from({ length: 5000 }, (_, at) => `Ann,${at}`);
    const records = read(['"A,1', ...rows].join('\n'));
    expect(records[0]).toMatchObject({ line: 1, problem: expect.any(String) });
    expect(records).toHaveLength(5001);
  });
});
