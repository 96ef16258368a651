import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addOrganization, demoOrganizationId, keyIn, portsOf } from '../../support/database-fixtures.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../../support/postgres.ts';

// Straight to the tables, past every function: what is refused here cannot be written by anybody.
describe('constraints', () => {
  let database: PostgresTestDatabase;
  let other: string;
  let callId: string;
  let userId: string;
  let resourceId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    await database.setNow('2026-11-20T15:00:00.000Z');
    const ports = portsOf(database);
    other = await addOrganization(database.sql);
    callId = await ports.callOf('+12025550150');
    const booked = await ports.appointments.book(keyIn(callId), {
      date: '2026-11-23',
      time: '10:00',
      notes: null,
    });
    expect(booked.ok).toBe(true);
    const [row] = await database.sql.query<{ user_id: string; resource_id: string }>(
      'select user_id, resource_id from public.appointments',
      [],
    );
    userId = row?.user_id ?? '';
    resourceId = row?.resource_id ?? '';
  }, 30_000);
  afterAll(() => database.close());

  const insert = (table: string, row: Record<string, unknown>) => {
    const columns = Object.keys(row);
    return database.sql.exec(
      `insert into public.${table} (${columns.join(', ')}) values (${columns.map((name) => literal(row[name])).join(', ')})`,
    );
  };
  const literal = (value: unknown) =>
    value === null ? 'null' : typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);

  const appointment = () => ({
    organization_id: demoOrganizationId,
    resource_id: resourceId,
    user_id: userId,
    status: 'booked',
    starts_at: '2026-11-24T15:00:00Z',
    ends_at: '2026-11-24T15:30:00Z',
    during: '[2026-11-24T15:00:00Z,2026-11-24T15:30:00Z)',
  });
  const call = () => ({
    organization_id: demoOrganizationId,
    scenario: 'appointment',
    direction: 'inbound',
    channel: 'web',
    agent_id: '00000000-0000-4000-8000-000000000002',
    agent_version: 1,
    lease_expires_at: '2026-11-20T16:00:00Z',
  });
  const organization = () => ({ slug: `o-${randomUUID()}`, name: 'X', time_zone: 'UTC' });
  const later = { starts_at: '2026-11-23T15:15:00Z', ends_at: '2026-11-23T15:45:00Z' };

  it.each([
    // Rule 1
    [
      'appointments_no_overlap',
      'appointments',
      () => ({ ...appointment(), ...later, during: `[${later.starts_at},${later.ends_at})` }),
    ],
    [
      'appointments_no_overlap',
      'appointments',
      () => ({
        ...appointment(),
        ...later,
        during: `[${later.starts_at},${later.ends_at})`,
        status: 'held',
        held_until: '2026-11-20T15:05:00Z',
      }),
    ],
    ['appointments_during_covers', 'appointments', () => ({ ...appointment(), during: 'empty' })],
    [
      'appointments_during_covers',
      'appointments',
      () => ({ ...appointment(), during: '[2026-11-24T15:00:00Z,2026-11-24T15:10:00Z)' }),
    ],
    ['appointments_in_order', 'appointments', () => ({ ...appointment(), ends_at: '2026-11-24T14:00:00Z' })],
    ['appointments_hold_lapses', 'appointments', () => ({ ...appointment(), status: 'held' })],
    [
      'appointments_hold_lapses',
      'appointments',
      () => ({ ...appointment(), held_until: '2026-11-20T15:05:00Z' }),
    ],
    ['appointments_status_known', 'appointments', () => ({ ...appointment(), status: 'maybe' })],
    // Rule 3
    ['calls_ending_whole', 'calls', () => ({ ...call(), outcome: 'answered' })],
    [
      'calls_ending_whole',
      'calls',
      () => ({ ...call(), ended_at: '2026-11-20T16:00:00Z', outcome: 'answered' }),
    ],
    [
      'calls_disposition_answered',
      'calls',
      () => ({
        ...call(),
        ended_at: '2026-11-20T16:00:00Z',
        outcome: 'busy',
        end_reason: 'never_started',
        disposition: 'booked',
      }),
    ],
    [
      'calls_disposition_ended',
      'calls',
      () => ({ ...call(), answered_at: '2026-11-20T15:00:00Z', disposition: 'booked' }),
    ],
    [
      'calls_outcome_known',
      'calls',
      () => ({ ...call(), ended_at: '2026-11-20T16:00:00Z', outcome: 'lost', end_reason: 'silence' }),
    ],
    [
      'calls_end_reason_known',
      'calls',
      () => ({ ...call(), ended_at: '2026-11-20T16:00:00Z', outcome: 'failed', end_reason: 'x' }),
    ],
    ['calls_in_order', 'calls', () => ({ ...call(), answered_at: '2026-11-20T14:00:00Z' })],
    ['calls_phones_e164', 'calls', () => ({ ...call(), from_phone: '202-555-0150' })],
    ['calls_direction_known', 'calls', () => ({ ...call(), direction: 'sideways' })],
    ['calls_channel_known', 'calls', () => ({ ...call(), channel: 'fax' })],
    ['calls_sentiment_known', 'calls', () => ({ ...call(), sentiment: 'angry' })],
    // Rule 7: a row of one organization never hangs on a row of another.
    ['appointments_resource', 'appointments', () => ({ ...appointment(), organization_id: other })],
    ['calls_agent_version', 'calls', () => ({ ...call(), organization_id: other })],
    ['calls_agent_version', 'calls', () => ({ ...call(), agent_version: 9 })],
    ['calls_user', 'calls', () => ({ ...call(), user_id: randomUUID() })],
    [
      'turns_call',
      'turns',
      () => ({
        organization_id: other,
        call_id: callId,
        turn_index: 0,
        role: 'agent',
        text: '',
        started_at: '2026-11-20T15:00:00Z',
      }),
    ],
    [
      'call_events_call',
      'call_events',
      () => ({
        organization_id: other,
        call_id: callId,
        type: 'notice',
        event: '{}',
        occurred_at: '2026-11-20T15:00:00Z',
      }),
    ],
    [
      'tool_calls_call',
      'tool_calls',
      () => ({ organization_id: other, call_id: callId, tool_call_id: 'x', tool: 'x', answer: '{}' }),
    ],
    [
      'usage_call',
      'usage',
      () => ({ organization_id: other, call_id: callId, provider: 'x', unit: 'character', quantity: 1 }),
    ],
    [
      'opening_hours_resource',
      'opening_hours',
      () => ({
        organization_id: other,
        resource_id: resourceId,
        weekday: 1,
        opens: '09:00',
        closes: '10:00',
      }),
    ],
    [
      'opening_exceptions_resource',
      'opening_exceptions',
      () => ({ organization_id: other, resource_id: resourceId, day: '2026-12-24' }),
    ],
    // Rule 8
    [
      'usage_quantity_counts',
      'usage',
      () => ({
        organization_id: demoOrganizationId,
        call_id: callId,
        provider: 'x',
        unit: 'character',
        quantity: -1,
      }),
    ],
    [
      'usage_quantity_counts',
      'usage',
      () => ({
        organization_id: demoOrganizationId,
        call_id: callId,
        provider: 'x',
        unit: 'character',
        quantity: 'NaN',
      }),
    ],
    [
      'usage_unit_known',
      'usage',
      () => ({
        organization_id: demoOrganizationId,
        call_id: callId,
        provider: 'x',
        unit: 'minute',
        quantity: 1,
      }),
    ],
    [
      'prices_one_at_a_time',
      'prices',
      () => ({
        organization_id: other,
        provider: 'openai',
        unit: 'prompt_token',
        amount: 1,
        valid_from: '2026-01-01',
      }),
    ],
    [
      'prices_amount_counts',
      'prices',
      () => ({ organization_id: other, provider: 'x', unit: 'character', amount: -1 }),
    ],
    [
      'prices_amount_counts',
      'prices',
      () => ({ organization_id: other, provider: 'x', unit: 'character', amount: 1, per: 0 }),
    ],
    [
      'prices_validity_in_order',
      'prices',
      () => ({
        organization_id: other,
        provider: 'x',
        unit: 'character',
        amount: 1,
        valid_from: '2026-02-01',
        valid_to: '2026-01-01',
      }),
    ],
    [
      'prices_unit_known',
      'prices',
      () => ({ organization_id: other, provider: 'x', unit: 'minute', amount: 1 }),
    ],
    // People and calendars
    ['users_phone_unique', 'users', () => ({ organization_id: demoOrganizationId, phone: '+12025550150' })],
    ['users_phone_e164', 'users', () => ({ organization_id: demoOrganizationId, phone: '2025550150' })],
    [
      'users_time_of_day_known',
      'users',
      () => ({ organization_id: other, phone: '+12025550151', time_of_day: 'noon' }),
    ],
    [
      'users_weekdays_iso',
      'users',
      () => ({ organization_id: other, phone: '+12025550151', weekdays: '{8}' }),
    ],
    [
      'users_weekdays_iso',
      'users',
      () => ({ organization_id: other, phone: '+12025550151', weekdays: '{1,2,3,4}' }),
    ],
    [
      'opening_hours_weekday_iso',
      'opening_hours',
      () => ({ organization_id: other, weekday: 0, opens: '09:00', closes: '10:00' }),
    ],
    [
      'opening_hours_in_order',
      'opening_hours',
      () => ({ organization_id: other, weekday: 1, opens: '22:00', closes: '02:00' }),
    ],
    [
      'opening_hours_whole_minutes',
      'opening_hours',
      () => ({ organization_id: other, weekday: 1, opens: '09:00:30', closes: '10:00' }),
    ],
    [
      'opening_exceptions_times',
      'opening_exceptions',
      () => ({ organization_id: other, day: '2026-12-24', is_open: true }),
    ],
    [
      'opening_exceptions_times',
      'opening_exceptions',
      () => ({ organization_id: other, day: '2026-12-24', opens: '09:00' }),
    ],
    [
      'opening_exceptions_whole_minutes',
      'opening_exceptions',
      () => ({ organization_id: other, day: '2026-12-24', opens: '09:00:01', closes: '10:00' }),
    ],
    ['resources_name_present', 'resources', () => ({ organization_id: other, name: ' ' })],
    // Organizations, agents, keys
    ['organizations_slug_unique', 'organizations', () => ({ ...organization(), slug: 'demo-clinic' })],
    ['organizations_slug_readable', 'organizations', () => ({ ...organization(), slug: 'Demo Clinic' })],
    ['organizations_name_present', 'organizations', () => ({ ...organization(), name: '' })],
    [
      'organizations_time_zone_known',
      'organizations',
      () => ({ ...organization(), time_zone: 'America/Nowhere' }),
    ],
    ['organizations_region_iso', 'organizations', () => ({ ...organization(), region: 'USA' })],
    ['organizations_slot_minutes_sane', 'organizations', () => ({ ...organization(), slot_minutes: 0 })],
    ['organizations_step_minutes_sane', 'organizations', () => ({ ...organization(), step_minutes: 0 })],
    ['organizations_buffer_minutes_sane', 'organizations', () => ({ ...organization(), buffer_minutes: -1 })],
    ['organizations_notice_minutes_sane', 'organizations', () => ({ ...organization(), notice_minutes: -1 })],
    ['organizations_horizon_days_sane', 'organizations', () => ({ ...organization(), horizon_days: 4000 })],
    ['organizations_hold_minutes_sane', 'organizations', () => ({ ...organization(), hold_minutes: 0 })],
    ['agents_one_an_organization', 'agents', () => ({ organization_id: other, name: 'Second' })],
    ['agents_language_tag', 'agents', () => ({ organization_id: other, name: 'X', language: 'English!' })],
    ['agents_name_present', 'agents', () => ({ organization_id: other, name: '' })],
    [
      'agents_max_call_seconds_sane',
      'agents',
      () => ({ organization_id: other, name: 'X', max_call_seconds: 5 }),
    ],
    [
      'api_keys_hash_is_sha256',
      'api_keys',
      () => ({ organization_id: other, name: 'x', key_hash: 'parley_plain_key', prefix: 'parley_' }),
    ],
    [
      'api_keys_prefix_short',
      'api_keys',
      () => ({
        organization_id: other,
        name: 'x',
        key_hash: 'a'.repeat(64),
        prefix: 'parley_0123456789abcdef',
      }),
    ],
    [
      'members_role_known',
      'members',
      () => ({ organization_id: other, user_id: randomUUID(), role: 'king' }),
    ],
    [
      'turns_role_known',
      'turns',
      () => ({
        organization_id: demoOrganizationId,
        call_id: callId,
        turn_index: 0,
        role: 'bot',
        text: '',
        started_at: '2026-11-20T15:00:00Z',
      }),
    ],
    [
      'turns_index_counts',
      'turns',
      () => ({
        organization_id: demoOrganizationId,
        call_id: callId,
        turn_index: -1,
        role: 'agent',
        text: '',
        started_at: '2026-11-20T15:00:00Z',
      }),
    ],
  ] as Array<[string, string, () => Record<string, unknown>]>)(
    '%s refuses a row of %s that breaks it',
    async (constraint, table, row) => {
      await expect(insert(table, row())).rejects.toMatchObject({ constraint_name: constraint });
    },
  );

  it('keeps one hold a call', async () => {
    const held = { ...appointment(), status: 'held', held_until: '2026-11-20T15:05:00Z', call_id: callId };
    await insert('appointments', held);
    const second = {
      ...held,
      starts_at: '2026-11-25T15:00:00Z',
      ends_at: '2026-11-25T15:30:00Z',
      during: '[2026-11-25T15:00:00Z,2026-11-25T15:30:00Z)',
    };
    await expect(insert('appointments', second)).rejects.toMatchObject({
      constraint_name: 'appointments_one_hold_a_call',
    });
  });

  it('seeds the demo clinic once, however often the seed runs', async () => {
    const { readFile } = await import('node:fs/promises');
    const { supabaseDir } = await import('../../../src/embedded/migrations.ts');
    await database.sql.exec(await readFile(`${supabaseDir}/seed.sql`, 'utf8'));
    const [counts] = await database.sql.query(
      `select (select count(*)::int from public.opening_hours where organization_id = $1::uuid) as hours,
              (select count(*)::int from public.resources where organization_id = $1::uuid) as resources,
              (select count(*)::int from public.prices where organization_id = $1::uuid) as prices`,
      [demoOrganizationId],
    );
    expect(counts).toEqual({ hours: 10, resources: 1, prices: 15 });
  });
});
