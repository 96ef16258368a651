/* A call that came in on the telephone, found by the number that was called, and whether it may be answered. Whatever the
   verdict, there is a row: a number that nobody knows belongs to the organization that this deployment answers for. */
create function public.open_inbound(
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
    organization, coalesce(line.inbound_scenario, 'appointment'), 'inbound', 'sip', open_inbound.room_name,
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

/* Takes the line for a call that came in on it; a room that is dispatched twice took it already. */
create function app.admit(wanted uuid, line public.lines, caller text, sip_call_id text) returns text
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update public.calls set line_id = line.id where id = wanted and line_id is null;
  insert into public.legs (organization_id, call_id, line_id, kind, direction, phone, answered_at, sip_call_id)
  select line.organization_id, wanted, line.id, 'person', 'inbound', admit.caller, app.now(), admit.sip_call_id
  where not exists (select from public.legs where legs.call_id = wanted and legs.kind = 'person');
  return 'welcome';
exception when sqlstate 'PT409' then
  return 'all_busy';
end
$$;

create table public.blocked_callers (
  organization_id uuid not null references public.organizations (id) on delete cascade,
  phone text not null,
  reason text not null,
  created_at timestamptz not null default app.now(),

  primary key (organization_id, phone),
  constraint blocked_callers_phone_e164 check (phone ~ '^\+[1-9][0-9]{6,14}$')
);

comment on table public.blocked_callers is 'Numbers whose calls are not answered.';

/* The operator to ask next in this call, with a leg of their own on a line that has room. Each is asked once a call. The
   call is locked, so two hand-overs at once ask two operators. */
create function public.next_operator(call_id uuid) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.enter_call(next_operator.call_id);
  asked public.operators;
  line public.lines;
  trunk public.trunks;
  person text := case this.direction when 'outbound' then this.to_phone else this.from_phone end;
  leg uuid;
begin
  if this.ended_at is not null then
    return jsonb_build_object('ok', false, 'code', 'call_ended');
  end if;
  select * into asked from public.operators
  where organization_id = this.organization_id and enabled and not exists (
    select from public.legs
    where legs.call_id = this.id and legs.operator_id = operators.id and legs.kind = 'operator')
  order by position, id
  limit 1;
  if not found then
    return jsonb_build_object('ok', false, 'code', 'exhausted');
  end if;
  line := app.choose_line(
    (select dialers from public.dialers where dialers.organization_id = this.organization_id),
    this.channel <> 'sip' or this.rehearsal, null, for_operator => true);
  if line.id is null then
    return jsonb_build_object('ok', false, 'code', 'all_busy');
  end if;
  insert into public.legs (organization_id, call_id, line_id, operator_id, kind, direction, phone)
  values (this.organization_id, this.id, line.id, asked.id, 'operator', 'outbound',
    case when asked.phone ~ '^\+[1-9][0-9]{6,14}$' then asked.phone end)
  returning id into leg;
  select * into trunk from public.trunks where id = line.trunk_id;
  return jsonb_build_object(
    'ok', true,
    'leg_id', leg,
    'operator', jsonb_build_object('id', asked.id, 'name', asked.name),
    'to_phone', asked.phone,
    'ring_timeout_seconds', asked.ring_timeout_seconds,
    'route', app.route_view(
      line,
      case when trunk.allows_foreign_caller_id then coalesce(person, asked.caller_id) else asked.caller_id end,
      asked.livekit_trunk_id));
end
$$;
