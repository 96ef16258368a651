/* One webhook about a room, once.
     participant_joined         the person came; should no agent come as well, the call has failed.
     the same, into the room    a token outlives its call by a minute or two, and LiveKit makes the room anew for it: it is
     of a call that has ended   to be closed. After a hand-over two people talk there, and one may come back.
     of a call that goes on     the job gets `grace_seconds`: if it lives it ends the call within that time, or renews its
                                lease because somebody may come back. Otherwise the sweeper ends the call.
     room_finished, after the   the call's lines are free.
     end of a call
     participant_left, after a  the other one must not stay in the room alone: it is to be closed.
     hand-over */
create or replace function public.hear_livekit_event(
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
    if event like 'participant\_%' and not is_agent then
      update public.calls set joined_at = app.now() where id = this.id and joined_at is null;
    end if;
    if event = 'participant_joined' and not is_agent and this.ended_at is not null
      and this.end_reason is distinct from 'transferred' then
      close_room := true;
    end if;
    continue when event = 'participant_joined';
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
