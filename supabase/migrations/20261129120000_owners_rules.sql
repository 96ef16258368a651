/* Whom an organization calls and how often, how a caller is checked, whose numbers are believed and how long what is kept:
   until now that could be seen and set in SQL alone. Its owner sets it now, and a program with its key; members see it. */

/* Tells the admins what an organization's rules are from now on, so that a key that was stolen loosens none in silence.
   Says nothing where nothing changed. */
create function app.tell_rules(organization_id uuid, before jsonb, after jsonb) returns void
language sql volatile security invoker set search_path = ''
as $$
  insert into public.alerts (organization_id, kind, message)
  select tell_rules.organization_id, 'rules_changed',
    'The rules were changed: ' || string_agg(
      format('%s from %s to %s', rule.key, coalesce(tell_rules.before ->> rule.key, 'nothing'), rule.value), ', ' order by rule.key) || '.'
  from (select key, coalesce(value, 'nothing') as value from jsonb_each_text(tell_rules.after)) as rule
  where tell_rules.before -> rule.key is distinct from tell_rules.after -> rule.key
  having count(*) > 0
$$;

create function app.only_owners() returns jsonb
language sql immutable security invoker set search_path = ''
as $$ select jsonb_build_object('ok', false, 'code', 'owner_required') $$;

-- More is a typing error, and one that costs.
alter table public.dialers add constraint dialers_caps_not_mistyped check (
  max_per_number_day <= 1000 and max_per_number_week <= 1000
  and max_callbacks_per_caller_day <= 1000 and max_callbacks_per_caller_week <= 1000
  and max_calls_per_day <= 1000000 and max_calls_per_week <= 1000000);

/* Whom an organization calls, and how often. */
create function app.dial_rules(dialer public.dialers) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'countries', to_jsonb(dialer.countries),
    'callbacks_abroad', dialer.callbacks_abroad,
    'max_per_number_day', dialer.max_per_number_day,
    'max_per_number_week', dialer.max_per_number_week,
    'max_callbacks_per_caller_day', dialer.max_callbacks_per_caller_day,
    'max_callbacks_per_caller_week', dialer.max_callbacks_per_caller_week,
    'max_calls_per_day', dialer.max_calls_per_day,
    'max_calls_per_week', dialer.max_calls_per_week)
$$;

/* What the dialer of an organization does now, as the person in charge of it sees it. */
create or replace function public.get_dialer(organization_id uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'state', dialers.state,
    'deployment_state', app.deployment_state(),
    'reason', dialers.reason,
    'changed_at', app.iso(dialers.changed_at),
    'consecutive_failures', dialers.consecutive_failures,
    'fail_alert_threshold', dialers.fail_alert_threshold,
    'waiting', (select count(*) from public.call_requests as asked
      where asked.organization_id = dialers.organization_id and status = 'waiting'),
    'due', (select count(*) from public.call_requests as asked
      where asked.organization_id = dialers.organization_id and status = 'waiting' and due_at <= app.now()),
    'dialing', (select count(*) from public.calls
      where calls.organization_id = dialers.organization_id and direction = 'outbound' and ended_at is null
        and answered_at is null),
    'talking', (select count(*) from public.calls
      where calls.organization_id = dialers.organization_id and direction = 'outbound'
        and answered_at is not null
        and (ended_at is null or (end_reason = 'transferred' and exists (
          select from public.legs
          where legs.organization_id = calls.organization_id and legs.call_id = calls.id and released_at is null)))),
    'agents', app.live_workers(),
    'rules', app.dial_rules(dialers),
    'lines', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'line_id', lines.id,
        'phone', lines.phone,
        'name', lines.name,
        'enabled', lines.enabled,
        'concurrent', load.concurrent,
        'last_minute', load.last_minute,
        'today', load.today,
        'max_concurrent', lines.max_concurrent,
        'max_per_minute', lines.max_per_minute,
        'max_per_day', lines.max_per_day) order by lines.phone), '[]')
      from public.lines cross join lateral app.line_load(lines) as load
      where lines.organization_id = dialers.organization_id))
  from public.dialers
  where dialers.organization_id = get_dialer.organization_id
$$;

/* Changes what is named in `changes`. `countries` null is the organization's own region alone, an empty list nobody. */
create function public.change_dial_rules(organization_id uuid, changes jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  dialer public.dialers;
  stranger text;
  before jsonb;
begin
  perform app.require_member(change_dial_rules.organization_id);
  if not app.is_owner(change_dial_rules.organization_id) then
    return app.only_owners();
  end if;
  select wanted.country into stranger
  from jsonb_array_elements_text(coalesce(nullif(changes -> 'countries', 'null'), '[]')) as wanted (country)
  where not exists (select from app.number_ranges where number_ranges.country = wanted.country)
  limit 1;
  if stranger is not null then
    return jsonb_build_object('ok', false, 'code', 'unknown_country', 'country', stranger);
  end if;
  select * into dialer from public.dialers
  where dialers.organization_id = change_dial_rules.organization_id for no key update;
  before := app.dial_rules(dialer);
  if changes ? 'countries' then
    dialer.countries := case when changes -> 'countries' <> 'null' then array(
      select distinct wanted.country from jsonb_array_elements_text(changes -> 'countries') as wanted (country) order by 1) end;
  end if;
  dialer := jsonb_populate_record(dialer, changes - 'countries');
  update public.dialers
  set
    countries = dialer.countries,
    callbacks_abroad = dialer.callbacks_abroad,
    max_per_number_day = dialer.max_per_number_day,
    max_per_number_week = dialer.max_per_number_week,
    max_callbacks_per_caller_day = dialer.max_callbacks_per_caller_day,
    max_callbacks_per_caller_week = dialer.max_callbacks_per_caller_week,
    max_calls_per_day = dialer.max_calls_per_day,
    max_calls_per_week = dialer.max_calls_per_week
  where dialers.organization_id = change_dial_rules.organization_id;
  perform app.tell_rules(change_dial_rules.organization_id, before, app.dial_rules(dialer));
  return public.get_dialer(change_dial_rules.organization_id);
end
$$;

/* What the agent of an organization tells callers, who it is, and how it finds out who calls. PT404 where nobody answers
   for it. */
create or replace function public.get_agent(organization_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  answer jsonb;
begin
  perform app.require_member(get_agent.organization_id);
  select jsonb_build_object(
    'name', agents.name,
    'language', agents.language,
    'version', agents.version,
    'knowledge', agents.knowledge,
    'caller_check', organizations.caller_check,
    'business', app.business_view(organizations))
  into answer
  from public.agents
  join public.organizations on organizations.id = agents.organization_id
  where agents.organization_id = get_agent.organization_id;
  if answer is null then
    raise exception using errcode = 'PT404', message = 'unknown_agent';
  end if;
  return answer;
end
$$;

/* Changes what is named in `changes` (knowledge, address, services, caller_check) and nothing else; null takes away. Calls
   that have begun keep the version that speaks. Whom the agent believes is for the owner. */
create or replace function public.change_agent(organization_id uuid, changes jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  before jsonb;
begin
  perform app.require_member(change_agent.organization_id);
  if changes ? 'caller_check' and not app.is_owner(change_agent.organization_id) then
    return app.only_owners();
  end if;
  update public.agents
  set knowledge = case when changes ? 'knowledge' then nullif(btrim(changes ->> 'knowledge'), '') else knowledge end
  where organization_id = change_agent.organization_id;
  select jsonb_build_object('caller_check', caller_check) into before
  from public.organizations where id = change_agent.organization_id for no key update;
  update public.organizations
  set
    address = case when changes ? 'address' then nullif(btrim(changes ->> 'address'), '') else address end,
    services = case when changes ? 'services'
      then array(select jsonb_array_elements_text(coalesce(nullif(changes -> 'services', 'null'), '[]')))
      else services end,
    caller_check = case when changes ? 'caller_check' then changes ->> 'caller_check' else caller_check end
  where id = change_agent.organization_id;
  if changes ? 'caller_check' then
    perform app.tell_rules(
      change_agent.organization_id, before, jsonb_build_object('caller_check', changes ->> 'caller_check'));
  end if;
  return public.get_agent(change_agent.organization_id);
end
$$;

/* After how many days an organization lets go of what; null is never. */
create function public.get_retention(organization_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  perform app.require_member(get_retention.organization_id);
  return (
    select jsonb_build_object(
      'transcript_days', retention.transcript_days,
      'event_days', retention.event_days,
      'recording_days', retention.recording_days,
      'only_called_days', retention.only_called_days)
    from (select get_retention.organization_id as id) as wanted
    left join public.retention on retention.organization_id = wanted.id);
end
$$;

/* Changes what is named in `changes`; null keeps for good. What is over its new days goes in the next round. */
create function public.change_retention(organization_id uuid, changes jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  rule public.retention;
  before jsonb;
begin
  perform app.require_member(change_retention.organization_id);
  if not app.is_owner(change_retention.organization_id) then
    return app.only_owners();
  end if;
  insert into public.retention (organization_id) values (change_retention.organization_id) on conflict do nothing;
  select * into rule from public.retention
  where retention.organization_id = change_retention.organization_id for no key update;
  before := public.get_retention(change_retention.organization_id);
  rule := jsonb_populate_record(rule, changes - 'organization_id');
  update public.retention
  set
    transcript_days = rule.transcript_days,
    event_days = rule.event_days,
    recording_days = rule.recording_days,
    only_called_days = rule.only_called_days
  where retention.organization_id = change_retention.organization_id;
  perform app.tell_rules(
    change_retention.organization_id, before, public.get_retention(change_retention.organization_id));
  return public.get_retention(change_retention.organization_id);
end
$$;

create function app.trunk_view(trunk public.trunks) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'trunk_id', trunk.id,
    'name', trunk.name,
    'trusts_caller_id', trunk.trusts_caller_id,
    'phones', (
      select coalesce(jsonb_agg(lines.phone order by lines.phone), '[]') from public.lines
      where lines.organization_id = trunk.organization_id and lines.trunk_id = trunk.id))
$$;

/* Who carries an organization's calls, and whether the numbers that they tell of callers are believed. Their addresses and
   users stay with whoever runs the lines. */
create function public.list_trunks(organization_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  perform app.require_member(list_trunks.organization_id);
  return (
    select coalesce(jsonb_agg(app.trunk_view(trunks) order by trunks.name), '[]') from public.trunks
    where trunks.organization_id = list_trunks.organization_id);
end
$$;

/* Whether the numbers that a trunk tells of callers are believed from now on. */
create function public.trust_trunk(organization_id uuid, trunk_id uuid, trusts boolean) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.trunks;
  before boolean;
begin
  perform app.require_member(trust_trunk.organization_id);
  if not app.is_owner(trust_trunk.organization_id) then
    return app.only_owners();
  end if;
  select trusts_caller_id into before from public.trunks
  where trunks.organization_id = trust_trunk.organization_id and id = trust_trunk.trunk_id for no key update;
  if not found then
    return jsonb_build_object('ok', false, 'code', 'trunk_not_found');
  end if;
  update public.trunks set trusts_caller_id = trust_trunk.trusts where id = trust_trunk.trunk_id returning * into this;
  perform app.tell_rules(trust_trunk.organization_id,
    jsonb_build_object(format('trusts_caller_id of %s', this.name), before),
    jsonb_build_object(format('trusts_caller_id of %s', this.name), this.trusts_caller_id));
  return app.trunk_view(this);
end
$$;

revoke execute on function
  app.tell_rules(uuid, jsonb, jsonb), app.only_owners(), app.dial_rules(public.dialers), app.trunk_view(public.trunks)
from public, anon, authenticated;
grant execute on function app.dial_rules(public.dialers) to anon, authenticated, service_role;
-- Hosted Supabase grants new functions to every role by default, so each role is named.
revoke execute on function
  public.change_dial_rules(uuid, jsonb), public.get_retention(uuid), public.change_retention(uuid, jsonb),
  public.list_trunks(uuid), public.trust_trunk(uuid, uuid, boolean)
from public;
grant execute on function
  public.change_dial_rules(uuid, jsonb), public.get_retention(uuid), public.change_retention(uuid, jsonb),
  public.list_trunks(uuid), public.trust_trunk(uuid, uuid, boolean)
to anon, authenticated, service_role;
