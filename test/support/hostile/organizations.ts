import { createHash } from 'node:crypto';
import { createApiKey } from '../../../src/services/supabase/api-keys.ts';
import { createDatabase } from '../../../src/services/supabase/client.ts';
import { fillTables, keepRecording } from '../../integration/http/support/person-rows.ts';
import { addOrganization, demoOrganizationId } from '../database-fixtures.ts';
import type { TestDatabase } from '../postgres.ts';
import type { KnownTexts } from './valid.ts';

/** One of two businesses that share a database, with a row in every table that keeps something of people. */
export interface Business {
  id: string;
  key: string;
  /** Stands in its rows and nowhere else: whoever is answered with it was answered with its rows. */
  mark: string;
  /** What requests of its own name. */
  known: KnownTexts;
  /** What of it somebody else may have got to know. */
  secrets: string[];
}

export type TwoBusinesses = [Business, Business];

/** @param folder where recordings are kept */
export async function openBusinesses(database: TestDatabase, folder: string): Promise<TwoBusinesses> {
  const other = await addOrganization(database.sql, { slug: 'other' });
  return [
    await fill(database, folder, {
      id: demoOrganizationId,
      slug: 'demo-clinic',
      mark: 'Zelda-Quimby-71',
      phone: '+12025550171',
    }),
    await fill(database, folder, { id: other, slug: 'other', mark: 'Ragnar-Odd-72', phone: '+12025550172' }),
  ];
}

async function fill(
  database: TestDatabase,
  folder: string,
  { id, slug, mark, phone }: { id: string; slug: string; mark: string; phone: string },
): Promise<Business> {
  const { sql } = database;
  const { calls } = await fillTables(sql, { organizationId: id, phone, name: mark });
  await keepRecording(sql, { organizationId: id, callId: calls[0] ?? '', folder, words: mark });
  await sql.query('update public.agents set knowledge = $2 where organization_id = $1::uuid', [id, mark]);
  // As a job writes them, so that the call can be shown.
  await sql.query('update public.turns set decision = null where organization_id = $1::uuid', [id]);
  await sql.query(
    `update public.calls set preferences = '{"time_of_day":null,"weekdays":[],"last_appointment":null}' where organization_id = $1::uuid`,
    [id],
  );
  // One who can be called, beside the one who said no.
  await sql.query(
    `insert into public.customers (organization_id, number, name, mobile, time_zones)
     select $1::uuid, max(number) + 1, $2, '+12025550175', '{America/New_York}'
     from public.customers where organization_id = $1::uuid`,
    [id, mark],
  );
  const { key } = await createApiKey(createDatabase(database.url, database.keys.secret), {
    organization: slug,
    name: mark,
  });
  const requests = await idsOf(database, 'call_requests', id);
  return {
    id,
    key,
    mark,
    known: [
      {
        field: /phone|mobile/,
        texts: [phone, '+12025550175', '+12025550176', '(202) 555-0177', '2025550178'],
      },
      { field: /before|after/, texts: calls.map((call) => cursorOf(call)) },
      { field: /^id$|call/, texts: calls },
      { field: /customer_id|after/, texts: ['CUST000001', 'CUST000002', 'CUST000003', 'CUST000099'] },
      { field: /time/, texts: ['2026-11-20T19:00', '2027-03-02T19:00-05:00', '2026-11-21T18:30'] },
      // With an offset, as instants are asked for.
      {
        field: /^(before|date_range_start|start)$/,
        texts: ['2027-03-15T08:00:00Z', '2027-03-15T09:00:00-07:00'],
      },
      { field: /^(date_range_end|end)$/, texts: ['2027-03-20T18:00:00Z', '2027-03-15T09:30:00-07:00'] },
      { field: /from|to|day/, texts: ['2026-11-01', '2026-12-31'] },
      { field: /language/, texts: ['en-US', 'fa-IR'] },
      { field: /countries/, texts: ['US', 'CA', 'DE'] },
      { field: /scenario/, texts: ['appointment', 'order'] },
      {
        field: /name|reason|remarks|details|knowledge|address|services|body/,
        texts: ['Ann Example', 'name,mobile\nBob Example,+12025550179\n'],
      },
    ],
    secrets: [id, slug, phone, ...calls, ...requests, cursorOf(calls[0] ?? '')],
  };
}

function cursorOf(id: string): string {
  return Buffer.from(`2026-11-20T15:00:00.000Z ${id}`).toString('base64url');
}

async function idsOf({ sql }: TestDatabase, table: string, organizationId: string): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `select id from public.${table} where organization_id = $1::uuid`,
    [organizationId],
  );
  return rows.map(({ id }) => id);
}

/** Each table's rows of an organization, as a hash: whether anything of them has changed. */
export async function rowsOf({ sql }: TestDatabase, organizationId: string): Promise<Record<string, string>> {
  const tables = await sql.query<{ name: string; belongs: string }>(
    `select format('%I.%I', table_schema, table_name) as name, column_name as belongs
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema in ('public', 'app') and table_type = 'BASE TABLE'
       and (column_name = 'organization_id' or (table_name = 'organizations' and column_name = 'id'))
     order by 1`,
    [],
  );
  const hashes: Record<string, string> = {};
  for (const { name, belongs } of tables) {
    const [row] = await sql.query<{ rows: string | null }>(
      `select string_agg(to_jsonb(held)::text, e'\\n' order by to_jsonb(held)::text) as rows
       from ${name} as held where ${belongs} = $1::uuid`,
      [organizationId],
    );
    hashes[name] = createHash('sha256')
      .update(row?.rows ?? '')
      .digest('hex');
  }
  return hashes;
}

export function changedTables(before: Record<string, string>, after: Record<string, string>): string[] {
  return Object.keys({ ...before, ...after }).filter((table) => before[table] !== after[table]);
}
