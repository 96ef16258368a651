/* Whether a call has done what it was made for although it ended in a fault, or nobody wrote how it ended. What it committed
   decides: a tool that changed something, a hold left aside, which lapses. Where the job was lost, so is what it knew:
   whoever has been talked with is not called a second time to be asked the same. A machine's words are nobody's. */
create function app.has_settled(ended public.calls) returns boolean
language sql stable security invoker set search_path = ''
as $$
  select
    exists (select from public.tool_calls where call_id = ended.id and tool <> 'hold_slot')
    or ended.end_reason = 'agent_lost' and coalesce(ended.answered_by, 'human') = 'human'
      and exists (select from public.turns where call_id = ended.id and role = 'person')
$$;

/* What the end of a call means for the request that it was made for, in the transaction that ends it: nobody can end a
   call and forget what is owed.
   An attempt is a telephone that rang. What was claimed and not dialed, whatever the cause, gives its attempt back, and is
   due again later each time that it happens in a row: 15 s, 30 s … 15 min, so that a cause that stays makes no storm.
   A call that has settled what it was made for is never made again, even if its ending was lost. */
create or replace function app.settle_request() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  asked public.call_requests;
  rule record;
  blocked boolean;
  was_dialed boolean := new.dialed_at is not null;
  is_settled boolean := new.outcome = 'answered' or app.has_settled(new);
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
      when is_settled then 'completed'
      when blocked then 'blocked'
      when not was_dialed then 'waiting'
      when rule.delay is null or asked.dials >= asked.max_attempts then 'exhausted'
      else 'waiting'
    end,
    status_reason = case when not is_settled and blocked then 'do_not_call' end,
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

/* Ends a call exactly once. Job, webhook and sweeper may all try: the first one writes, the others read what stands.
   Its hold is left to lapse: a hold outlives the process that made it, and the person may call back for it.
   A disposition without anybody who answered says nothing, one that the scenario does not have is put aside, so that an
   ending is never refused. That somebody
   answered may have been lost in an outage: the outcome says so as well. */
create or replace function public.end_call(call_id uuid, outcome text, disposition text, end_reason text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.enter_call(end_call.call_id);
  is_first boolean := this.ended_at is null;
  rules app.scenarios := app.scenario_named(this.scenario);
  is_known boolean := app.is_disposition(this.scenario, end_call.disposition);
  -- Nobody knows it better any more.
  was_answered_at timestamptz := case when end_call.outcome = 'answered' then coalesce(this.dialed_at, this.taken_at) end;
begin
  if is_first then
    update public.calls
    set
      ended_at = app.now(),
      outcome = end_call.outcome,
      answered_at = coalesce(answered_at, was_answered_at),
      disposition = case
        when is_known and (answered_at is not null or was_answered_at is not null or rules.names_every_ending)
          then end_call.disposition end,
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

revoke execute on function app.has_settled(public.calls) from public;
grant execute on function app.has_settled(public.calls) to service_role;
