/* A reference that can be said on the telephone, and that no other campaign has. */
create function app.new_reference() returns text
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  made text;
begin
  loop
    made := 'CONF-' || upper(left(replace(gen_random_uuid()::text, '-', ''), 8));
    exit when not exists (select from public.campaign_commitments where reference = made);
  end loop;
  return made;
end
$$;

/* Writes a slot into the calendar of a simulated provider; false when somebody else has it. */
create function app.book_at_provider(offer public.campaign_offers, reference text) returns boolean
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform app.lapse_provider_holds(offer.provider_id);
  begin
    -- What was kept for this campaign makes way for what is booked for it.
    delete from public.provider_appointments
    where provider_id = offer.provider_id and campaign_id = offer.campaign_id and kind = 'held';
    insert into public.provider_appointments
      (organization_id, provider_id, starts_at, ends_at, kind, campaign_id, reference)
    values (offer.organization_id, offer.provider_id, offer.starts_at, offer.ends_at, 'booked', offer.campaign_id,
      book_at_provider.reference);
    return true;
  exception when exclusion_violation then
    return false;
  end;
end
$$;

/* Everything that is not the chosen slot is let go: holds at simulated providers at once, others by a short call. Calls that
   are still open learn it with their next step. */
create function app.release_offers(this public.negotiations, kept uuid) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  offer public.campaign_offers;
  provider public.providers;
  one public.campaign_providers;
begin
  delete from public.provider_appointments
  where organization_id = this.organization_id and campaign_id = this.campaign_id and kind = 'held';
  for offer in
    update public.campaign_offers set status = 'released'
    where campaign_id = this.campaign_id and status = 'open' and id is distinct from kept
    returning *
  loop
    select * into provider from public.providers where id = offer.provider_id;
    if provider.temper is null and offer.held_until > app.now() then
      perform app.ask_provider(this, provider, 'release',
        format('negotiation:%s:%s:release', this.campaign_id, provider.id));
    end if;
    perform app.tell_campaign(this.campaign_id, 'released', jsonb_build_object(
      'offer_id', offer.id, 'provider_id', offer.provider_id));
  end loop;
  for one in
    select * from public.campaign_providers where campaign_id = this.campaign_id and state = 'waiting'
  loop
    perform app.set_campaign_provider(one, 'skipped');
  end loop;
end
$$;

create function app.close_campaign(this public.negotiations, status text, failure text default null) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
begin
  update public.negotiations
  set status = close_campaign.status, failure = close_campaign.failure,
    ended_at = case when close_campaign.status in ('completed', 'failed', 'canceled') then app.now() end
  where campaign_id = this.campaign_id and status <> close_campaign.status;
  if found then
    perform app.tell_campaign(this.campaign_id, 'status', jsonb_build_object(
      'status', close_campaign.status, 'failure', close_campaign.failure));
  end if;
end
$$;

/* What is owed for a campaign and was not begun is not called any more. Before the campaign's own row is taken: whoever ends
   a call has its request first. */
create function app.drop_campaign_requests(organization_id uuid, campaign_id uuid) returns void
language sql volatile security invoker set search_path = ''
as $$
  update public.call_requests
  set status = 'canceled', status_reason = 'campaign_over', updated_at = app.now()
  where id in (
    select asked.id from public.call_requests as asked
    where asked.organization_id = drop_campaign_requests.organization_id
      and asked.campaign_id = drop_campaign_requests.campaign_id
      and asked.status = 'waiting' and asked.input ->> 'purpose' = 'find'
    order by asked.id for update skip locked)
$$;

create function app.commitment_view(made public.campaign_commitments, this public.negotiations) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object('ok', true, 'campaign_id', made.campaign_id, 'offer_id', made.offer_id,
    'confirmed', made.reference is not null, 'reference', made.reference, 'status', (
      select status from public.negotiations where campaign_id = made.campaign_id))
$$;

/* Commits the slot that somebody chose. At once where the provider keeps it already: a calendar that we can write, or a hold
   that has not lapsed. Else the provider is asked, and the reference comes with its yes. */
create function public.confirm_campaign(
  organization_id uuid, campaign_id uuid, provider_id uuid, starts_at timestamptz, ends_at timestamptz,
  client_name text default null, client_phone text default null) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.negotiations;
  offer public.campaign_offers;
  provider public.providers;
  made public.campaign_commitments;
  wanted_reference text;
  answer jsonb;
begin
  perform app.require_member(confirm_campaign.organization_id);
  select * into this from public.negotiations
  where organization_id = confirm_campaign.organization_id and campaign_id = confirm_campaign.campaign_id;
  if this.campaign_id is null then
    return jsonb_build_object('ok', false, 'code', 'campaign_not_found');
  end if;
  -- Requests come before the campaign in the order of locks.
  perform app.drop_campaign_requests(this.organization_id, this.campaign_id)
  where exists (
    select from public.campaign_offers as offers
    where offers.campaign_id = this.campaign_id and offers.provider_id = confirm_campaign.provider_id
      and offers.starts_at = confirm_campaign.starts_at and offers.status = 'open');
  this := app.lock_negotiation(this.campaign_id);
  select * into offer from public.campaign_offers as offers
  where offers.campaign_id = this.campaign_id and offers.provider_id = confirm_campaign.provider_id
    and offers.starts_at = confirm_campaign.starts_at and offers.ends_at = confirm_campaign.ends_at;
  select * into made from public.campaign_commitments as known where known.campaign_id = this.campaign_id;
  if made.campaign_id is not null then
    return case when made.offer_id = offer.id then app.commitment_view(made, this)
      else jsonb_build_object('ok', false, 'code', 'already_confirmed') end;
  end if;
  if offer.id is null then
    return jsonb_build_object('ok', false, 'code', 'not_offered');
  end if;
  if this.status = 'canceled' then
    return jsonb_build_object('ok', false, 'code', 'campaign_over');
  end if;
  if offer.status <> 'open' then
    return jsonb_build_object('ok', false, 'code', 'slot_gone');
  end if;
  if offer.starts_at <= app.now() then
    return jsonb_build_object('ok', false, 'code', 'past');
  end if;
  update public.negotiations
  set client_name = coalesce(confirm_campaign.client_name, client_name),
    client_phone = coalesce(confirm_campaign.client_phone, client_phone)
  where campaign_id = this.campaign_id
  returning * into this;
  select * into provider from public.providers where id = offer.provider_id;
  if provider.temper is not null or offer.held_until > app.now() then
    wanted_reference := app.new_reference();
  end if;
  if provider.temper is not null and not app.book_at_provider(offer, wanted_reference) then
    update public.campaign_offers set status = 'gone' where id = offer.id;
    perform app.tell_campaign(this.campaign_id, 'gone', jsonb_build_object(
      'offer_id', offer.id, 'provider_id', offer.provider_id));
    return jsonb_build_object('ok', false, 'code', 'slot_gone');
  end if;
  if wanted_reference is null then
    answer := app.ask_provider(this, provider, 'confirm',
      format('negotiation:%s:%s:confirm:%s', this.campaign_id, provider.id, offer.id));
    if not (answer ->> 'ok')::boolean then
      return answer;
    end if;
  end if;
  insert into public.campaign_commitments
    (organization_id, campaign_id, offer_id, reference, client_name, client_phone, request_id, confirmed_at)
  values (this.organization_id, this.campaign_id, offer.id, wanted_reference, this.client_name, this.client_phone,
    (answer ->> 'request_id')::uuid, case when wanted_reference is not null then app.now() end)
  returning * into made;
  if made.reference is null then
    perform app.tell_campaign(this.campaign_id, 'confirming', jsonb_build_object(
      'offer_id', offer.id, 'provider_id', offer.provider_id));
    perform app.close_campaign(this, 'confirming');
  else
    perform app.keep_commitment(this, made);
  end if;
  return app.commitment_view(made, this);
end
$$;

/* A commitment that the provider keeps: told, and the others let go. */
create function app.keep_commitment(this public.negotiations, made public.campaign_commitments) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update public.campaign_offers set status = 'committed' where id = made.offer_id;
  perform app.tell_campaign(this.campaign_id, 'confirmed', jsonb_build_object(
    'offer_id', made.offer_id, 'confirmation_ref', made.reference));
  perform app.release_offers(this, made.offer_id);
  perform app.close_campaign(this, 'completed');
end
$$;

/* What the provider answered when it was asked to book the chosen slot, or was told that another one was not needed. */
create function public.record_provider_answer(call_id uuid, tool_call_id text, agreed boolean) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.enter_call(record_provider_answer.call_id);
  answer jsonb := app.remembered(this, record_provider_answer.tool_call_id, 'record_answer');
  known record;
  negotiation public.negotiations;
  made public.campaign_commitments;
begin
  if answer is not null then
    return answer;
  end if;
  if this.ended_at is not null then
    return jsonb_build_object('ok', false, 'code', 'call_ended');
  end if;
  select * into known from app.negotiation_of(this);
  negotiation := app.lock_negotiation((known.negotiation).campaign_id);
  answer := jsonb_build_object('ok', true, 'reference', null);
  if (known.asked).input ->> 'purpose' = 'confirm' then
    select * into made from public.campaign_commitments as asked
    where asked.campaign_id = negotiation.campaign_id and asked.request_id = (known.asked).id;
    if made.campaign_id is null then
      return jsonb_build_object('ok', false, 'code', 'nothing_asked');
    end if;
    if record_provider_answer.agreed and made.reference is null then
      update public.campaign_commitments set reference = app.new_reference(), confirmed_at = app.now()
      where campaign_id = negotiation.campaign_id
      returning * into made;
      perform app.keep_commitment(negotiation, made);
    elsif made.reference is null then
      perform app.withdraw_commitment(negotiation, made);
    end if;
    answer := jsonb_build_object('ok', true, 'reference', made.reference);
  end if;
  -- What a call whose job died is told of by.
  return app.remember(this, record_provider_answer.tool_call_id, 'record_answer', answer || jsonb_build_object(
    'agreed', record_provider_answer.agreed, 'purpose', (known.asked).input ->> 'purpose'));
end
$$;

/* The provider no longer has the slot, or could not be asked: another one can be chosen. */
create function app.withdraw_commitment(this public.negotiations, made public.campaign_commitments) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
begin
  delete from public.campaign_commitments where campaign_id = this.campaign_id and reference is null;
  update public.campaign_offers set status = 'gone' where id = made.offer_id;
  perform app.tell_campaign(this.campaign_id, 'gone', jsonb_build_object('offer_id', made.offer_id));
  -- A person who chose chooses again; the round that chose takes the next best.
  perform app.close_campaign(this, case when this.auto_confirm then 'running' else 'completed' end);
end
$$;

/* Campaigns that wait for a provider which can no longer be asked: called as often as may be, or refused. */
create function public.withdraw_unanswered() returns integer
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  made public.campaign_commitments;
  this public.negotiations;
  withdrawn integer := 0;
begin
  for made in
    select commitments.* from public.campaign_commitments as commitments
    join public.call_requests as asked on asked.organization_id = commitments.organization_id
      and asked.id = commitments.request_id
    where commitments.reference is null
      and asked.status in ('completed', 'exhausted', 'blocked', 'canceled', 'expired')
  loop
    this := app.lock_negotiation(made.campaign_id);
    continue when not exists (
      select from public.campaign_commitments where campaign_id = made.campaign_id and reference is null);
    perform app.withdraw_commitment(this, made);
    withdrawn := withdrawn + 1;
  end loop;
  return withdrawn;
end
$$;

/* Nobody is called for it any more, and what was kept for it is free again. A slot that is committed stays. */
create function public.cancel_campaign(organization_id uuid, campaign_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.negotiations;
begin
  perform app.require_member(cancel_campaign.organization_id);
  if not exists (
    select from public.negotiations
    where organization_id = cancel_campaign.organization_id and campaign_id = cancel_campaign.campaign_id) then
    return jsonb_build_object('ok', false, 'code', 'campaign_not_found');
  end if;
  perform app.drop_campaign_requests(cancel_campaign.organization_id, cancel_campaign.campaign_id);
  this := app.lock_negotiation(cancel_campaign.campaign_id);
  if exists (
    select from public.campaign_commitments as made
    where made.campaign_id = this.campaign_id and made.reference is not null) then
    return jsonb_build_object('ok', false, 'code', 'already_confirmed');
  end if;
  if this.status <> 'canceled' then
    delete from public.campaign_commitments where campaign_id = this.campaign_id;
    perform app.release_offers(this, null);
    perform app.close_campaign(this, 'canceled');
  end if;
  return jsonb_build_object('ok', true, 'campaign_id', this.campaign_id, 'status', 'canceled');
end
$$;

/* Nobody is left to call, or nobody left could do better. With offers the person chooses, or the round has; without any it has
   failed, and each provider says why. What waits to be called again is not waited for. */
create function public.finish_campaign(campaign_id uuid, failure text default null) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.negotiations;
  one public.campaign_providers;
  has_offers boolean;
begin
  select * into this from public.negotiations where campaign_id = finish_campaign.campaign_id;
  perform app.drop_campaign_requests(this.organization_id, this.campaign_id);
  this := app.lock_negotiation(finish_campaign.campaign_id);
  if this.status <> 'running' or exists (
    select from public.campaign_providers
    join public.call_requests as asked on asked.id = campaign_providers.request_id and asked.status = 'dialing'
    where campaign_providers.campaign_id = this.campaign_id and state = 'calling') then
    return jsonb_build_object('ok', false, 'status', this.status);
  end if;
  has_offers := exists (
    select from public.campaign_offers where campaign_id = this.campaign_id and status = 'open');
  for one in
    select * from public.campaign_providers where campaign_id = this.campaign_id and state in ('waiting', 'calling')
  loop
    perform app.set_campaign_provider(one, case when one.attempts = 0 then 'skipped' else 'unreached' end,
      coalesce(one.reason, case when one.attempts > 0 then 'not_called' end));
  end loop;
  if has_offers then
    perform app.close_campaign(this, 'completed');
  else
    perform app.close_campaign(this, 'failed', coalesce(finish_campaign.failure, 'no_offers'));
  end if;
  return jsonb_build_object('ok', true, 'status', case when has_offers then 'completed' else 'failed' end);
end
$$;

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['negotiations', 'campaign_busy_times', 'campaign_providers', 'campaign_offers',
    'campaign_commitments', 'campaign_events'] loop
    execute format('alter table public.%I enable row level security', tenant_table);
    execute format(
      'create policy %I on public.%I for select to anon, authenticated
         using (organization_id in (select app.organization_ids()))',
      tenant_table || '_of_own_organization', tenant_table);
    execute format('revoke all on public.%I from anon, authenticated', tenant_table);
    execute format('grant select on public.%I to anon, authenticated', tenant_table);
    execute format('grant all on public.%I to service_role', tenant_table);
  end loop;
end
$$;

-- Hosted Supabase grants new functions to every role by default, so each role is named.
revoke execute on function
  app.lock_negotiation(uuid), app.tell_campaign(uuid, text, jsonb),
  app.set_campaign_provider(public.campaign_providers, text, text, timestamptz),
  app.slot_refusal(public.negotiations, public.providers, timestamptz, timestamptz),
  app.ask_provider(public.negotiations, public.providers, text, text, uuid),
  app.settle_campaign_provider(public.campaign_providers, text, text, boolean),
  app.tell_negotiation(), app.tell_negotiation_of_answer(), app.negotiation_of(public.calls),
  app.refusal_in_call(public.calls, public.negotiations, public.providers, uuid, timestamptz, timestamptz),
  app.new_reference(), app.book_at_provider(public.campaign_offers, text),
  app.release_offers(public.negotiations, uuid), app.close_campaign(public.negotiations, text, text),
  app.drop_campaign_requests(uuid, uuid), app.commitment_view(public.campaign_commitments, public.negotiations),
  app.keep_commitment(public.negotiations, public.campaign_commitments),
  app.withdraw_commitment(public.negotiations, public.campaign_commitments),
  public.start_campaign(uuid, jsonb, jsonb, jsonb), public.campaign_state(uuid, uuid),
  public.list_campaigns(uuid, timestamptz, integer), public.campaign_events_after(uuid, uuid, bigint, integer),
  public.call_providers(uuid, uuid[]), public.open_campaigns(integer), public.negotiation_terms(uuid),
  public.check_calendar(uuid, timestamptz, timestamptz),
  public.validate_slot(uuid, uuid, timestamptz, timestamptz),
  public.propose_slots(uuid, timestamptz, timestamptz), public.list_other_providers(uuid, text, text, uuid[]),
  public.record_offer(uuid, text, timestamptz, timestamptz, timestamptz, text),
  public.record_no_offer(uuid, text, text, text), public.log_campaign_event(uuid, text, text, jsonb),
  public.provider_openings(uuid), public.provider_temper(uuid),
  public.keep_provider_slot(uuid, timestamptz, timestamptz, timestamptz),
  public.confirm_campaign(uuid, uuid, uuid, timestamptz, timestamptz, text, text),
  public.record_provider_answer(uuid, text, boolean), public.withdraw_unanswered(),
  public.cancel_campaign(uuid, uuid), public.finish_campaign(uuid, text)
from public, anon, authenticated;
grant execute on function
  app.lock_negotiation(uuid), app.tell_campaign(uuid, text, jsonb),
  app.set_campaign_provider(public.campaign_providers, text, text, timestamptz),
  app.slot_refusal(public.negotiations, public.providers, timestamptz, timestamptz),
  app.ask_provider(public.negotiations, public.providers, text, text, uuid),
  app.settle_campaign_provider(public.campaign_providers, text, text, boolean),
  app.negotiation_of(public.calls),
  app.refusal_in_call(public.calls, public.negotiations, public.providers, uuid, timestamptz, timestamptz),
  app.new_reference(), app.book_at_provider(public.campaign_offers, text),
  app.release_offers(public.negotiations, uuid), app.close_campaign(public.negotiations, text, text),
  app.drop_campaign_requests(uuid, uuid), app.commitment_view(public.campaign_commitments, public.negotiations),
  app.keep_commitment(public.negotiations, public.campaign_commitments),
  app.withdraw_commitment(public.negotiations, public.campaign_commitments),
  public.start_campaign(uuid, jsonb, jsonb, jsonb), public.campaign_state(uuid, uuid),
  public.list_campaigns(uuid, timestamptz, integer), public.campaign_events_after(uuid, uuid, bigint, integer),
  public.call_providers(uuid, uuid[]), public.open_campaigns(integer), public.negotiation_terms(uuid),
  public.check_calendar(uuid, timestamptz, timestamptz),
  public.validate_slot(uuid, uuid, timestamptz, timestamptz),
  public.propose_slots(uuid, timestamptz, timestamptz), public.list_other_providers(uuid, text, text, uuid[]),
  public.record_offer(uuid, text, timestamptz, timestamptz, timestamptz, text),
  public.record_no_offer(uuid, text, text, text), public.log_campaign_event(uuid, text, text, jsonb),
  public.provider_openings(uuid), public.provider_temper(uuid),
  public.keep_provider_slot(uuid, timestamptz, timestamptz, timestamptz),
  public.confirm_campaign(uuid, uuid, uuid, timestamptz, timestamptz, text, text),
  public.record_provider_answer(uuid, text, boolean), public.withdraw_unanswered(),
  public.cancel_campaign(uuid, uuid), public.finish_campaign(uuid, text)
to service_role;
-- What members may do themselves; each asks for membership first.
grant execute on function
  public.start_campaign(uuid, jsonb, jsonb, jsonb), public.campaign_state(uuid, uuid),
  public.list_campaigns(uuid, timestamptz, integer), public.campaign_events_after(uuid, uuid, bigint, integer),
  public.confirm_campaign(uuid, uuid, uuid, timestamptz, timestamptz, text, text),
  public.cancel_campaign(uuid, uuid)
to anon, authenticated;
