import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SqlRunner } from '../../../../src/embedded/migrations.ts';

export interface SomePerson {
  organizationId: string;
  phone: string;
  name: string;
}

/**
 * Gives a person a row, with their number or name in it, in every table that keeps something of people: two calls, what
 * was said and done there, what is asked of them, and what each business keeps.
 */
export async function fillTables(sql: SqlRunner, { organizationId, phone, name }: SomePerson) {
  const [inbound, outbound, user, request] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const words = `${name} at ${phone}`;
  const json = JSON.stringify({ name, phone, list: [words] });
  const customer = randomUUID();
  const [campaign, provider, other, offer] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await sql.exec(`
    insert into public.users (id, organization_id, phone, name)
    values ('${user}', '${organizationId}', '${phone}', '${name}');
    insert into public.users (organization_id, claimed_phone, name) values ('${organizationId}', '${phone}', '${name}');
    insert into public.call_requests
      (id, organization_id, scenario, user_id, phone, input, source, source_key, time_zones, status)
    values ('${request}', '${organizationId}', 'appointment', '${user}', '${phone}', '${json}', 'test', '${request}',
      '{America/New_York}', 'completed');
    insert into public.calls
      (id, organization_id, scenario, direction, channel, agent_id, agent_version, user_id, request_id, attempt,
       room_name, from_phone, to_phone, lease_expires_at, answered_at)
    select made.id, '${organizationId}', 'appointment', made.direction, 'sip', agents.id, agents.version, made.user_id,
      made.request_id, made.attempt, 'call_${phone}_' || made.id, made.from_phone, made.to_phone, app.now(), app.now()
    from public.agents, (values
      ('${inbound}'::uuid, 'inbound', null::uuid, null::uuid, null::integer, '${phone}', '+12025550100'),
      ('${outbound}', 'outbound', '${user}', '${request}', 1, '+12025550100', '${phone}'))
      as made (id, direction, user_id, request_id, attempt, from_phone, to_phone)
    where agents.organization_id = '${organizationId}';
    update public.calls set ended_at = app.now(), outcome = 'answered', end_reason = 'person_hung_up',
      summary = '${words}', preferences = '${json}'
    where id in ('${inbound}', '${outbound}');
    insert into public.call_attempts (organization_id, request_id, attempt, call_id, claimed_by)
    values ('${organizationId}', '${request}', 1, '${outbound}', 'runner');
    insert into public.appointments
      (organization_id, resource_id, user_id, call_id, status, starts_at, ends_at, during, notes, for_whom)
    select '${organizationId}', id, '${user}', '${inbound}', 'canceled', '2026-11-23T15:00Z', '2026-11-23T16:00Z',
      '[2026-11-23T15:00Z,2026-11-23T16:00Z)', '${words}', '${name}'
    from public.resources where organization_id = '${organizationId}' limit 1;
    insert into public.customers (id, organization_id, number, name, mobile, time_zones, remarks, order_items)
    select '${customer}', '${organizationId}', count(*) + 1, '${name}', '${phone}', '{America/New_York}', '${words}',
      '[${json}]'
    from public.customers where organization_id = '${organizationId}';
    insert into public.customer_results (organization_id, customer, result_key, call_flow, result)
    values ('${organizationId}', '${customer}', 'key of ${phone}', 'order_booking', '${json}');
    insert into public.panel_results (organization_id, contact_id, phone, result)
    values ('${organizationId}', 'contact ${phone}', '${phone}', 'not_interested');
    insert into public.campaigns (id, organization_id, name, scenario)
    values ('${campaign}', '${organizationId}', 'campaign ${campaign}', 'negotiation');
    insert into public.negotiations
      (organization_id, campaign_id, service, location, starts_at, ends_at, duration_minutes, max_providers, max_parallel,
       weights, time_zone, client_name, client_phone)
    values ('${organizationId}', '${campaign}', 'dentist', 'here', '2027-03-15T08:00Z', '2027-03-16T08:00Z', 30, 1, 1, '{}',
      'America/New_York', '${name}', '${phone}');
    insert into public.providers (id, organization_id, place_key, service, name, phone, location, address, time_zone)
    values
      ('${provider}', '${organizationId}', 'place ${provider}', 'dentist', '${name}', '${phone}', 'here', '${words}',
       'America/New_York'),
      ('${other}', '${organizationId}', 'place ${other}', '${other}', 'Practice', '+12025550100', 'here', '1 Main Street',
       'America/New_York');
    insert into public.campaign_providers (organization_id, campaign_id, provider_id, position)
    values ('${organizationId}', '${campaign}', '${provider}', 1), ('${organizationId}', '${campaign}', '${other}', 2);
    insert into public.campaign_offers
      (id, organization_id, campaign_id, provider_id, call_id, starts_at, ends_at, notes)
    values ('${offer}', '${organizationId}', '${campaign}', '${other}', '${inbound}', '2027-03-15T09:00Z',
      '2027-03-15T09:30Z', '${words}');
    insert into public.campaign_commitments (organization_id, campaign_id, offer_id, client_name, client_phone)
    values ('${organizationId}', '${campaign}', '${offer}', '${name}', '${phone}');
    insert into public.campaign_events (organization_id, campaign_id, event_id, kind, data)
    values ('${organizationId}', '${campaign}', 1, 'note',
      '{"call_id": "${inbound}", "message": "${words}", "data": ${json}}');
    insert into public.do_not_call (organization_id, phone, reason)
    values ('${organizationId}', '${phone}', '${name} said so');
    insert into public.blocked_callers (organization_id, phone, reason)
    values ('${organizationId}', '${phone}', '${name} shouts');
  `);
  for (const call of [inbound, outbound])
    await sql.exec(`
      insert into public.turns (organization_id, call_id, turn_index, role, text, started_at, decision)
      values ('${organizationId}', '${call}', 0, 'person', '${words}', app.now(), '${json}');
      insert into public.call_events (organization_id, call_id, type, event, occurred_at)
      values ('${organizationId}', '${call}', 'notice', '${json}', app.now());
      insert into public.tool_calls (organization_id, call_id, tool_call_id, tool, answer)
      values ('${organizationId}', '${call}', 'one', 'identify_user', '${json}');
      insert into public.call_reviews (organization_id, call_id, source, review_key, review)
      values ('${organizationId}', '${call}', 'test', 'one', '${json}');
      insert into public.caller_checks (organization_id, call_id, tool_call_id, phone, passed)
      values ('${organizationId}', '${call}', 'one', '${phone}', false);
      insert into public.legs (organization_id, call_id, kind, direction, phone, sip_call_id, released_at)
      values ('${organizationId}', '${call}', 'person', 'inbound', '${phone}', 'sip of ${phone}', app.now());
      insert into public.outreach_captures
        (organization_id, call_id, capture_index, transcript, class, classifier, confidence, language)
      values ('${organizationId}', '${call}', 0, '${words}', 'unknown', 'model', 1, 'en-US');
      insert into public.usage (organization_id, call_id, provider, unit, quantity)
      values ('${organizationId}', '${call}', 'cartesia', 'character', 10);
    `);
  return { inbound, outbound, calls: [inbound, outbound] };
}

/** A recording of a call with its review copy, as the store in `folder` keeps them. */
export async function keepRecording(
  sql: SqlRunner,
  {
    organizationId,
    callId,
    folder,
    words,
  }: { organizationId: string; callId: string; folder: string; words: string },
): Promise<void> {
  const kept = path.join(folder, 'recordings', organizationId);
  await mkdir(kept, { recursive: true });
  for (const name of [`${callId}.wav`, `${callId}.review.wav`]) await writeFile(path.join(kept, name), words);
  await sql.exec(`
    insert into public.call_recordings
      (organization_id, call_id, store, path, review_path, review_bytes, seconds, bytes, disclosed_at, started_at, expires_at)
    values ('${organizationId}', '${callId}', 'folder', '${organizationId}/${callId}.wav',
      '${organizationId}/${callId}.review.wav', 9, 3, 9, app.now() - interval '1 minute', app.now() - interval '1 minute',
      app.now() + interval '30 days')`);
}

/** In which tables, of every schema that is not Postgres's own, any of these words stands in any column of any type. */
export async function tablesWith(sql: SqlRunner, words: string[]): Promise<string[]> {
  const tables = await sql.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`,
    [],
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const pattern = words.map((word) => word.replace('+', '')).join('|');
    const [row] = await sql.query<{ count: number }>(
      `select count(*)::int as count from ${name} as held where to_jsonb(held)::text ~ $1`,
      [pattern],
    );
    if ((row?.count ?? 0) > 0) found.push(name);
  }
  return found;
}

/** Which files below a folder have one of these words in them or in their name. */
export async function filesWith(folder: string, words: string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    const text = `${entry.name}\n${await readFile(file, 'latin1')}`;
    if (words.some((word) => text.includes(word))) found.push(file);
  }
  return found;
}
