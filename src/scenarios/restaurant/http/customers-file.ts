import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { importCustomersResponse } from '../../../http/contract.ts';
import type { HttpEnv } from '../../../http/dependencies.ts';
import { HttpError } from '../../../http/http-errors.ts';
import { answers, memberRefusals, memberSecurity, refusalsOf } from '../../../http/routes/answers.ts';
import { readFileText } from '../../../shared/csv/encoding.ts';
import { exportCustomers, importCustomers } from '../customers/customer-transfer.ts';
import { customersFor, type RestaurantDependencies } from './ports.ts';

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
    'taken or refused by itself. Cells are separated by comma, semicolon or tab, and names of columns are understood as ' +
    'spreadsheets and address books write them; columns that customers have nothing of are named in the answer.',
  security: memberSecurity,
  request: { body: { required: true, content: csv } },
  responses: answers('What became of the rows.', importCustomersResponse, [
    ...memberRefusals,
    'body_too_large',
    'unsupported_media_type',
  ]),
});

export function addCustomersFileRoutes(
  app: OpenAPIHono<HttpEnv>,
  dependencies: RestaurantDependencies,
): void {
  app.openapi(exportRoute, async (c) => {
    const customers = await customersFor(c, dependencies);
    return c.body(await exportCustomers(customers), 200, {
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
    const customers = await customersFor(c, dependencies);
    const file = readFileText(
      new Uint8Array(await c.req.arrayBuffer()),
      charsetOf(c.req.header('content-type')),
    );
    if ('problem' in file) throw noFile(file.problem);
    const imported = await importCustomers(file.text, customers, dependencies.clock.now());
    if ('problem' in imported) throw noFile(imported.problem);
    return c.json(imported, 200);
  });
}

function charsetOf(type = ''): string | null {
  return /;\s*charset="?([^\s";]+)/i.exec(type)?.[1] ?? null;
}

function noFile(problem: string): HttpError {
  return new HttpError('invalid_request', {
    field: 'body',
    message: `body is not right: ${problem}.`,
    fix: 'Send a file as GET /customers.csv answers: UTF-8 or UTF-16, or with "; charset=" and its encoding.',
  });
}
