/* Fills what is empty from the settings of a deployment, and nothing else: afterwards the tables win. Settings:
   {livekit_trunk_id, numbers, caller_id, ring_timeout_seconds, max_concurrent, max_per_minute, max_per_day,
    fail_alert_threshold, operator: {phone, livekit_trunk_id, caller_id, ring_timeout_seconds}}. */
create function public.fill_lines(organization_id uuid, settings jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  given record;
  operator record;
  trunk uuid;
  lines_made integer := 0;
  operators_made integer := 0;
begin
  -- Two runners start at once; one of them fills.
  perform from public.dialers where organization_id = fill_lines.organization_id for no key update;
  select * into given from jsonb_to_record(fill_lines.settings) as asked (
    livekit_trunk_id text, numbers text[], caller_id text, ring_timeout_seconds integer, max_concurrent integer,
    max_per_minute integer, max_per_day integer, fail_alert_threshold integer);
  if given.livekit_trunk_id is not null and given.numbers <> '{}' and not exists (
    select from public.lines where organization_id = fill_lines.organization_id and trunk_id is not null) then
    insert into public.trunks
      (organization_id, name, managed, livekit_outbound_trunk_id, ring_timeout_seconds)
    values
      (fill_lines.organization_id, 'outbound', false, given.livekit_trunk_id, given.ring_timeout_seconds)
    on conflict on constraint trunks_name_unique do update set livekit_outbound_trunk_id = excluded.livekit_outbound_trunk_id
    returning id into trunk;
    insert into public.lines
      (organization_id, trunk_id, phone, name, caller_id, max_concurrent, max_per_minute, max_per_day)
    select fill_lines.organization_id, trunk, number, number, given.caller_id, given.max_concurrent,
      given.max_per_minute, given.max_per_day
    from unnest(given.numbers) as number
    on conflict do nothing;
    get diagnostics lines_made = row_count;
    update public.dialers set fail_alert_threshold = given.fail_alert_threshold
    where organization_id = fill_lines.organization_id;
  end if;
  select * into operator from jsonb_to_record(fill_lines.settings -> 'operator') as asked (
    phone text, livekit_trunk_id text, caller_id text, ring_timeout_seconds integer);
  if operator.phone is not null and not exists (
    select from public.operators where organization_id = fill_lines.organization_id) then
    insert into public.operators (organization_id, name, phone, livekit_trunk_id, caller_id, ring_timeout_seconds)
    values (fill_lines.organization_id, 'Operator', operator.phone, operator.livekit_trunk_id, operator.caller_id,
      operator.ring_timeout_seconds);
    operators_made := 1;
  end if;
  return jsonb_build_object('ok', true, 'lines', lines_made, 'operators', operators_made);
end
$$;

/* Gives each organization that has no line one for simulated calls, without a trunk, so that nothing real can ring. The
   numbers are reserved for fiction; the last twenty first, since people try the others as called numbers. */
create function public.fill_simulated_lines() returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  with made as (
    insert into public.lines (organization_id, phone, name, max_concurrent, max_per_minute, max_per_day)
    select lineless.id, '+1202555' || lpad((free.number)::text, 4, '0'), 'Simulated line', 2, 60, 5000
    from (
      select organizations.id, row_number() over (order by organizations.created_at, organizations.id) as position
      from public.organizations
      where not exists (select from public.lines where lines.organization_id = organizations.id)) as lineless
    join (
      select number, row_number() over (order by number < 180, number) as position
      from generate_series(100, 199) as number
      where not exists (
        select from public.lines where lines.phone = '+1202555' || lpad(number::text, 4, '0'))) as free
      using (position)
    on conflict do nothing
    returning id
  )
  select jsonb_build_object('ok', true, 'lines', count(*)) from made
$$;

revoke execute on function public.fill_lines(uuid, jsonb), public.fill_simulated_lines() from public, anon, authenticated;
grant execute on function public.fill_lines(uuid, jsonb), public.fill_simulated_lines() to service_role;
