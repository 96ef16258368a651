import { describe, expect, it } from 'vitest';
import { columns, readLayout } from './columns.ts';

function read(...names: string[]) {
  return readLayout(names);
}

describe('names of columns', () => {
  it('are those of the export', () => {
    const places = Object.fromEntries(columns.map((column, at) => [column, [at]]));
    expect(readLayout([...columns])).toEqual({ places, ignored: [] });
  });

  it.each([
    ['NAME', 'Mobile_Phone'],
    ['Full name', 'mobile number'],
    [' customer-name ', 'Cell Phone'],
    ['نام', 'شماره موبايل'],
    ['نام مشتری', 'تلفن‌همراه'],
    ['name', 'Phone 1 - Value'],
  ])('are understood as spreadsheets write them: %s, %s', (name, mobile) => {
    expect(read(mobile, 'E-mail', name)).toEqual({ places: { mobile: [0], name: [2] }, ignored: ['E-mail'] });
  });

  it('put a name together from two columns', () => {
    expect(read('First Name', 'Last Name', 'Phone')).toMatchObject({ places: { name: [0, 1], mobile: [2] } });
    expect(read('نام خانوادگی', 'نام', 'موبایل')).toMatchObject({ places: { name: [1, 0] } });
    // As Google writes it: the first is the whole name.
    expect(read('Name', 'Given Name', 'Family Name', 'Phone 1 - Value', 'Phone 2 - Value')).toEqual({
      places: { name: [0], mobile: [3] },
      ignored: ['Given Name', 'Family Name', 'Phone 2 - Value'],
    });
  });

  it('take the mobile number before any other', () => {
    expect(read('Name', 'Phone', 'Mobile')).toEqual({
      places: { name: [0], mobile: [2] },
      ignored: ['Phone'],
    });
  });

  it.each([
    [['name', 'mobile', 'Name'], 'the column name is there twice'],
    [['name', 'Mobile', 'Cell phone'], '"Mobile" and "Cell phone" are both mobile'],
    [['name', 'e-mail'], 'the column mobile is missing; there are name, e-mail'],
    [['mobile'], 'the column name is missing'],
    [['name', 'mobile', 'arival_confirmed'], '"arival_confirmed" is no column, but nearly arrival_confirmed'],
  ])('are refused where nobody could say what they hold: %j', (names, problem) => {
    expect(readLayout(names)).toEqual({ problem: expect.stringContaining(problem) });
  });
});
