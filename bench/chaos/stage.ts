import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';

/** What a line is meant to carry. The check judges by this, whatever the table says. */
export interface IntendedLine {
  id: string;
  organization: string;
  name: string;
  concurrent: number;
  perMinute: number;
  perDay: number;
  /** Part of `concurrent` that is kept for callers and for operators; nobody calls here. */
  headroom: number;
}

export type Limit = 'concurrent' | 'minute' | 'day';

export interface Stage {
  lines: IntendedLine[];
  organizations: string[];
  timeZone: string;
}

const timeZone = 'America/New_York';

/** Five lines of two businesses. The days are shares of all requests, so that a run of any size meets their ends. */
const plan = [
  { name: 'restaurant 1', concurrent: 3, perMinute: 15, day: 0.03, headroom: 0 },
  { name: 'restaurant 2', concurrent: 6, perMinute: 40, day: 0.05, headroom: 1 },
  { name: 'restaurant 3', concurrent: 12, perMinute: 90, day: 0.12, headroom: 0 },
  { name: 'academy 1', concurrent: 6, perMinute: 30, day: 0.05, headroom: 2 },
  { name: 'academy 2', concurrent: 10, perMinute: 70, day: 0.09, headroom: 3 },
];

/** Out of a hundred requests so many are the restaurant's. */
const restaurantShare = 0.6;
/** Every tenth person is asked for twice, so that two requests for one telephone meet. */
const askedTwice = 10;

/**
 * Two businesses with their lines, and all requests due. Numbers have country code 999, which no country has: they can
 * never ring. A limit that is loosened is twice as high in the table as intended.
 */
export async function setStage(sql: postgres.Sql, requests: number, loosened: Limit | null): Promise<Stage> {
  const restaurant = await addOrganization(sql, 'chaos-restaurant');
  const academy = await addOrganization(sql, 'chaos-academy');
  const lines: IntendedLine[] = [];
  // Country code 999 has no plan and rings nobody: here it is as good as a country of their own.
  await sql`insert into app.number_ranges (prefix, country, kind, is_own) values ('999', 'US', 'ordinary', true)
    on conflict do nothing`;
  await sql`update public.dialers set max_calls_per_day = 1000000, max_calls_per_week = 1000000
    where organization_id in (${restaurant}, ${academy})`;
  for (const [index, line] of plan.entries()) {
    const organization = line.name.startsWith('restaurant') ? restaurant : academy;
    const intended = { ...line, id: randomUUID(), organization, perDay: Math.ceil(line.day * requests) };
    const times = (limit: Limit) => (limit === loosened ? 2 : 1);
    await sql`insert into public.lines
        (id, organization_id, phone, name, max_concurrent, max_per_minute, max_per_day, inbound_headroom)
      values (${intended.id}, ${organization}, ${`+99900000000${index}`}, ${line.name},
        ${line.concurrent * times('concurrent')}, ${line.perMinute * times('minute')},
        ${intended.perDay * times('day')}, ${line.headroom})`;
    lines.push(intended);
  }
  await addOperators(sql, academy);
  const orders = Math.round(requests * restaurantShare);
  await addGuests(sql, restaurant, orders);
  await ask(sql, { organization: restaurant, scenario: 'order', from: 0, count: orders });
  await ask(sql, { organization: academy, scenario: 'outreach', from: orders, count: requests - orders });
  await sql`vacuum analyze`;
  return { lines, organizations: [restaurant, academy], timeZone };
}

async function addOrganization(sql: postgres.Sql, slug: string): Promise<string> {
  const id = randomUUID();
  await sql`insert into public.organizations (id, slug, name, time_zone) values (${id}, ${slug}, ${slug}, ${timeZone})`;
  await sql`insert into public.agents (organization_id, name) values (${id}, 'Robin')`;
  // A killed process looks like a network that fails, and pausing would be right; here the run must go on.
  await sql`update public.dialers set fail_alert_threshold = 1000 where organization_id = ${id}`;
  return id;
}

async function addOperators(sql: postgres.Sql, organization: string): Promise<void> {
  for (let index = 1; index <= 12; index += 1)
    await sql`insert into public.operators (organization_id, name, phone, position)
      values (${organization}, ${`Operator ${index}`}, ${`+9992000000${String(index).padStart(2, '0')}`}, ${index})`;
}

/** An order can only be taken for a customer. */
async function addGuests(sql: postgres.Sql, organization: string, count: number): Promise<void> {
  await sql`insert into public.customers (organization_id, number, name, mobile, time_zones)
    select ${organization}, number, 'Guest ' || number, '+9991' || lpad(number::text, 9, '0'), array[${timeZone}]
    from generate_series(1, ${count}::int) as number
    where number % ${askedTwice} <> 0`;
}

/** Through the function that everybody asks with. Every tenth has the number, and the guest, of the one before. */
async function ask(
  sql: postgres.Sql,
  request: { organization: string; scenario: string; from: number; count: number },
): Promise<void> {
  const { organization, scenario, from, count } = request;
  await sql`
    select public.request_call(${organization}, jsonb_build_object(
      'scenario', ${scenario}::text,
      'phone', '+9991' || lpad((${from}::int + person)::text, 9, '0'),
      'name', 'Guest ' || person,
      'input', case ${scenario}::text when 'order'
        then jsonb_build_object('customer_id', 'CUST' || lpad(person::text, 6, '0')) else '{}' end,
      'source', 'chaos',
      'source_key', 'chaos:' || number,
      'priority', 1 + number % 5,
      'due_at', app.now() - make_interval(secs => number % 3600),
      'time_zones', jsonb_build_array(${timeZone}::text),
      'max_attempts', 3))
    from generate_series(1, ${count}::int) as number
    cross join lateral (select number - (number % ${askedTwice} = 0)::int as person) as asked`;
}
