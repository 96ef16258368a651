/* The free line that carries least and may call now, or null. Lines are locked in order of id, so that what is counted
   here still stands when the leg is taken. An operator is asked for by somebody who is on the telephone already, so what
   is kept for people who call us is kept for them too. */
create function app.choose_line(dialer public.dialers, simulated boolean, avoided uuid, for_operator boolean default false)
returns public.lines
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  chosen public.lines;
begin
  perform from public.lines
  where organization_id = dialer.organization_id and enabled and outbound
  order by id
  for no key update;
  select lines.* into chosen
  from public.lines
  left join public.trunks on trunks.organization_id = lines.organization_id and trunks.id = lines.trunk_id
  cross join lateral app.line_load(lines) as load
  where lines.organization_id = dialer.organization_id and lines.enabled and lines.outbound
    and (simulated or trunks.livekit_outbound_trunk_id is not null)
    and load.concurrent < lines.max_concurrent - (case when for_operator then 0 else lines.inbound_headroom end)
    and load.last_minute < lines.max_per_minute
    and load.today < lines.max_per_day
    and app.line_is_open(lines, 'outbound')
  -- Another line is only a wish: the same one is better than none.
  order by lines.id is not distinct from avoided, load.concurrent, load.today, lines.id
  limit 1;
  return chosen;
end
$$;

/* The first request that may be called now. What may not is put where it belongs on the way: to the opening of its hours,
   or out of the queue. So each claim touches the heads of the five priorities and what it puts away, whatever waits. */
create function app.next_request(dialer public.dialers, simulated boolean) returns public.call_requests
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.call_requests;
  opening timestamptz;
  skipped integer := 0;
begin
  for urgency in 1..5 loop
    loop
      select * into this from public.call_requests
      where organization_id = dialer.organization_id and status = 'waiting' and priority = urgency
        and due_at <= app.now()
      order by due_at, id
      limit 1
      for update skip locked;
      exit when not found;
      if this.expires_at <= app.now() then
        update public.call_requests set status = 'expired', updated_at = app.now() where id = this.id;
      elsif exists (
        select from public.do_not_call where organization_id = this.organization_id and phone = this.phone) then
        update public.call_requests
        set status = 'blocked', status_reason = 'do_not_call', updated_at = app.now() where id = this.id;
      elsif exists (
        select from public.calls
        where organization_id = this.organization_id and to_phone = this.phone
          and direction = 'outbound' and ended_at is null) then
        -- Somebody talks to them now.
        update public.call_requests set due_at = app.now() + interval '1 minute' where id = this.id;
      else
        opening := case when simulated and not dialer.simulated_people_sleep then app.now()
          else app.next_call_time(dialer, this.time_zones, this.earliest, this.latest, app.now()) end;
        if opening is null then
          update public.call_requests
          set status = 'blocked', status_reason = 'no_common_hours', updated_at = app.now() where id = this.id;
        elsif opening > app.now() then
          update public.call_requests set due_at = opening where id = this.id;
        else
          return this;
        end if;
      end if;
      skipped := skipped + 1;
      -- A whole night's queue is put away in portions, so that a claim stays short.
      if skipped >= 200 then
        return null;
      end if;
    end loop;
  end loop;
  return null;
end
$$;

/* Makes a call of a request: the row, the leg on the line, the evidence. */
create function app.make_call(
  this public.call_requests, line public.lines, runner_id text, lease_seconds integer, simulated boolean)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  speaker public.agents;
  made uuid := gen_random_uuid();
begin
  select * into speaker from public.agents where organization_id = this.organization_id;
  update public.call_requests
  set status = 'dialing', attempts = attempts + 1, updated_at = app.now()
  where id = this.id
  returning * into this;
  insert into public.calls
    (id, organization_id, scenario, direction, channel, agent_id, agent_version, user_id, room_name, from_phone, to_phone,
     rehearsal, lease_expires_at, line_id, request_id, attempt)
  values
    (made, this.organization_id, this.scenario, 'outbound', case when simulated then 'simulation' else 'sip' end,
     speaker.id, speaker.version, this.user_id, 'call-' || made, line.phone, this.phone, simulated,
     app.now() + make_interval(secs => lease_seconds), line.id, this.id, this.attempts);
  insert into public.legs (organization_id, call_id, line_id, kind, direction, phone)
  values (this.organization_id, made, line.id, 'person', 'outbound', this.phone);
  insert into public.call_attempts (organization_id, request_id, attempt, call_id, line_id, claimed_by)
  values (this.organization_id, this.id, this.attempts, made, line.id, runner_id);
  return jsonb_build_object(
    'call_id', made,
    'organization_id', this.organization_id,
    'request_id', this.id,
    'room_name', 'call-' || made,
    'scenario', this.scenario,
    'attempt', this.attempts,
    'language', speaker.language,
    'channel', case when simulated then 'simulation' else 'sip' end);
end
$$;

/* Claims calls that are due and have a line, for one runner; others that ask meanwhile skip an organization that is being
   claimed for. The organization that waited longest comes first. */
create function public.claim_calls(runner_id text, batch_size integer, lease_seconds integer, simulated boolean)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  claimed jsonb := '[]';
  candidate uuid;
  dialer public.dialers;
  line public.lines;
  this public.call_requests;
begin
  if app.deployment_state() <> 'running' then
    return claimed;
  end if;
  for candidate in
    select dialers.organization_id from public.dialers
    where state = 'running' and exists (
      select from public.call_requests
      where call_requests.organization_id = dialers.organization_id and status = 'waiting' and priority between 1 and 5
        and due_at <= app.now())
    order by last_claim_at nulls first, dialers.organization_id
  loop
    select * into dialer from public.dialers
    where organization_id = candidate and state = 'running' for no key update skip locked;
    continue when not found;
    while jsonb_array_length(claimed) < batch_size loop
      line := app.choose_line(dialer, simulated, null);
      exit when line.id is null;
      this := app.next_request(dialer, simulated);
      exit when this.id is null;
      if this.avoid_line_id = line.id then
        line := app.choose_line(dialer, simulated, this.avoid_line_id);
      end if;
      claimed := claimed || app.make_call(this, line, runner_id, lease_seconds, simulated);
    end loop;
    update public.dialers set last_claim_at = app.now() where organization_id = candidate;
    exit when jsonb_array_length(claimed) >= batch_size;
  end loop;
  return claimed;
end
$$;
