import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { CustomerView } from '../store/customer-views.ts';
import { columns } from './columns.ts';
import { type CustomersFile, mostRows, readCustomers, writeCustomers } from './customer-file.ts';

const locale = { timeZone: 'America/New_York', region: 'US' };
const now = Date.parse('2026-11-20T15:00:00Z');

const customer: CustomerView = {
  customer_id: 'CUST000001',
  name: 'Ann Example',
  mobile: '+12025550111',
  status: 'order_confirmed',
  party_size: 4,
  allergies: null,
  order_details: '2 x kebab, 1 x tea',
  expected_arrival_time: '2026-11-22T00:00:00.000Z',
  arrival_confirmed: false,
  last_call_time: '2026-11-20T14:00:00.000Z',
  remarks: null,
  callback_time: null,
};

async function read(text: string): Promise<CustomersFile> {
  const file = await readCustomers(text, locale, now);
  if ('problem' in file) throw new Error(file.problem);
  return file;
}

describe('a file of customers', () => {
  it('has the columns of a customer, and times as the restaurant shows them', () => {
    const [header, row] = parse(writeCustomers([customer], locale.timeZone)) as string[][];
    expect(header).toEqual([...columns]);
    expect(row).toEqual([
      'CUST000001',
      'Ann Example',
      '+12025550111',
      'order_confirmed',
      '2 x kebab, 1 x tea',
      '2026-11-21T19:00:00-05:00',
      'false',
      '2026-11-20T09:00:00-05:00',
      '',
      '4',
      '',
    ]);
  });

  it('reads back what it wrote, quotes, commas, line breaks and formulas included', async () => {
    const awkward = {
      ...customer,
      name: '=HYPERLINK("x")',
      remarks: '-1, "late"\nagain\r\n\n',
      order_details: '\'tis tea; \t2 x "kebab"',
    };
    const { rows, bad } = await read(writeCustomers([awkward], locale.timeZone));
    expect(bad).toEqual([]);
    expect(rows).toEqual([
      {
        line: 2,
        row: {
          customerId: 'CUST000001',
          name: awkward.name,
          mobile: customer.mobile,
          timeZones: ['America/New_York'],
          status: 'order_confirmed',
          orderDetails: awkward.order_details,
          expectedArrivalTime: customer.expected_arrival_time,
          arrivalConfirmed: false,
          lastCallTime: customer.last_call_time,
          remarks: awkward.remarks,
          partySize: 4,
          allergies: null,
        },
      },
    ]);
  });

  it.each([
    '\nafter',
    'before\n',
    'a\nb\r\nc\rd',
    `${'a\n'.repeat(80)}end`,
    '"',
    '"",""',
    "'=1",
    "''+1",
    "'",
    '\n=1+1',
    ' =1 ',
    'a;b\tc',
  ])('gives a remark back as it was, %j', async (remarks) => {
    const once = writeCustomers([{ ...customer, remarks }], locale.timeZone);
    const { rows, bad } = await read(once);
    expect([rows[0]?.row.remarks, bad]).toEqual([remarks, []]);
    expect(writeCustomers([{ ...customer, remarks: rows[0]?.row.remarks ?? null }], locale.timeZone)).toBe(
      once,
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\n=1', '＝1', "'=1"])(
    'shows %j as text in a spreadsheet',
    (text) => {
      const file = writeCustomers(
        [{ ...customer, name: text, order_details: text, remarks: text }],
        locale.timeZone,
      );
      const [, row = []] = parse(file) as string[][];
      for (const cell of [row[1], row[4], row[8]]) expect(cell).toBe(`'${text}`);
    },
  );

  it('needs a name and a number, in columns of any order and any case', async () => {
    const { rows, bad } = await read('Mobile,NAME\n(202) 555-0111,Ann\n202-555-0112,Bob\n');
    expect(bad).toEqual([]);
    expect(rows.map(({ row }) => [row.name, row.mobile, row.status])).toEqual([
      ['Ann', '+12025550111', null],
      ['Bob', '+12025550112', null],
    ]);
  });

  it('names the line and column of each bad row and keeps the good ones', async () => {
    const text = [
      'name,mobile,status,expected_arrival_time,arrival_confirmed,customer_id',
      'Ann,+12025550111,,,,',
      ',+12025550112,,,,',
      'Cyd,555,,,,',
      'Dan,+12025550113,eaten,,,',
      'Eve,+12025550114,,2027-03-14T02:30,,',
      'Fay,+12025550115,,,perhaps,',
      'Gus,+12025550116,,,,CUSTOMER1',
      'Hal,+12025550117,,,,,,more',
      '"Ida,+12025550118,,,,',
      'Joe,+12025550119,called,2026-11-21T19:00,TRUE,',
    ].join('\n');
    const { rows, bad } = await read(text);
    expect(rows.map(({ line, row }) => [line, row.name])).toEqual([
      [2, 'Ann'],
      [11, 'Joe'],
    ]);
    expect(bad.map(({ line, column }) => [line, column])).toEqual([
      [3, 'name'],
      [4, 'mobile'],
      [5, 'status'],
      [6, 'expected_arrival_time'],
      [7, 'arrival_confirmed'],
      [8, 'customer_id'],
      [9, null],
      [10, null],
    ]);
    for (const { message } of bad) expect(message).not.toBe('');
  });

  it.each([
    ['', 'no line with the names'],
    [
      'name,mobile,expected_arival_time\n',
      '"expected_arival_time" is no column, but nearly expected_arrival_time',
    ],
    ['name mobile\nAnn 12\n', 'separator cannot be told'],
    ['name\nAnn\n', 'mobile is missing'],
    ['name,mobile,Name\n', 'name is there twice'],
    [`name,mobile\n${'Ann,+12025550111\n'.repeat(mostRows + 1)}`, 'more than'],
  ])('is refused as a whole where it is none: %#', async (text, problem) => {
    expect(await readCustomers(text, locale, now)).toEqual({ problem: expect.stringContaining(problem) });
  });

  it('says of each cell that a spreadsheet or an older encoding spoiled that it did', async () => {
    const text = [
      'Name;Mobile Phone;E-mail;Notes',
      'Ann;1.20256E+10;ann@example.com;',
      "Bob;'+12025550111;;",
      'Cyd;+12025550112 ::: +12025550113;;first',
      'Dan;+12025550114 or +12025550115;;',
      'Eve;12025550116.0;;',
      'F\uFFFDy;+12025550117;;',
      'Gus;+12025550118;;a\u0000b',
    ].join('\r\n');
    const { rows, bad, ignored } = await read(text);
    expect(rows.map(({ row }) => [row.name, row.mobile, row.remarks])).toEqual([
      ['Bob', '+12025550111', null],
      ['Cyd', '+12025550112', 'first'],
    ]);
    expect(ignored).toEqual(['E-mail']);
    expect(bad.map(({ line, column, message }) => [line, column, message])).toEqual([
      [2, 'mobile', expect.stringContaining('rounded')],
      [5, 'mobile', expect.stringContaining('second number')],
      [6, 'mobile', expect.stringContaining('quantity')],
      [7, 'name', expect.stringContaining('lost a letter')],
      [8, 'remarks', expect.stringContaining('NUL')],
    ]);
  });
});
