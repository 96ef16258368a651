import { describe, expect, it } from 'vitest';
import { readTable } from './table.ts';

const isKnown = (name: string) => ['name', 'mobile', 'name, first'].includes(name.trim().toLowerCase());

function read(text: string) {
  return readTable(text, isKnown);
}

describe('the separator of a table', () => {
  it.each([
    ['comma', 'Name,Mobile\nA;B,1'],
    ['semicolon', 'Name;Mobile\nA,B;1'],
    ['tab', 'Name\tMobile\nA,B\t1'],
    ['what Excel wrote above it', 'sep=|\r\nName|Mobile\r\nA,B|1'],
  ])('is a %s by the names in the first line', (_name, text) => {
    const table = read(text);
    expect('names' in table && table.names).toEqual(['Name', 'Mobile']);
    expect('records' in table && table.records[0]).toMatchObject({
      cells: [expect.stringMatching(/^A[,;]B$/), '1'],
    });
  });

  it('is what makes names of the first line, whatever else stands in them', () => {
    expect(read('"Name, first";mobile;"x\ty"\n')).toMatchObject({ names: ['Name, first', 'mobile', 'x\ty'] });
    expect(read('mobile, mine;name;mobile\n')).toMatchObject({
      names: ['mobile, mine', 'name', 'mobile'],
    });
  });

  it.each([
    ['name mobile\nAnn 1', 'no comma, semicolon, tab'],
    ['name|mobile\nAnn|1', 'no comma, semicolon, tab'],
    ['name,a;mobile\n', 'both comma and semicolon'],
  ])('is asked for where it cannot be told: %j', (text, problem) => {
    expect(read(text)).toEqual({ problem: expect.stringMatching(`separator.*${problem}`) });
  });

  it('is none where there is one column', () => {
    expect(read('name\nAnn')).toMatchObject({ names: ['name'], records: [{ line: 2, cells: ['Ann'] }] });
  });
});

describe('the first line of a table', () => {
  it('may stand below empty lines, and ends with its last name', () => {
    expect(read('\n\nname,mobile,,\nAnn,1,,\n')).toMatchObject({
      names: ['name', 'mobile'],
      records: [{ line: 4, cells: ['Ann', '1', '', ''] }],
    });
  });

  it.each(['', '\n \n', ',,\nname,mobile', '"name,mobile\nAnn,1'])('is missing in %j', (text) => {
    expect(read(text)).toEqual({ problem: 'it has no line with the names of columns' });
  });

  it('has a limit, as the lines below it have', () => {
    expect(readTable('name\na\nb\n', isKnown, 2)).toMatchObject({ names: ['name'] });
    expect(readTable('name\na\nb\nc', isKnown, 2)).toEqual({
      problem: expect.stringContaining('more than 2 rows'),
    });
    expect(read(','.repeat(100_000))).toEqual({ problem: 'it has no line with the names of columns' });
    expect(read(`name,mobile${',x'.repeat(300)}`)).toEqual({
      problem: expect.stringContaining('more than 200'),
    });
  });
});
