create table public.panel_results (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  contact_id text not null,
  request_id uuid,
  call_id uuid,
  phone text,
  result text not null,
  attempts integer not null default 0,
  called_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz not null default app.now(),
  due_at timestamptz not null default app.now(),
  deliveries integer not null default 0,
  lease_expires_at timestamptz,
  lease_id uuid,
  taken_at timestamptz,
  last_error text,

  constraint panel_results_tenant unique (organization_id, id),
  -- A contact has one result.
  constraint panel_results_contact_once unique (organization_id, contact_id),
  constraint panel_results_request foreign key (organization_id, request_id)
    references public.call_requests (organization_id, id) on delete set null (request_id),
  constraint panel_results_call foreign key (organization_id, call_id)
    references public.calls (organization_id, id) on delete set null (call_id),
  constraint panel_results_contact_named check (btrim(contact_id) <> ''),
  constraint panel_results_result_known check (app.is_outreach_result(result)),
  constraint panel_results_attempts_counted check (attempts >= 0 and deliveries >= 0)
);

comment on table public.panel_results is
  'Outbox: what became of each contact of the panel, reported until the panel took it. A lease keeps runners apart.';

-- Runners look for what is owed, oldest debt first.
create index panel_results_owed on public.panel_results (due_at) where taken_at is null;
-- The backlog is counted, and held back while the panel allows no calls.
create index call_requests_from_panel on public.call_requests (organization_id, due_at)
  where source = 'panel' and status = 'waiting';

/* What a settled request of the panel is reported as. */
create function app.panel_result(request public.call_requests) returns text
language sql immutable security invoker set search_path = ''
as $$
  select case
    when request.status in ('completed', 'exhausted') and app.is_outreach_result(request.last_disposition)
      then request.last_disposition
    when request.status = 'blocked' then 'failed:' || coalesce(request.status_reason, 'blocked')
    else 'failed:' || request.status
  end
$$;

/* Owes the panel the result of its contact, in the transaction that settles the request: nobody can finish a contact and
   forget to tell. Callbacks and inbound calls are other requests, or none, and are not reported. */
create function app.owe_panel_result() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
declare
  latest public.calls;
begin
  select * into latest from public.calls
  where calls.request_id = new.id and calls.ended_at is not null
  order by calls.attempt desc
  limit 1;
  insert into public.panel_results
    (organization_id, contact_id, request_id, call_id, phone, result, attempts, called_at, ended_at)
  values
    (new.organization_id, new.input ->> 'contact_id', new.id, latest.id, new.phone, app.panel_result(new), new.dials,
     latest.dialed_at, latest.ended_at)
  on conflict on constraint panel_results_contact_once do nothing;
  return null;
end
$$;

create trigger call_requests_owe_panel_result after update of status on public.call_requests
for each row when (
  new.source = 'panel' and new.input ->> 'contact_id' is not null
  and new.status in ('completed', 'exhausted', 'blocked', 'canceled', 'expired') and old.status <> new.status)
execute function app.owe_panel_result();

/* A contact that is never called, such as one with an impossible number: the panel is told all the same. A contact whose
   result was taken before and that is offered again gets it once more, because the panel has lost it. */
create function public.refuse_contact(organization_id uuid, contact_id text, phone text, result text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
begin
  insert into public.panel_results as owed (organization_id, contact_id, phone, result)
  values (refuse_contact.organization_id, refuse_contact.contact_id, refuse_contact.phone, refuse_contact.result)
  on conflict on constraint panel_results_contact_once do nothing;
  return public.repeat_panel_result(refuse_contact.organization_id, refuse_contact.contact_id);
end
$$;

/* The panel offers a contact that it has taken the result of: it is told again. Offered while the first report is still
   under way it is not, hence the minute. */
create function public.repeat_panel_result(organization_id uuid, contact_id text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
begin
  update public.panel_results
  set taken_at = null, due_at = app.now(), deliveries = 0
  where organization_id = repeat_panel_result.organization_id and contact_id = repeat_panel_result.contact_id
    and taken_at < app.now() - interval '1 minute';
  return jsonb_build_object('ok', true, 'repeated', found);
end
$$;

/* Contacts of the panel that wait and could be called by now. */
create function public.panel_backlog(organization_id uuid) returns integer
language sql stable security invoker set search_path = ''
as $$
  select count(*)::integer from public.call_requests
  where call_requests.organization_id = panel_backlog.organization_id
    and source = 'panel' and status = 'waiting' and due_at <= app.now()
$$;

/* The panel allows no calls for now: those that wait are put off, those that ring already are not. */
create function public.hold_panel_requests(organization_id uuid, hold_seconds integer) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  until timestamptz := app.now() + make_interval(secs => hold_panel_requests.hold_seconds);
  held integer;
begin
  with due as (
    select id from public.call_requests
    where organization_id = hold_panel_requests.organization_id
      and source = 'panel' and status = 'waiting' and due_at < until
    -- One that a dialer is just claiming counts as ringing.
    for update skip locked
  )
  update public.call_requests set due_at = until, updated_at = app.now()
  from due where call_requests.id = due.id;
  get diagnostics held = row_count;
  return jsonb_build_object('ok', true, 'held', held);
end
$$;

/* Results that are owed, each leased to one runner; a runner that died gives them back when the lease lapses. */
create function public.claim_panel_results(organization_id uuid, batch_size integer, lease_seconds integer)
returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  with due as (
    select panel_results.id
    from public.panel_results
    where panel_results.organization_id = claim_panel_results.organization_id
      and taken_at is null and due_at <= app.now()
      and (lease_expires_at is null or lease_expires_at < app.now())
    order by due_at
    limit claim_panel_results.batch_size
    for update skip locked
  ), claimed as (
    update public.panel_results
    set
      lease_id = gen_random_uuid(),
      lease_expires_at = app.now() + make_interval(secs => claim_panel_results.lease_seconds),
      deliveries = deliveries + 1
    from due
    where panel_results.id = due.id
    returning panel_results.*
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', claimed.id,
    'lease_id', claimed.lease_id,
    'contact_id', claimed.contact_id,
    'call_id', claimed.call_id,
    'phone', claimed.phone,
    'result', claimed.result,
    'attempts', claimed.attempts,
    'called_at', app.iso(claimed.called_at),
    'ended_at', app.iso(claimed.ended_at),
    'deliveries', claimed.deliveries) order by claimed.created_at), '[]')
  from claimed
$$;

/* What the panel answered: it took the result, or it is asked again after so long. Only the holder of the lease may say
   that it failed; that the panel took it is true whoever says so. */
create function public.settle_panel_result(
  result_id uuid, lease_id uuid, taken boolean, error text, again_seconds integer)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
begin
  update public.panel_results
  set
    taken_at = case when settle_panel_result.taken then app.now() end,
    due_at = case when settle_panel_result.taken then due_at
      else app.now() + make_interval(secs => settle_panel_result.again_seconds) end,
    last_error = case when not settle_panel_result.taken then settle_panel_result.error end,
    lease_expires_at = null,
    lease_id = null
  where id = settle_panel_result.result_id and taken_at is null
    and (settle_panel_result.taken or lease_id = settle_panel_result.lease_id);
  return jsonb_build_object('ok', true, 'settled', found);
end
$$;

-- Rule 7, as for all tables: members read the rows of their organizations and write nothing.
alter table public.panel_results enable row level security;
create policy panel_results_of_own_organization on public.panel_results for select to anon, authenticated
  using (organization_id in (select app.organization_ids()));
revoke all on public.panel_results from anon, authenticated;
grant select on public.panel_results to anon, authenticated;
grant all on public.panel_results to service_role;

revoke execute on function app.panel_result(public.call_requests), app.owe_panel_result() from public;
grant execute on function app.panel_result(public.call_requests) to service_role;

revoke execute on function
  public.refuse_contact(uuid, text, text, text), public.repeat_panel_result(uuid, text), public.panel_backlog(uuid),
  public.hold_panel_requests(uuid, integer), public.claim_panel_results(uuid, integer, integer),
  public.settle_panel_result(uuid, uuid, boolean, text, integer)
from public, anon, authenticated;
grant execute on function
  public.refuse_contact(uuid, text, text, text), public.repeat_panel_result(uuid, text), public.panel_backlog(uuid),
  public.hold_panel_requests(uuid, integer), public.claim_panel_results(uuid, integer, integer),
  public.settle_panel_result(uuid, uuid, boolean, text, integer)
to service_role;
