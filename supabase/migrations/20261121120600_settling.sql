/* What the end of a call means for the request that it was made for, in the transaction that ends it: nobody can end a
   call and forget what is owed. */
create function app.settle_request() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  asked public.call_requests;
  rule record;
  blocked boolean;
begin
  update public.legs
  set ended_at = coalesce(ended_at, app.now()), outcome = coalesce(outcome, new.outcome)
  where call_id = new.id and kind = 'person';
  if new.request_id is null then
    return null;
  end if;
  update public.call_attempts set outcome = new.outcome, ended_at = new.ended_at where call_id = new.id;
  select * into asked from public.call_requests where id = new.request_id for no key update;
  blocked := exists (
    select from public.do_not_call where organization_id = new.organization_id and phone = new.to_phone);
  select * into rule from app.retry_rule(new.organization_id, new.scenario, new.outcome);
  update public.call_requests
  set
    status = case
      when new.outcome = 'answered' then 'completed'
      when blocked then 'blocked'
      when new.dialed_at is null then 'waiting'
      when rule.delay is null or asked.dials >= asked.max_attempts then 'exhausted'
      else 'waiting'
    end,
    status_reason = case when new.outcome <> 'answered' and blocked then 'do_not_call' end,
    due_at = case
      -- Not dialed: the runner died or was told to stop. Nothing was used up.
      when new.dialed_at is null then greatest(due_at, app.now() + interval '15 seconds')
      else coalesce(app.now() + rule.delay, due_at)
    end,
    avoid_line_id = case when rule.other_line then new.line_id end,
    last_outcome = new.outcome,
    last_disposition = new.disposition,
    updated_at = app.now()
  where id = asked.id and status = 'dialing';
  if new.dialed_at is not null then
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

/* After so many failures in a row the network is broken or we are: the dialer stops by itself and somebody is told.
   A busy or silent telephone is no failure; it shows that the network works. */
create function app.count_failure(ended public.calls) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  dialer public.dialers;
begin
  if ended.outcome <> 'failed' then
    update public.dialers set consecutive_failures = 0
    where organization_id = ended.organization_id and consecutive_failures > 0;
    return;
  end if;
  update public.dialers set consecutive_failures = consecutive_failures + 1
  where organization_id = ended.organization_id
  returning * into dialer;
  if dialer.consecutive_failures >= dialer.fail_alert_threshold and dialer.state = 'running' then
    update public.dialers
    set state = 'paused', changed_at = app.now(),
      reason = format('%s calls in a row failed', dialer.consecutive_failures)
    where organization_id = ended.organization_id;
    insert into public.alerts (organization_id, kind, message)
    values (ended.organization_id, 'dialer_paused',
      format('The dialer paused itself: %s calls in a row failed.', dialer.consecutive_failures));
  end if;
end
$$;

create trigger calls_settle_request after update of ended_at on public.calls
for each row when (old.ended_at is null and new.ended_at is not null) execute function app.settle_request();

/* Ends the calls whose job stopped renewing. Calls locked by somebody else are being ended or are alive: skipped, not
   awaited, so any number of sweepers run beside each other. */
create or replace function public.sweep_calls(batch_size integer) returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  with due as (
    select calls.id
    from public.calls
    where calls.ended_at is null and calls.lease_expires_at < app.now()
    order by calls.lease_expires_at
    limit sweep_calls.batch_size
    for update skip locked
  ), ended as (
    update public.calls
    set
      ended_at = app.now(),
      outcome = 'failed',
      end_reason = case when calls.answered_at is null and calls.dialed_at is null then 'never_started'
        else 'agent_lost' end
    from due
    where calls.id = due.id
    returning calls.id
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', ended.id)), '[]') from ended
$$;
