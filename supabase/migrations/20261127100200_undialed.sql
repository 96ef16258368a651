alter table public.call_requests
  -- How often in a row what was claimed was not dialed.
  add column undialed integer not null default 0,
  add constraint call_requests_undialed_counted check (undialed >= 0);

/* What the end of a call means for the request that it was made for, in the transaction that ends it: nobody can end a
   call and forget what is owed.
   An attempt is a telephone that rang. What was claimed and not dialed, whatever the cause, gives its attempt back, and is
   due again later each time that it happens in a row: 15 s, 30 s … 15 min, so that a cause that stays makes no storm. */
create or replace function app.settle_request() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  asked public.call_requests;
  rule record;
  blocked boolean;
  was_dialed boolean := new.dialed_at is not null;
begin
  update public.legs
  set ended_at = coalesce(ended_at, app.now()), outcome = coalesce(outcome, new.outcome)
  where call_id = new.id and kind = 'person';
  if new.request_id is null then
    return null;
  end if;
  if was_dialed or new.outcome = 'answered' then
    update public.call_attempts set outcome = new.outcome, ended_at = new.ended_at where call_id = new.id;
  else
    delete from public.call_attempts where call_id = new.id;
    update public.calls set attempt = null where id = new.id;
  end if;
  select * into asked from public.call_requests where id = new.request_id for no key update;
  blocked := exists (
    select from public.do_not_call where organization_id = new.organization_id and phone = new.to_phone);
  select * into rule from app.retry_rule(new.organization_id, new.scenario, new.outcome);
  update public.call_requests
  set
    status = case
      when new.outcome = 'answered' then 'completed'
      when blocked then 'blocked'
      when not was_dialed then 'waiting'
      when rule.delay is null or asked.dials >= asked.max_attempts then 'exhausted'
      else 'waiting'
    end,
    status_reason = case when new.outcome <> 'answered' and blocked then 'do_not_call' end,
    attempts = case when was_dialed or new.outcome = 'answered' then attempts else attempts - 1 end,
    undialed = case when was_dialed then 0 else undialed + 1 end,
    due_at = case
      when was_dialed then coalesce(app.now() + rule.delay, due_at)
      else greatest(due_at, app.now() + least(interval '15 seconds' * power(2, least(undialed, 6)), interval '15 minutes'))
    end,
    avoid_line_id = case when not was_dialed then avoid_line_id when rule.other_line then new.line_id end,
    last_outcome = new.outcome,
    last_disposition = new.disposition,
    updated_at = app.now()
  where id = asked.id and status = 'dialing';
  if was_dialed then
    perform app.count_failure(new);
  end if;
  -- The last call of a dialer that drains; no other is claimed meanwhile.
  update public.dialers set state = 'paused', changed_at = app.now()
  where organization_id = new.organization_id and state = 'draining' and not exists (
    select from public.calls
    where organization_id = new.organization_id and direction = 'outbound' and ended_at is null);
  return null;
end
$$;

/* What a call that is to be dialed is about, before anybody is dialed: whoever dials finds out whether they understand
   it. */
create function public.call_errand(call_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  this public.calls := app.find_call(call_errand.call_id);
begin
  return jsonb_build_object(
    'ok', true,
    'scenario', this.scenario,
    'input', coalesce((select input from public.call_requests where id = this.request_id), '{}'));
end
$$;

/* Nobody can make this call: its scenario is unknown or its input unreadable. It ends before anybody was dialed, and its
   request with it, since asking again would change nothing. */
create function public.refuse_errand(call_id uuid, code text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.enter_call(refuse_errand.call_id);
begin
  if this.ended_at is not null or this.dialed_at is not null then
    return jsonb_build_object('ok', false, 'code',
      case when this.ended_at is not null then 'call_ended' else 'already_dialed' end);
  end if;
  perform public.end_call(this.id, 'canceled', null, 'never_dialed');
  update public.call_requests
  set status = 'blocked', status_reason = refuse_errand.code, updated_at = app.now()
  where id = this.request_id and status = 'waiting';
  return jsonb_build_object('ok', true);
end
$$;

/* Owes the panel the result of its contact, in the transaction that settles the request: nobody can finish a contact and
   forget to tell. Callbacks and inbound calls are other requests, or none, and are not reported. A call that was never
   dialed is no attempt, and is told of only when there is no other. */
create or replace function app.owe_panel_result() returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
declare
  latest public.calls;
begin
  select * into latest from public.calls
  where calls.request_id = new.id and calls.ended_at is not null
  order by calls.attempt desc nulls last, calls.ended_at desc
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

revoke execute on function public.call_errand(uuid), public.refuse_errand(uuid, text) from public, anon, authenticated;
grant execute on function public.call_errand(uuid), public.refuse_errand(uuid, text) to service_role;
