import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import {
  type BadRow,
  explainRefusal,
  readCustomers,
  writeCustomers,
} from '../../restaurant/customer-file.ts';
import type { Customers } from '../../restaurant/customers.ts';
import type { CustomerView } from '../../restaurant/records.ts';
import { importCustomersResponse } from '../contract.ts';
import type { Dependencies, HttpEnv } from '../dependencies.ts';
import { HttpError } from '../errors.ts';
import { answers, memberRefusals, memberSecurity, refusalsOf } from './answers.ts';
import { customersOf } from './customers.ts';

export const customersFilePath = '/customers.csv';

const csv = { 'text/csv': { schema: z.string() } };

const exportRoute = createRoute({
  method: 'get',
  path: customersFilePath,
  summary: 'All customers as a file',
  description:
    'Comma-separated, with the columns customer_id, name, mobile, status, order_details, expected_arrival_time, ' +
    'arrival_confirmed, last_call_time and remarks. Times are local to the organization, with their offset. A text ' +
    'that a spreadsheet would run as a formula has an apostrophe before it.',
  security: memberSecurity,
  responses: { 200: { description: 'The file.', content: csv }, ...refusalsOf(memberRefusals) },
});

const importRoute = createRoute({
  method: 'post',
  path: customersFilePath,
  summary: 'Add and correct customers from a file',
  description:
    'The columns of the export, of which name and mobile must be there. A row with the customer_id of a known customer ' +
    'corrects them (an empty cell changes nothing, a status moves only where it may), any other adds one. Each row is ' +
    'taken or refused by itself.',
  security: memberSecurity,
  request: { body: { required: true, content: csv } },
  responses: answers('What became of the rows.', importCustomersResponse, [
    ...memberRefusals,
    'body_too_large',
    'unsupported_media_type',
  ]),
});

const exportPage = 500;

export function addCustomersFileRoutes(app: OpenAPIHono<HttpEnv>, dependencies: Dependencies): void {
  app.openapi(exportRoute, async (c) => {
    const customers = await customersOf(c, dependencies);
    const { timeZone } = await customers.locale();
    return c.body(writeCustomers(await allOf(customers), timeZone), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="customers.csv"',
    });
  });

  app.openapi(importRoute, async (c) => {
    if (!/^text\/csv\s*(;|$)/i.test(c.req.header('content-type') ?? '')) {
      throw new HttpError('unsupported_media_type', {
        message: 'The body is not declared as CSV.',
        fix: 'Send the header "Content-Type: text/csv".',
      });
    }
    const customers = await customersOf(c, dependencies);
    return c.json(await importFile(await c.req.text(), customers, dependencies.clock.now()), 200);
  });
}

async function allOf(customers: Customers): Promise<CustomerView[]> {
  const all: CustomerView[] = [];
  let after: number | null = null;
  do {
    const page = await customers.list({ limit: exportPage, after, status: null });
    all.push(...page.customers);
    after = page.next;
  } while (after !== null);
  return all;
}

async function importFile(text: string, customers: Customers, now: number) {
  const file = await readCustomers(text, await customers.locale(), now);
  if ('problem' in file) {
    throw new HttpError('invalid_request', {
      field: 'body',
      message: `body is not right: ${file.problem}.`,
      fix: 'Send a file as GET /customers.csv answers.',
    });
  }
  const taken = await customers.import(file.rows.map(({ row }) => row));
  const refused = taken.flatMap((answer, at): BadRow[] =>
    answer.ok ? [] : [{ line: file.rows[at]?.line ?? 0, ...explainRefusal(answer) }],
  );
  return {
    added: taken.filter((answer) => answer.ok && answer.added).length,
    updated: taken.filter((answer) => answer.ok && !answer.added).length,
    errors: [...file.bad, ...refused].toSorted((one, other) => one.line - other.line),
  };
}
