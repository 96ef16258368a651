create table public.dialers (
  organization_id uuid primary key references public.organizations (id) on delete cascade,
  state text not null default 'running',
  reason text,
  changed_at timestamptz not null default app.now(),
  consecutive_failures integer not null default 0,
  fail_alert_threshold integer not null default 5,
  last_claim_at timestamptz,
  person_earliest time not null default '08:00',
  person_latest time not null default '21:00',
  call_from time not null default '00:00',
  call_until time not null default '24:00',
  call_days smallint[] not null default '{1,2,3,4,5,6,7}',
  simulated_people_sleep boolean not null default false,
  consent_note text,

  constraint dialers_state_known check (state in ('running', 'draining', 'paused')),
  -- Whoever finds it standing still is told why.
  constraint dialers_reason_given check (state = 'running' or reason is not null),
  constraint dialers_threshold_sane check (fail_alert_threshold between 1 and 1000),
  constraint dialers_person_hours_in_order check (person_earliest < person_latest),
  constraint dialers_own_hours_in_order check (call_from < call_until),
  constraint dialers_days_iso check (call_days <@ '{1,2,3,4,5,6,7}'::smallint[] and cardinality(call_days) >= 1)
);

comment on table public.dialers is
  'Whether and when an organization calls people: person_* is local to the called person, call_* to the organization.';

-- Each organization has its dialer from its first moment, however it came to be.
create function app.add_dialer() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  insert into public.dialers (organization_id) values (new.id) on conflict do nothing;
  return null;
end
$$;

create trigger organizations_add_dialer after insert on public.organizations
for each row execute function app.add_dialer();

insert into public.dialers (organization_id) select id from public.organizations on conflict do nothing;

/* The switch of the whole deployment; one row. */
create table app.deployment (
  only_row boolean primary key default true check (only_row),
  state text not null default 'running' check (state in ('running', 'draining', 'paused')),
  reason text
);

insert into app.deployment default values;

comment on table app.deployment is 'Whether anybody at all is called.';

create function app.deployment_state() returns text
language sql stable security definer set search_path = ''
as $$ select state from app.deployment $$;

create table public.do_not_call (
  organization_id uuid not null references public.organizations (id) on delete cascade,
  phone text not null,
  reason text not null,
  call_id uuid,
  created_at timestamptz not null default app.now(),

  primary key (organization_id, phone),
  constraint do_not_call_call foreign key (organization_id, call_id)
    references public.calls (organization_id, id) on delete set null (call_id),
  constraint do_not_call_phone_e164 check (phone ~ '^\+[1-9][0-9]{6,14}$')
);

comment on table public.do_not_call is 'Numbers that an organization never calls, and the call in which that was asked.';

create table public.retry_rules (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  scenario text not null,
  outcome text not null,
  delay_seconds integer,
  other_line boolean not null default false,

  constraint retry_rules_tenant unique (organization_id, id),
  constraint retry_rules_once unique (organization_id, scenario, outcome),
  constraint retry_rules_outcome_known check (outcome in
    ('voicemail', 'busy', 'no_answer', 'declined', 'unreachable', 'canceled', 'failed')),
  constraint retry_rules_delay_sane check (delay_seconds between 0 and 2592000)
);

comment on table public.retry_rules is
  'What an organization does after a call that reached nobody, where it differs from app.retry_rule; no delay gives up.';

/* When to call again after an ending that reached nobody; a null delay gives up. Scenario by scenario, because a guest
   who may stand at the door is worth calling again in minutes and a stranger in hours. */
create function app.retry_rule(
  wanted_organization uuid, wanted_scenario text, wanted_outcome text, out delay interval, out other_line boolean)
language sql stable security invoker set search_path = ''
as $$
  select make_interval(secs => rules.delay_seconds), rules.other_line
  from (
    select retry_rules.delay_seconds, retry_rules.other_line, 0 as rank
    from public.retry_rules
    where organization_id = wanted_organization and scenario = wanted_scenario and outcome = wanted_outcome
    union all
    select defaults.delay_seconds, defaults.other_line, 1 + (defaults.scenario = '*')::integer
    from (values
      ('*', 'busy', 300, false),
      ('*', 'no_answer', 3600, false),
      ('*', 'voicemail', 14400, false),
      ('*', 'declined', 14400, false),
      ('*', 'unreachable', null, false),
      ('*', 'canceled', 60, false),
      -- The network failed, not the person: soon, and another way if there is one.
      ('*', 'failed', 120, true),
      ('arrival', 'busy', 120, false),
      ('arrival', 'no_answer', 600, false),
      ('arrival', 'voicemail', 900, false),
      ('order', 'no_answer', 900, false),
      -- Somebody who refused a stranger's call has answered.
      ('outreach', 'declined', null, false)
    ) as defaults (scenario, outcome, delay_seconds, other_line)
    where defaults.scenario in (wanted_scenario, '*') and defaults.outcome = wanted_outcome
  ) as rules
  order by rules.rank
  limit 1
$$;

/* Rule 5: the first instant from `at` on that is within calling hours everywhere the person may be and in the
   organization, or null when there is none. Local times decide, so an hour that a clock change skips or repeats is
   right by itself. */
create function app.next_call_time(
  dialer public.dialers, time_zones text[], earliest time, latest time, at timestamptz)
returns timestamptz
language plpgsql stable security invoker set search_path = ''
as $$
declare
  opens time := greatest(dialer.person_earliest, earliest);
  closes time := least(dialer.person_latest, latest);
  own_zone text;
  zone text;
  local timestamp;
  candidate timestamptz := at;
  before timestamptz;
begin
  select time_zone into own_zone from public.organizations where id = dialer.organization_id;
  -- Two zones and a week of closed days move it a dozen times; more means that there is no common hour.
  for round in 1..64 loop
    before := candidate;
    foreach zone in array time_zones loop
      local := candidate at time zone zone;
      if local::time < opens then
        candidate := greatest(candidate, (local::date + opens) at time zone zone);
      elsif local::time >= closes then
        candidate := (local::date + 1 + opens) at time zone zone;
      end if;
    end loop;
    local := candidate at time zone own_zone;
    if local::time < dialer.call_from and extract(isodow from local) = any (dialer.call_days) then
      candidate := greatest(candidate, (local::date + dialer.call_from) at time zone own_zone);
    elsif local::time >= dialer.call_until or extract(isodow from local) <> all (dialer.call_days) then
      candidate := (local::date + 1 + dialer.call_from) at time zone own_zone;
    end if;
    if candidate = before then
      return candidate;
    end if;
  end loop;
  return null;
end
$$;
