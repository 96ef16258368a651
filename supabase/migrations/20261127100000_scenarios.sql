/* What calls and dialing have to know of a scenario. Each scenario adds its own row, in its own migration; nothing that is
   generic names one. */
create table app.scenarios (
  name text primary key,
  dispositions text[] not null default '{}',
  disposition_pattern text,
  names_every_ending boolean not null default false,
  answers_by_default boolean not null default false,

  constraint scenarios_name_plain check (name ~ '^[a-z][a-z_]*$'),
  -- A pattern that matches a part of a word would let in what it was not made for.
  constraint scenarios_pattern_whole check (disposition_pattern ~ '^\^.*\$$')
);

comment on table app.scenarios is
  'Scenarios of this deployment: the dispositions that end their calls, by name or by a pattern, and whether one ends every
   call, answered or not.';

-- A line that does not say what its calls are about, and a number that nobody knows, lead to one scenario.
create unique index scenarios_one_answers_by_default on app.scenarios (answers_by_default) where answers_by_default;

create table app.scenario_retry_rules (
  scenario text not null references app.scenarios (name) on delete cascade,
  outcome text not null,
  delay_seconds integer,
  other_line boolean not null default false,

  primary key (scenario, outcome),
  constraint scenario_retry_rules_outcome_known check (outcome in
    ('voicemail', 'busy', 'no_answer', 'declined', 'unreachable', 'canceled', 'failed')),
  constraint scenario_retry_rules_delay_sane check (delay_seconds between 0 and 2592000)
);

comment on table app.scenario_retry_rules is
  'When a scenario calls again after a call that reached nobody, where it differs from app.retry_rule; no delay gives up.';

-- No policy: the functions below read them, and migrations write them.
alter table app.scenarios enable row level security;
alter table app.scenario_retry_rules enable row level security;

/* The rules of a scenario; all null for one that nobody has defined here. */
create function app.scenario_named(wanted text) returns app.scenarios
language sql stable security definer set search_path = ''
as $$ select scenarios.* from app.scenarios where name = wanted $$;

create function app.retry_rule_of_scenario(wanted text, wanted_outcome text) returns app.scenario_retry_rules
language sql stable security definer set search_path = ''
as $$
  select scenario_retry_rules.* from app.scenario_retry_rules where scenario = wanted and outcome = wanted_outcome
$$;

/* What is said to whoever rings a line that does not say what its calls are about. */
create function app.answering_scenario() returns text
language sql stable security definer set search_path = ''
as $$ select name from app.scenarios where answers_by_default $$;

alter table public.lines alter column inbound_scenario set default app.answering_scenario();

/* True for what may end a call of this scenario; nothing always may. */
create function app.is_disposition(scenario text, wanted text) returns boolean
language plpgsql stable security invoker set search_path = ''
as $$
declare
  rules app.scenarios := app.scenario_named(scenario);
begin
  return wanted is null or coalesce(wanted = any (rules.dispositions), false)
    or coalesce(wanted ~ rules.disposition_pattern, false);
end
$$;

alter table public.calls
  add column refused_disposition text,
  drop constraint calls_disposition_answered,
  -- What a call meant is known once it is over.
  add constraint calls_disposition_ended check (disposition is null or ended_at is not null);

comment on column public.calls.refused_disposition is
  'What an ending named that is no disposition of its scenario: kept for whoever looks for the mistake, never counted.';

/* A disposition is one of its scenario, and says something only of a call that somebody answered, unless the scenario
   names every ending. Named to run after whatever completes an ending: triggers run in the order of their names. */
create function app.refuse_disposition() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  rules app.scenarios := app.scenario_named(new.scenario);
begin
  if not app.is_disposition(new.scenario, new.disposition) then
    raise exception using errcode = 'PT422', message = 'unknown_disposition',
      detail = format('%s is no disposition of %s.', new.disposition, new.scenario);
  end if;
  if new.answered_at is null and rules.names_every_ending is not true then
    raise exception using errcode = 'check_violation', constraint = 'calls_disposition_answered',
      message = 'calls_disposition_answered', detail = 'What a call meant is known only once somebody answered.';
  end if;
  return new;
end
$$;

create trigger calls_refuse_disposition before insert on public.calls
for each row when (new.disposition is not null) execute function app.refuse_disposition();

create trigger calls_refuse_disposition_later before update on public.calls
for each row when (new.disposition is not null
  and (new.disposition, new.scenario, new.answered_at)
    is distinct from (old.disposition, old.scenario, old.answered_at))
execute function app.refuse_disposition();

/* Ends a call exactly once. Job, webhook and sweeper may all try: the first one writes, the others read what stands.
   Its hold is left to lapse: a hold outlives the process that made it, and the person may call back for it.
   An ending is never refused: a disposition without anybody who answered says nothing and is dropped, and one that its
   scenario does not have is put aside in `refused_disposition`, where the audit finds it. */
create or replace function public.end_call(call_id uuid, outcome text, disposition text, end_reason text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.enter_call(end_call.call_id);
  is_first boolean := this.ended_at is null;
  rules app.scenarios := app.scenario_named(this.scenario);
  is_known boolean := app.is_disposition(this.scenario, end_call.disposition);
begin
  if is_first then
    update public.calls
    set
      ended_at = app.now(),
      outcome = end_call.outcome,
      disposition = case
        when is_known and (answered_at is not null or rules.names_every_ending) then end_call.disposition end,
      refused_disposition = case when not is_known then end_call.disposition end,
      end_reason = end_call.end_reason
    where id = this.id
    returning * into this;
  end if;
  return jsonb_build_object(
    'ok', true,
    'first', is_first,
    'outcome', this.outcome,
    'disposition', this.disposition,
    'end_reason', this.end_reason,
    'ended_at', app.iso(this.ended_at));
end
$$;

/* When to call again after an ending that reached nobody; a null delay gives up. The organization's own rule, else that of
   the scenario, because a guest who may stand at the door is worth calling again in minutes and a stranger in hours, else
   what is right for anybody. */
create or replace function app.retry_rule(
  wanted_organization uuid, wanted_scenario text, wanted_outcome text, out delay interval, out other_line boolean)
language sql stable security invoker set search_path = ''
as $$
  select make_interval(secs => rules.delay_seconds), rules.other_line
  from (
    select retry_rules.delay_seconds, retry_rules.other_line, 0 as rank
    from public.retry_rules
    where organization_id = wanted_organization and scenario = wanted_scenario and outcome = wanted_outcome
    union all
    select own.delay_seconds, own.other_line, 1
    from app.retry_rule_of_scenario(wanted_scenario, wanted_outcome) as own
    where own.scenario is not null
    union all
    select defaults.delay_seconds, defaults.other_line, 2
    from (values
      ('busy', 300, false),
      ('no_answer', 3600, false),
      ('voicemail', 14400, false),
      ('declined', 14400, false),
      ('unreachable', null, false),
      ('canceled', 60, false),
      -- The network failed, not the person: soon, and another way if there is one.
      ('failed', 120, true)
    ) as defaults (outcome, delay_seconds, other_line)
    where defaults.outcome = wanted_outcome
  ) as rules
  order by rules.rank
  limit 1
$$;

/* A call that came in on the telephone, found by the number that was called, and whether it may be answered. Whatever the
   verdict, there is a row: a number that nobody knows belongs to the organization that this deployment answers for. */
create or replace function public.open_inbound(
  called text, caller text, room_name text, sip_call_id text, default_organization_id uuid, rehearsal boolean,
  lease_seconds integer)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  line public.lines;
  opened jsonb;
  admission text := 'welcome';
  organization uuid;
begin
  select * into line from public.lines where phone = open_inbound.called and inbound;
  organization := coalesce(line.organization_id, open_inbound.default_organization_id);
  opened := public.create_call(
    organization, coalesce(line.inbound_scenario, app.answering_scenario()), 'inbound', 'sip', open_inbound.room_name,
    open_inbound.caller, open_inbound.called, open_inbound.rehearsal, open_inbound.lease_seconds);
  if not (opened ->> 'ok')::boolean then
    return opened;
  end if;
  if line.id is null then
    -- A deployment without real lines has nothing to compare with: it answers whatever rings.
    admission := case when exists (
        select from public.lines where organization_id = organization and inbound and trunk_id is not null)
      then 'unknown_number' else 'welcome' end;
  elsif exists (
    select from public.blocked_callers
    where organization_id = organization and phone = open_inbound.caller) then
    admission := 'refused_caller';
  elsif not app.line_is_open(line, 'inbound') then
    admission := 'out_of_hours';
  else
    admission := app.admit((opened -> 'call' ->> 'id')::uuid, line, open_inbound.caller, open_inbound.sip_call_id);
  end if;
  return opened || jsonb_build_object('admission', admission);
end
$$;

/* Calls that contradict the rules of this schema or each other; none, unless somebody is mistaken. Constraints forbid
   most; what spans several rows or a crash is looked at here. */
create or replace function public.audit_calls() returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('call_id', found.call_id, 'problem', found.problem)), '[]')
  from (
    select id as call_id, 'open_without_owner' as problem from public.calls
    where ended_at is null and lease_expires_at < app.now() - interval '5 minutes'
    union all
    select calls.id, 'line_kept' from public.legs
    join public.calls on calls.organization_id = legs.organization_id and calls.id = legs.call_id
    where legs.released_at is null
      -- Who was handed over may talk for long; the line is theirs until they hang up.
      and calls.ended_at < app.now()
        - (case calls.end_reason when 'transferred' then interval '1 day' else interval '5 minutes' end)
    union all
    select id, 'answered_by_nobody' from public.calls
    where outcome in ('answered', 'voicemail') and answered_at is null
    union all
    select id, 'not_answered_yet_answered' from public.calls
    where outcome in ('busy', 'no_answer', 'declined', 'unreachable') and answered_at is not null
      and answered_by is distinct from 'silence'
    union all
    select id, 'unknown_disposition' from public.calls where refused_disposition is not null
    union all
    select calls.id, 'request_still_dialing' from public.call_requests
    join public.calls on calls.request_id = call_requests.id and calls.attempt = call_requests.attempts
    where call_requests.status = 'dialing' and calls.ended_at is not null
    union all
    select null, 'dials_miscounted' from public.call_requests
    where dials <> (select count(*) from public.call_attempts
      where call_attempts.request_id = call_requests.id and call_attempts.dialed_at is not null)
    union all
    select call_id, 'ended_twice' from public.call_attempts
    where outcome is distinct from (select calls.outcome from public.calls where calls.id = call_attempts.call_id)
  ) as found
$$;

revoke execute on function
  app.scenario_named(text), app.retry_rule_of_scenario(text, text), app.answering_scenario(),
  app.is_disposition(text, text), app.refuse_disposition()
from public;
-- Triggers, defaults and functions ask these with the rights of whoever writes.
grant execute on function
  app.scenario_named(text), app.retry_rule_of_scenario(text, text), app.answering_scenario(),
  app.is_disposition(text, text)
to service_role;
