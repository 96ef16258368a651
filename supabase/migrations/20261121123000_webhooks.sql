/* What LiveKit has told already. Its webhooks are sent again until they are answered, and somebody who recorded one could
   send it again; either way it must do nothing twice. */
create table app.livekit_events (
  id text primary key,
  received_at timestamptz not null default app.now()
);

comment on table app.livekit_events is 'Ids of the webhooks that were acted on, for a day: their signatures expire sooner.';

create index livekit_events_by_age on app.livekit_events (received_at);
-- No policy: only the function below reads and writes it.
alter table app.livekit_events enable row level security;

/* One webhook about a room, once.
     of a call that goes on     the job gets `grace_seconds`: if it lives it ends the call within that time, or renews its
                                lease because somebody may come back. Otherwise the sweeper ends the call.
     room_finished, after the   the call's lines are free.
     end of a call
     participant_left, after a  the other one must not stay in the room alone: it is to be closed.
     hand-over */
create function public.hear_livekit_event(
  event_id text, event text, room_name text, is_agent boolean, grace_seconds integer)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls;
  close_room boolean := false;
begin
  insert into app.livekit_events (id) values (hear_livekit_event.event_id) on conflict do nothing;
  if not found then
    return jsonb_build_object('ok', true, 'replayed', true, 'close_room', false);
  end if;
  delete from app.livekit_events where received_at < app.now() - interval '1 day';
  for this in
    select * from public.calls where room_name = hear_livekit_event.room_name for no key update
  loop
    if this.ended_at is null then
      update public.calls
      set lease_expires_at = least(lease_expires_at, app.now() + make_interval(secs => grace_seconds))
      where id = this.id;
    elsif event = 'room_finished' then
      perform public.release_lines(this.id);
    elsif not is_agent and this.end_reason = 'transferred' then
      close_room := true;
    end if;
  end loop;
  return jsonb_build_object('ok', true, 'replayed', false, 'close_room', close_room);
end
$$;

-- Webhooks name a room and nothing else.
create index calls_by_room on public.calls (room_name) where room_name is not null;

/* Ended calls that still hold a line: their job died. Whoever deletes the room says release_lines. Those whose person
   talks with somebody else now are not among them. */
create or replace function public.unreleased_calls(batch_size integer, grace_seconds integer) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('call_id', due.id, 'room_name', due.room_name)), '[]')
  from (
    select calls.id, calls.room_name
    from public.legs
    join public.calls on calls.organization_id = legs.organization_id and calls.id = legs.call_id
    where legs.released_at is null and legs.kind = 'person'
      and calls.end_reason <> 'transferred'
      and calls.ended_at < app.now() - make_interval(secs => unreleased_calls.grace_seconds)
    order by calls.ended_at
    limit unreleased_calls.batch_size) as due
$$;

/* Calls that were handed over and may still be talked on: whoever looks into the room knows. */
create function public.handed_over_calls(batch_size integer, grace_seconds integer) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('call_id', due.id, 'room_name', due.room_name)), '[]')
  from (
    select calls.id, calls.room_name
    from public.calls
    where calls.end_reason = 'transferred'
      and calls.ended_at < app.now() - make_interval(secs => handed_over_calls.grace_seconds)
      and exists (
        select from public.legs
        where legs.organization_id = calls.organization_id and legs.call_id = calls.id and legs.released_at is null)
    order by calls.ended_at
    limit handed_over_calls.batch_size) as due
$$;

create index calls_handed_over on public.calls (ended_at) where end_reason = 'transferred';

revoke execute on function
  public.hear_livekit_event(text, text, text, boolean, integer), public.handed_over_calls(integer, integer)
from public, anon, authenticated;
grant execute on function
  public.hear_livekit_event(text, text, text, boolean, integer), public.handed_over_calls(integer, integer)
to service_role;
