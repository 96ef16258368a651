import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importCustomersResponse } from '../../../src/http/contract.ts';
import { countRows, databases } from '../../support/database-fixtures.ts';
import { serveSupabase } from '../../support/serve-supabase.ts';
import { ask, readError } from './support/client.ts';
import { type Desk, openDesk } from './support/desk.ts';
import { startTestServer } from './support/stack.ts';

describe.each(databases)('files of customers over HTTP, on %s', (_name, create) => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await openDesk(create);
  }, 120_000);
  afterAll(() => desk?.close());
  beforeEach(() => desk.clear());

  describe('/customers.csv', () => {
    it('is what was imported, with a report by line of what was not', async () => {
      const answer = await desk.postFile(
        [
          'name,mobile,expected_arrival_time,remarks',
          'Ann,+12025550111,2026-11-20T19:00,"=cmd|\' /C calc\'!A0"',
          'Bob,12,,',
          'Cyd,+12025550111,,',
          'Dan,+12025550112,,',
        ].join('\r\n'),
      );
      expect(answer.status).toBe(200);
      expect(importCustomersResponse.parse(answer.body)).toMatchObject({
        added: 2,
        updated: 0,
        errors: [
          { line: 3, column: 'mobile' },
          { line: 4, column: 'mobile', message: expect.stringContaining('CUST000001') },
        ],
      });
      const file = await ask(desk.url, '/customers.csv');
      expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(file.headers.get('content-disposition')).toContain('customers.csv');
      expect(file.body).toBe(
        [
          'customer_id,name,mobile,status,order_details,expected_arrival_time,arrival_confirmed,last_call_time,remarks,party_size,allergies',
          "CUST000001,Ann,+12025550111,new,,2026-11-20T19:00:00-05:00,false,,'=cmd|' /C calc'!A0,,",
          'CUST000002,Dan,+12025550112,new,,,false,,,,',
          '',
        ].join('\r\n'),
      );
      const again = importCustomersResponse.parse((await desk.postFile(String(file.body))).body);
      expect(again).toEqual({ added: 0, updated: 2, ignored: [], errors: [] });
      expect((await ask(desk.url, '/customers.csv')).body).toBe(file.body);
    });

    it.each([
      [
        'UTF-16 with semicolons',
        Buffer.from('\uFEFFName;Mobile Phone;E-mail\r\nJosé;+12025550111;x\r\n', 'utf16le'),
        '',
      ],
      ['UTF-8 with a mark and tabs', Buffer.from('\uFEFFname\tmobile\tE-mail\nJosé\t+12025550111\t'), ''],
      [
        'Windows-1252 that is declared',
        Buffer.from("name,mobile,E-mail\r\nJosé,'+12025550111,", 'latin1'),
        '; charset=windows-1252',
      ],
    ])('takes %s', async (_name, file, charset) => {
      const answer = await desk.postFile(file, `text/csv${charset}`);
      expect(importCustomersResponse.parse(answer.body)).toEqual({
        added: 1,
        updated: 0,
        ignored: ['E-mail'],
        errors: [],
      });
      expect(await desk.find('CUST000001')).toMatchObject({ name: 'José', mobile: '+12025550111' });
    });

    it.each([
      ['an encoding', Buffer.from('name,mobile\nJosé,+12025550111', 'latin1'), 'Windows-1252'],
      ['a separator', Buffer.from('name|mobile\nAnn|+12025550111'), 'separator'],
      ['a column', Buffer.from('name,e-mail\nAnn,x'), 'the column mobile is missing'],
    ])('refuses a file for %s that it names', async (_name, file, problem) => {
      const answer = await desk.postFile(file);
      expect([answer.status, readError(answer)]).toMatchObject([
        400,
        { field: 'body', message: expect.stringContaining(problem) },
      ]);
      expect(await countRows(desk.supabase.database.sql, 'customers')).toBe(0);
    });

    it('gives line feeds and what looks like a formula back as they were', async () => {
      const remarks = ['late\n', '\n=1+1', 'a\r\nb\n\nc', "'=1", '"quoted", twice'];
      const rows = remarks.map((text, at) => `Ann,+1202555011${at},"${text.replaceAll('"', '""')}"`);
      await desk.postFile(['name,mobile,remarks', ...rows].join('\r\n'));
      const kept = () =>
        desk.supabase.database.sql.query<{ remarks: string }>(
          'select remarks from public.customers order by mobile',
          [],
        );
      const before = await kept();
      const file = String((await ask(desk.url, '/customers.csv')).body);
      const again = importCustomersResponse.parse((await desk.postFile(file)).body);
      expect(again).toEqual({ added: 0, updated: remarks.length, ignored: [], errors: [] });
      expect(await kept()).toEqual(before);
      // What a spreadsheet had written as a text behind an apostrophe is that text.
      expect(before.map(({ remarks: text }) => text)).toEqual(
        remarks.map((text) => (text === "'=1" ? '=1' : text)),
      );
    });

    it.each([
      ['/customers.csv', 1_100_000],
      ['/customer', 20_000],
    ])('limits what is posted to %s', async (target, bytes) => {
      // A connection whose request was not read to its end is closed: not one of those that others use.
      const own = await startTestServer(desk.supabase.env);
      const body = 'x'.repeat(bytes);
      const answer = await (target === '/customer'
        ? desk.post('/customer', body, {}, own.url)
        : desk.postFile(body, 'text/csv', own.url));
      expect([answer.status, readError(answer).code]).toEqual([413, 'body_too_large']);
      await own.close();
    });

    it('has a report when the database fails in the middle, and is taken whole when it is sent again', async () => {
      const { database } = desk.supabase;
      // It answers for one portion, commits the second one and loses that answer, and refuses whatever comes after.
      let portions = 0;
      const failing = await serveSupabase(async (request) => {
        const { pathname, search } = new URL(request.url);
        const isPortion = pathname.endsWith('/rpc/import_customers');
        if (isPortion) portions += 1;
        if (isPortion && portions > 2) return new Response(null, { status: 500 });
        const answer = await fetch(`${database.url}${pathname}${search}`, {
          method: request.method,
          headers: request.headers,
          body: request.method === 'GET' ? null : await request.text(),
        });
        return isPortion && portions === 2 ? new Response(null, { status: 500 }) : answer;
      });
      const own = await startTestServer({ ...desk.supabase.env, SUPABASE_URL: failing.url });
      const rows = Array.from({ length: 120 }, (_, at) => `Ann,+1202555${String(at).padStart(4, '0')}`);
      const file = ['name,mobile', ...rows].join('\n');
      try {
        const answer = await desk.postFile(file, 'text/csv', own.url);
        expect(answer.status).toBe(200);
        const report = importCustomersResponse.parse(answer.body);
        expect(report.added).toBeGreaterThan(0);
        expect(report.added + report.errors.length).toBe(120);
        // Who stands without having been reported is among those of whom it may be so.
        const standing = await countRows(database.sql, 'customers');
        const unsure = report.errors.filter(({ message }) => message.includes('may or may not')).length;
        expect(standing).toBeGreaterThan(report.added);
        expect(standing).toBeLessThanOrEqual(report.added + unsure);

        const again = importCustomersResponse.parse((await desk.postFile(file)).body);
        // A portion whose answer is lost is asked about once more, and its rows are known by then.
        expect([again.added + again.updated, again.errors]).toEqual([120, []]);
        expect(again.updated).toBeGreaterThanOrEqual(standing);
        expect(await countRows(database.sql, 'customers')).toBe(120);
      } finally {
        await own.close();
        await failing.close();
      }
    });

    it('takes thousands of rows and refuses what is no file', async () => {
      const rows = Array.from(
        { length: 1200 },
        (_, index) => `Ann,+1202555${String(index).padStart(4, '0')}`,
      );
      const answer = importCustomersResponse.parse(
        (await desk.postFile(`name,mobile\n${rows.join('\n')}`)).body,
      );
      expect(answer).toEqual({ added: 1200, updated: 0, ignored: [], errors: [] });
      expect(String((await ask(desk.url, '/customers.csv')).body).split('\r\n')).toHaveLength(1202);
      expect((await desk.postFile('name\nAnn')).status).toBe(400);
      expect((await desk.postFile('name,mobile', 'application/json')).status).toBe(415);
    });
  });
});
